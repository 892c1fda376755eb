import { DomainError } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { candidateOf } from './candidate.ts';
import { type Appraisal, appraise } from './combining/appraise.ts';
import { combine } from './combining/combine.ts';
import { greedy } from './combining/greedy.ts';
import type { LeftOut, Need, Problem } from './combining/model.ts';
import { problemOf } from './combining/problem.ts';
import { reasonsFor } from './combining/reasons.ts';
import { gatherOffers } from './gather-offers.ts';
import type { Candidate } from './matching/model.ts';
import { type ExistingPost, statusAt } from './post.ts';
import type { PostStore } from './store.ts';

/** So many offers of one demand are combined, the best by their score; and so many that are not taken are named. */
export const most = { offers: 200, leftOut: 20 } as const;
const tries = 10;

/** The best of what is offered for one demand (组合供应), with every post that it names as it stands. */
export interface Combination {
  readonly problem: Problem;
  readonly need: Need;
  readonly compared: number;
  /** Whether more match than are combined. */
  readonly more: boolean;
  readonly found: Appraisal;
  readonly byHand: Appraisal;
  /** All that match and are not taken; of the first some `posts` has the post. */
  readonly leftOut: readonly LeftOut[];
  readonly posts: ReadonlyMap<string, ExistingPost>;
}

/**
 * Combines what is offered now. Each post that is named was read consistently and is as it was counted: where one is not,
 * all is combined anew.
 * @throws `combining-quantity-required`; `try-again` while posts change faster than they are read
 */
export async function combineOffers(
  posts: PostStore,
  own: Candidate,
  at: Instant,
  maxSuppliers?: number,
): Promise<Combination> {
  const { offers: matching, compared, more } = await gatherOffers(posts, own, at, most.offers);
  const offers = new Map(matching);
  const current = new Map<string, ExistingPost>();

  /** Whether everything that is named was counted as it stands; what was not is counted so from now on. */
  async function stands(named: readonly string[]): Promise<boolean> {
    const unread = [...new Set(named)].filter((id) => !current.has(id));
    const snapshots = await Promise.all(unread.map((id) => posts.load(id, { consistent: true })));
    const changed = snapshots.filter(({ id, state }) => {
      const now = state.status === 'none' || statusAt(state, at) !== 'open' ? undefined : candidateOf(id, state);
      if (now === undefined || state.status === 'none') return offers.delete(id);
      current.set(id, state);
      const before = offers.get(id);
      offers.set(id, now);
      return canonical(before) !== canonical(now);
    });
    return changed.length === 0;
  }

  for (let left = tries; left > 0; left -= 1) {
    const problem = problemOf([own], offers.values(), maxSuppliers);
    const [need] = problem.needs;
    if (need === undefined) throw new DomainError('rule', 'combining-quantity-required');
    const found = appraise(problem, combine(need, problem.links, maxSuppliers));
    const leftOut = reasonsFor(problem, need, found);
    const named = [...found.lines, ...leftOut.slice(0, most.leftOut)].map(({ offer }) => offer);
    if (await stands(named)) {
      const byHand = appraise(problem, greedy(problem));
      return { problem, need, compared, more, found, byHand, leftOut, posts: current };
    }
  }
  throw new DomainError('unavailable', 'try-again');
}
