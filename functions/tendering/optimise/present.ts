import { decimal } from '../../../shared/kernel/program-rows.ts';
import type { Quantity } from '../../../shared/kernel/quantity.ts';
import { compare, div, isZero, mul, type Ratio, ratio, roundHalfUp, sub, zero } from '../../../shared/kernel/ratio.ts';
import { type Figure, figure } from '../evaluation/evaluation.ts';
import type { Appraisal, Part } from './assignment.ts';
import type { Found, Search } from './found.ts';
import type { GroupOutcome, LotAllocation, SupplierAllocation } from './outcome.ts';
import type { Problem, ProblemLot } from './problem.ts';
import type { ReadLot } from './reading.ts';

/** The allocations of lots, as they are published; a lot in which nobody wins has no awards and no cost. */
export const allocationsOf = (problem: Problem, { lots }: Appraisal): readonly LotAllocation[] =>
  lots.map(({ lot, parts, cost }, l) => ({
    lot: lot.id,
    ...(parts.length === 0 ? {} : { cost: figure(cost) }),
    awards: parts.map((part) => awardOf(problem.lots[l], problem, lot, part)),
  }));

function awardOf(of: ProblemLot | undefined, { lots }: Problem, lot: ReadLot, part: Part): SupplierAllocation {
  const inUnit = (value: Ratio): Quantity => ({ value: decimal(value), unit: of?.unit ?? 'TNE' });
  const { tier, package: counted } = part;
  return {
    supplier: part.offer.supplier,
    quantity: inUnit(part.quantity),
    share: figure(div(part.quantity, lot.total), 4),
    items: lot.needs.flatMap(({ item }, n) => {
      const [quantity, price] = [part.quantities[n] ?? zero, part.offer.prices[n]];
      if (isZero(quantity) || price === undefined) return [];
      const [goods, freight] = [figure(mul(quantity, price.goods)), figure(mul(quantity, price.freight))];
      return [{ item, quantity: inUnit(quantity), goods, freight }];
    }),
    goods: figure(part.goods),
    discount: {
      ...(tier && { tier: { from: inUnit(tier.from), discount: decimal(tier.discount) } }),
      ...(counted && {
        package: { lots: counted.lots.map((at) => lots[at]?.id ?? ''), discount: decimal(counted.discount) },
      }),
      total: decimal(part.discount),
    },
    freight: figure(part.freight),
    price: figure(part.price),
    evaluated: figure(part.evaluated),
  };
}

/** What was found, and how far from the least cost it may be. */
export const costsOf = ({ cost }: Found, { bound }: Search): Pick<GroupOutcome, 'cost' | 'bound' | 'gap'> => ({
  cost: figure(cost),
  ...(bound && { bound: figure(bound), gap: gapOf(cost, bound) }),
});

/** (cost − bound) ÷ cost, to six decimals, rounded up. */
function gapOf(cost: Ratio, bound: Ratio): Figure['shown'] {
  if (compare(cost, bound) <= 0) return '0.000000';
  const { n, d } = mul(div(sub(cost, bound), cost), ratio(1_000_000n));
  return roundHalfUp(ratio((n + d - 1n) / d, 1_000_000n), 6);
}
