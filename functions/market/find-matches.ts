import { canonical } from '../../shared/kernel/json.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { candidateOf } from './candidate.ts';
import type { Candidate, Match } from './matching/model.ts';
import { type Search, searching } from './matching/search.ts';
import type { ExistingPost } from './post.ts';
import type { PostStore } from './store.ts';

/** A match with its post as it stands now, which is as it was compared. */
export interface Standing {
  readonly match: Match;
  readonly post: ExistingPost;
  readonly version: number;
}

export interface FindOptions {
  readonly limit: number;
  /** Counterparts that were read just now: the blocks may not have them yet. */
  readonly known?: readonly Candidate[];
}

/** The best matches of a post that still stand as they were compared: for one that does not, the next one moves up. */
export async function findMatches(
  { posts }: { readonly posts: Pick<PostStore, 'load' | 'blocksFor'> },
  own: Candidate,
  at: Instant,
  { limit, known = [] }: FindOptions,
): Promise<{ readonly search: Search; readonly standing: readonly Standing[] }> {
  const search = searching(own, dayOf(at), posts.blocksFor(own, at), { known });
  const standing: Standing[] = [];
  const matches = search.matches();
  for (let over = false; !over && standing.length < limit; ) {
    const taken: Match[] = [];
    while (taken.length < limit - standing.length && !over) {
      const { value, done } = await matches.next();
      if (value !== undefined) taken.push(value);
      over = done === true;
    }
    const compared = search.counterparts();
    const snapshots = await Promise.all(taken.map(({ id }) => posts.load(id, { consistent: true })));
    for (const [index, { state, version }] of snapshots.entries()) {
      const match = taken[index];
      if (match === undefined || state.status !== 'open') continue;
      const now = canonical(candidateOf(match.id, state));
      if (now === canonical(compared.get(match.id))) standing.push({ match, post: state, version });
    }
  }
  return { search, standing };
}
