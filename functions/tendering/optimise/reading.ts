import {
  add,
  compare,
  div,
  min,
  mul,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  sum,
  zero,
} from '../../../shared/kernel/ratio.ts';
import type { Offer, Problem, ProblemLot } from './problem.ts';

/** A problem in exact numbers: what programs are built from and allocations are checked by. */
export interface Reading {
  readonly lots: readonly ReadLot[];
}

export interface ReadLot {
  readonly id: string;
  readonly step: Ratio;
  readonly total: Ratio;
  readonly needs: readonly ReadNeed[];
  readonly offers: readonly ReadOffer[];
  readonly maxWinners?: number | undefined;
  /** The most that one supplier may have. */
  readonly maxQuantity?: Ratio | undefined;
}

/** `loads` whole steps and a part load (零头), which is zero or less than a step; neither is divided. */
export interface ReadNeed {
  readonly item: string;
  readonly quantity: Ratio;
  readonly loads: bigint;
  readonly rest: Ratio;
}

export interface ReadOffer {
  readonly supplier: string;
  readonly weight: Ratio;
  readonly capacity?: Ratio | undefined;
  readonly minimumOrder: Ratio;
  /** Discounts that rise with the quantity: one that is no better than what fewer bring is left out. */
  readonly tiers: readonly ReadTier[];
  readonly packages: readonly ReadPackage[];
  /** In the place of the need, undefined where the supplier does not serve it. */
  readonly prices: readonly (ReadPrice | undefined)[];
}

export interface ReadTier {
  readonly from: Ratio;
  readonly discount: Ratio;
}

/** A package as it bears on one lot: the lots it names, by their places. */
export interface ReadPackage {
  readonly lots: readonly number[];
  readonly discount: Ratio;
}

/** Yuan a unit: the goods before discounts, and the freight; both before the policy deduction. */
export interface ReadPrice {
  readonly goods: Ratio;
  readonly freight: Ratio;
}

const places = 24;
const read = (text: string): Ratio => parseDecimal(text, places);
const readMaybe = (text: string | undefined): Ratio | undefined => (text === undefined ? undefined : read(text));

/** The problem read, once for all that is done with it. */
export function readingOf({ lots, packages }: Problem): Reading {
  const at = new Map(lots.map(({ id }, place) => [id, place]));
  const bidFor = new Set(lots.flatMap(({ id, offers }) => offers.map(({ supplier }) => `${supplier} ${id}`)));
  const whole = packages.filter(({ supplier, lots: named }) => named.every((lot) => bidFor.has(`${supplier} ${lot}`)));
  const packagesOf = (supplier: string, lot: string): readonly ReadPackage[] =>
    whole
      .filter((each) => each.supplier === supplier && each.lots.includes(lot))
      .map((each) => ({ lots: each.lots.map((named) => at.get(named) ?? -1), discount: read(each.discount) }));
  return { lots: lots.map((lot) => readLot(lot, packagesOf)) };
}

function readLot(lot: ProblemLot, packagesOf: (supplier: string, lot: string) => readonly ReadPackage[]): ReadLot {
  const step = read(lot.step);
  const needs = lot.items.map(({ item, quantity: text }): ReadNeed => {
    const quantity = read(text);
    const { n, d } = div(quantity, step);
    return { item, quantity, loads: n / d, rest: sub(quantity, mul(ratio(n / d), step)) };
  });
  const total = sum(needs.map(({ quantity }) => quantity));
  const maxShare = readMaybe(lot.maxShare);
  return {
    id: lot.id,
    step,
    total,
    needs,
    offers: lot.offers.map((offer) => readOffer(offer, needs, packagesOf(offer.supplier, lot.id))),
    maxWinners: lot.maxWinners,
    maxQuantity: maxShare && mul(maxShare, total),
  };
}

function readOffer(offer: Offer, needs: readonly ReadNeed[], packages: readonly ReadPackage[]): ReadOffer {
  const prices = new Map(offer.prices.map((price) => [price.item, price]));
  const tiers = risingTiers(offer.tiers.map(({ from, discount }) => ({ from: read(from), discount: read(discount) })));
  const left = sub(one, tiers.at(-1)?.discount ?? zero);
  return {
    supplier: offer.supplier,
    weight: read(offer.weight),
    capacity: readMaybe(offer.capacity),
    minimumOrder: readMaybe(offer.minimumOrder) ?? zero,
    tiers,
    // Discounts add up; together they never come to more than the goods' price.
    packages: packages.map((each) => ({ ...each, discount: min(each.discount, left) })),
    prices: needs.map(({ item }) => {
      const price = prices.get(item);
      return price && { goods: read(price.goods), freight: read(price.freight) };
    }),
  };
}

function risingTiers(tiers: readonly ReadTier[]): readonly ReadTier[] {
  const rising: ReadTier[] = [];
  const order = tiers.toSorted((a, b) => compare(a.from, b.from) || compare(b.discount, a.discount));
  for (const tier of order) if (compare(tier.discount, rising.at(-1)?.discount ?? zero) > 0) rising.push(tier);
  return rising;
}

/** What a unit costs as bids are compared: before discounts, after the policy deduction. */
export const evaluatedPrice = (offer: ReadOffer, price: ReadPrice): Ratio =>
  mul(offer.weight, add(price.goods, price.freight));

/** The most that an offer may be awarded of its lot. */
export function mostOf(lot: ReadLot, offer: ReadOffer): Ratio {
  const served = sum(lot.needs.filter((_, at) => offer.prices[at] !== undefined).map(({ quantity }) => quantity));
  return [offer.capacity, lot.maxQuantity].reduce<Ratio>((most, bound) => (bound ? min(most, bound) : most), served);
}
