import type { Solve } from '../../../shared/kernel/program.ts';
import words from '../data/conflicts.json' with { type: 'json' };
import type { Conflict } from './outcome.ts';
import { type ConstraintKind, constraintKinds, type Problem, type ProblemLot } from './problem.ts';
import { search } from './search.ts';
import { has, without } from './without.ts';

/** Whether anything keeps the constraints of a lot alone; discounts have no part in that. */
async function possible(problem: Problem, solve: Solve): Promise<boolean> {
  return (await search(problem, solve)).status !== 'infeasible';
}

/** Costs and discounts do not matter to whether a lot can be awarded: they are left out, so that any assignment will do. */
const bare = (lot: ProblemLot): Problem => ({
  lots: [
    {
      ...lot,
      offers: lot.offers.map((offer) => ({
        ...offer,
        tiers: [],
        prices: offer.prices.map(({ item }) => ({ item, goods: '0', freight: '0' })),
      })),
    },
  ],
  packages: [],
});

/**
 * Which constraints of a lot conflict (冲突约束): a least set that no assignment can keep, found by leaving out one kind
 * after the other for as long as there is still no assignment (deletion filter; Chinneck, Feasibility and Infeasibility
 * in Optimization, 2008). Empty when the lot can be awarded.
 */
export async function conflictsOf(lot: ProblemLot, solve: Solve): Promise<readonly Conflict[]> {
  const unserved = lot.items
    .map(({ item }) => item)
    .filter((item) => !lot.offers.some(({ prices }) => prices.some((price) => price.item === item)));
  if (unserved.length > 0) return [conflict('not-served', lot.id, unserved)];
  let problem = bare(lot);
  if (await possible(problem, solve)) return [];
  const needed: ConstraintKind[] = [];
  for (const kind of constraintKinds.filter((each) => has(problem, each))) {
    const relaxed = without(problem, kind);
    if (await possible(relaxed, solve)) needed.push(kind);
    else problem = relaxed;
  }
  return needed.map((kind) => conflict(kind, lot.id));
}

/** In words. */
export const conflict = (code: Conflict['code'], lot: string, items?: readonly string[]): Conflict => ({
  code,
  lot,
  ...(items === undefined ? {} : { items }),
  text: words[code],
});
