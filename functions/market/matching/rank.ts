import { compare, min } from '../../../shared/kernel/ratio.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import { compatible } from './conditions.ts';
import { landedCost } from './cost.ts';
import type { Candidate, Match } from './model.ts';
import { factorsOf, scoreOf } from './score.ts';

/**
 * Everything that matches a post, best first (撮合). A function of its arguments alone: the order of `others` and how often
 * one stands among them make no difference, and of equal scores the smaller id comes first.
 */
export function rank(post: Candidate, others: Iterable<Candidate>, today: Day): Match[] {
  const found = [...new Map([...others].map((other) => [other.id, other])).values()].flatMap((other) => {
    const look = compatible(post, other);
    return look === undefined ? [] : [{ other, look, cost: landedCost(look) }];
  });
  const best = found.map(({ cost }) => cost?.total).reduce((a, b) => (a && b ? min(a, b) : (a ?? b)), undefined);
  return found
    .map(({ other, look, cost }) => {
      const factors = factorsOf(look, { other, cost, best, today });
      return { id: other.id, score: scoreOf(factors), factors, substitutions: look.fit.substitutions };
    })
    .sort((a, b) => compare(b.score, a.score) || (a.id < b.id ? -1 : 1));
}
