import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { Candidate } from './matching/model.ts';
import { searching } from './matching/search.ts';
import type { PostStore } from './store.ts';

/** Offers that can be combined, and out of how many that were compared; `more` where there are others that match. */
export interface Gathered {
  readonly offers: ReadonlyMap<string, Candidate>;
  readonly compared: number;
  readonly more: boolean;
}

/** The offers of a demand (候选供应): of all that match it so many at most, the best by their score. */
export async function gatherOffers(
  posts: Pick<PostStore, 'blocksFor'>,
  own: Candidate,
  at: Instant,
  most: number,
): Promise<Gathered> {
  const search = searching(own, dayOf(at), posts.blocksFor(own, at));
  const best: string[] = [];
  for await (const { id } of search.matches()) if (best.push(id) > most) break;
  const counterparts = search.counterparts();
  const offers = best.slice(0, most).flatMap((id) => {
    const candidate = counterparts.get(id);
    return candidate === undefined ? [] : [[id, candidate] as const];
  });
  return { offers: new Map(offers), compared: counterparts.size, more: best.length > most };
}
