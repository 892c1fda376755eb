import type { Actor } from '../../shared/kernel/actor.ts';
import { actsFor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { isOwn, seesQuantity } from './access.ts';
import type { ClosingReason, Drawing, Poster, Source, Terms } from './events.ts';
import type { Duplicate } from './fingerprint.ts';
import { type ExistingPost, type Release, statusAt } from './post.ts';

/** A list on which the poster stands (名单标识), with its source and date: shown, never scored. */
export interface Flag {
  readonly list: string;
  readonly kind: string;
  readonly title: string;
  readonly source: string;
  readonly publishedOn: string;
}

type Shown = Omit<Terms, 'side' | 'subject' | 'text'> & {
  readonly id: string;
  readonly side: Terms['side'];
  readonly category?: string;
  readonly process?: string;
  readonly poster: Poster;
  readonly flags: readonly Flag[];
  readonly source?: Source;
  readonly publishedAt: Instant;
  readonly confirmedAt: Instant;
};

/** A post as a list keeps it: with a hidden quantity, which no one is shown but through {@link listedView}. */
export interface Listed {
  readonly id: string;
  readonly poster: Poster;
  readonly terms: Omit<Terms, 'text'>;
  readonly source?: Source;
  readonly publishedAt: Instant;
  readonly confirmedAt: Instant;
}

export function listedOf(id: string, { poster, terms, source, publishedAt, confirmedAt }: ExistingPost): Listed {
  const { text: _, ...rest } = terms;
  return { id, poster, terms: rest, ...(source === undefined ? {} : { source }), publishedAt, confirmedAt };
}

/** A post in a list, as this reader may see it. */
export function listedView(listed: Listed, actor: Actor, flags: readonly Flag[]): Shown {
  const { id, poster, source, publishedAt, confirmedAt } = listed;
  const { subject, side, ...terms } = listed.terms;
  const { quantity, hours, freeHours, ...rest } = terms;
  const sees = seesQuantity(actor, poster.id, terms.quantityHidden);
  const of = terms.kind === 'processing' ? { process: subject } : { category: subject };
  const from = source === undefined ? {} : { source };
  return { id, side, ...of, ...(sees ? terms : rest), poster, flags, ...from, publishedAt, confirmedAt };
}

export interface PostView extends Shown {
  readonly status: ExistingPost['status'];
  readonly reason?: ClosingReason;
  readonly text?: string | undefined;
  readonly renewals: number;
  /** How many drawings there are; which ones is for those who may read them. */
  readonly drawingCount: number;
  readonly drawings: readonly Drawing[];
  readonly releases?: readonly Release[];
  readonly duplicates?: readonly Duplicate[];
}

/** A post as this reader may see it: the poster itself sees requests for its drawings, and what the post repeats. */
export function viewOf(
  id: string,
  post: ExistingPost,
  actor: Actor,
  at: Instant,
  { flags, duplicates }: { readonly flags: readonly Flag[]; readonly duplicates: readonly Duplicate[] },
): PostView {
  const { poster, terms, renewals, drawings, releases } = post;
  const own = isOwn(actor, post);
  const released = releases
    .filter(({ organisation }) => actsFor(actor, organisation.id))
    .flatMap((each) => each.drawings);
  const status = statusAt(post, at);
  const reason = post.status === 'closed' ? post.reason : 'expired';
  return {
    ...listedView(listedOf(id, post), actor, flags),
    ...(terms.text !== undefined && seesQuantity(actor, poster.id, terms.quantityHidden) ? { text: terms.text } : {}),
    status,
    ...(status === 'closed' ? { reason } : {}),
    renewals,
    drawingCount: drawings.length,
    drawings: drawings.filter((drawing) => own || released.includes(drawing.id)),
    ...(own ? { releases, duplicates } : {}),
  };
}
