import { dayOf } from '../../shared/kernel/time.ts';
import type { Candidate } from './matching/model.ts';
import type { ExistingPost } from './post.ts';

/** What the matcher may know of a post: of its place the point, of its poster who it is. */
export function candidateOf(id: string, { poster, terms, confirmedAt, record }: ExistingPost): Candidate {
  const { kind, side, subject, attributes, quantity, minimumOrder, price, window, radiusKm, hours, freeHours } = terms;
  const { lon, lat } = terms.place;
  return {
    id,
    party: poster.id,
    kind,
    side,
    subject,
    spec: attributes,
    ...(quantity === undefined ? {} : { quantity }),
    ...(minimumOrder === undefined ? {} : { minimumOrder }),
    ...(price === undefined ? {} : { price }),
    window,
    point: { lon, lat },
    ...(radiusKm === undefined ? {} : { radiusKm }),
    certificates: terms.certificates ?? [],
    ...(hours === undefined ? {} : { hours }),
    ...(freeHours === undefined ? {} : { freeHours }),
    confirmedOn: dayOf(confirmedAt),
    ...(record === undefined ? {} : { record }),
  };
}
