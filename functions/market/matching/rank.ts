import { compare, min, type Ratio } from '../../../shared/kernel/ratio.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import { measureOf, written } from './amount.ts';
import { compatible, type Look } from './conditions.ts';
import { type LandedCost, landedCost } from './cost.ts';
import type { Candidate, Match } from './model.ts';
import { factorsOf, scoreOf } from './score.ts';

/** One that matches, as it was compared. */
export interface Found {
  readonly other: Candidate;
  readonly look: Look;
  readonly cost: LandedCost | undefined;
}

/** For who wants, the least landed cost among all that match, in each measure in which they are counted (最低到货价). */
export type Best = ReadonlyMap<string, Ratio>;

/** The pair compared; undefined where it does not match. */
export function compared(post: Candidate, other: Candidate): Found | undefined {
  const look = compatible(post, other);
  return look === undefined ? undefined : { other, look, cost: landedCost(look) };
}

/** The least of what was so far and of one more. */
export function leastWith(best: Map<string, Ratio>, { look, cost }: Found): void {
  if (cost === undefined) return;
  const measure = written(measureOf(look));
  const least = best.get(measure);
  best.set(measure, least === undefined ? cost.total : min(least, cost.total));
}

/** How well it matches: who offers holds the landed cost against its own price, so that no other post changes the score. */
export function matchOf({ other, look, cost }: Found, best: Best, today: Day): Match {
  const against = other.side === 'offered' ? best.get(written(measureOf(look))) : cost?.price;
  const factors = factorsOf(look, { other, cost, best: against, today });
  return { id: other.id, score: scoreOf(factors), factors, substitutions: look.fit.substitutions };
}

/** Best first, and of equal scores the smaller id. */
export const inOrder = (a: Pick<Match, 'id' | 'score'>, b: Pick<Match, 'id' | 'score'>): number =>
  compare(b.score, a.score) || (a.id < b.id ? -1 : 1);

/**
 * Everything that matches a post, best first (撮合). A function of its arguments alone: the order of `others` and how often
 * one stands among them make no difference.
 */
export function rank(post: Candidate, others: Iterable<Candidate>, today: Day): Match[] {
  const each = new Map([...others].map((other) => [other.id, other]));
  const found = [...each.values()].flatMap((other) => compared(post, other) ?? []);
  const best = new Map<string, Ratio>();
  for (const one of found) leastWith(best, one);
  return found.map((one) => matchOf(one, best, today)).sort(inOrder);
}
