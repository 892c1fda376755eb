import { decimal } from '../../../shared/kernel/program-rows.ts';
import { add, compare, div, parseDecimal, type Ratio, ratio } from '../../../shared/kernel/ratio.ts';
import type { Offer, Problem, ProblemLot } from './problem.ts';
import { type ConstraintKind, constraintKinds } from './problem.ts';

/** What can be left out of a problem: a kind of constraint, or a kind of discount. */
export type Removable = ConstraintKind | 'tiers' | 'packages';

export const removables: readonly Removable[] = [...constraintKinds, 'tiers', 'packages'];

/** Whether the problem has any of it. */
export function has({ lots, packages }: Problem, kind: Removable): boolean {
  const offers = lots.flatMap((lot) => lot.offers);
  switch (kind) {
    case 'not-served':
      return lots.some((lot) => lot.offers.some(({ prices }) => prices.length < lot.items.length));
    case 'capacity':
      return offers.some(({ capacity }) => capacity !== undefined);
    case 'minimum-order':
      return offers.some(({ minimumOrder }) => minimumOrder !== undefined);
    case 'max-winners':
      return lots.some(({ maxWinners, offers: { length } }) => maxWinners !== undefined && maxWinners < length);
    case 'max-share':
      return lots.some(({ maxShare }) => maxShare !== undefined);
    case 'whole-loads':
      return true;
    case 'tiers':
      return offers.some(({ tiers }) => tiers.length > 0);
    case 'packages':
      return packages.length > 0;
  }
}

/**
 * The problem without it. Without whole loads, loads are a hundredth; what a supplier does not serve, it serves at the
 * dearest delivered price that it asks for the same goods elsewhere, or else that anyone asks there.
 */
export function without(problem: Problem, kind: Removable): Problem {
  const lots = (change: (lot: ProblemLot) => ProblemLot): Problem => ({ ...problem, lots: problem.lots.map(change) });
  const offers = (change: (offer: Offer, lot: ProblemLot) => Offer): Problem =>
    lots((lot) => ({ ...lot, offers: lot.offers.map((offer) => change(offer, lot)) }));
  switch (kind) {
    case 'not-served':
      return offers((offer, lot) => ({ ...offer, prices: served(offer, lot) }));
    case 'capacity':
      return offers(({ capacity: _, ...offer }) => offer);
    case 'minimum-order':
      return offers(({ minimumOrder: _, ...offer }) => offer);
    case 'max-winners':
      return lots(({ maxWinners: _, ...lot }) => lot);
    case 'max-share':
      return lots(({ maxShare: _, ...lot }) => lot);
    case 'whole-loads':
      return lots((lot) => ({ ...lot, step: decimal(div(read(lot.step), ratio(100n))) }));
    case 'tiers':
      return offers((offer) => ({ ...offer, tiers: [] }));
    case 'packages':
      return { ...problem, packages: [] };
  }
}

type Price = Offer['prices'][number];

function served(offer: Offer, lot: ProblemLot): readonly Price[] {
  const goodsOf = new Map(lot.items.map(({ item, goods }) => [item, goods]));
  const own = new Map(offer.prices.map((price) => [price.item, price]));
  return lot.items.flatMap(({ item, goods }) => {
    const known = own.get(item);
    if (known !== undefined) return [known];
    const elsewhere = offer.prices.filter((price) => goodsOf.get(price.item) === goods);
    const there = lot.offers.flatMap(({ prices }) => prices.filter((price) => price.item === item));
    const price = dearest(elsewhere) ?? dearest(there);
    return price === undefined ? [] : [{ ...price, item }];
  });
}

const read = (text: string): Ratio => parseDecimal(text, 24);
const delivered = ({ goods, freight }: Price): Ratio => add(read(goods), read(freight));

const dearest = (prices: readonly Price[]): Price | undefined =>
  prices.reduce<Price | undefined>(
    (most, each) => (most && compare(delivered(most), delivered(each)) >= 0 ? most : each),
    undefined,
  );
