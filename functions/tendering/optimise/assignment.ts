import { add, compare, isZero, mul, one, type Ratio, sub, zero } from '../../../shared/kernel/ratio.ts';
import type { ConstraintKind } from './problem.ts';
import type { Reading, ReadLot, ReadOffer, ReadPackage, ReadTier } from './reading.ts';

/** Who has how much (分配方案): by the places of lot, offer and need; what is left out is nothing. */
export type Assignment = readonly (readonly (readonly Ratio[])[])[];

/** What an assignment gives one supplier in one lot, and what that costs. */
export interface Part {
  readonly offer: ReadOffer;
  readonly quantities: readonly Ratio[];
  readonly quantity: Ratio;
  readonly goods: Ratio;
  readonly freight: Ratio;
  readonly tier?: ReadTier | undefined;
  readonly package?: ReadPackage | undefined;
  readonly discount: Ratio;
  /** What is paid. */
  readonly price: Ratio;
  /** What is compared. */
  readonly evaluated: Ratio;
}

/** The parts of each lot, with winners only, and the evaluated cost of all. */
export interface Appraisal {
  readonly lots: readonly { readonly lot: ReadLot; readonly parts: readonly Part[]; readonly cost: Ratio }[];
  readonly cost: Ratio;
}

const total = (list: readonly Ratio[]): Ratio =>
  list.reduce((sum, each) => (isZero(each) ? sum : add(sum, each)), zero);

/**
 * What an assignment costs (核算), in exact numbers and by the bids' own words, without the program it came from: of the
 * tiers that the lot's quantity reaches the best counts, of the packages all of whose lots are won the best, and both
 * discounts of the goods' price add up.
 */
export function appraise({ lots }: Reading, assignment: Assignment): Appraisal {
  const won = lots.map(
    (lot, l) =>
      new Set(lot.offers.filter((_, o) => !isZero(total(assignment[l]?.[o] ?? []))).map(({ supplier }) => supplier)),
  );
  const appraised = lots.map((lot, l) => {
    const parts = lot.offers.flatMap((offer, o) => {
      if (!won[l]?.has(offer.supplier)) return [];
      const packages = offer.packages.filter((each) => each.lots.every((named) => won[named]?.has(offer.supplier)));
      return [partOf(offer, assignment[l]?.[o] ?? [], packages)];
    });
    return { lot, parts, cost: total(parts.map(({ evaluated }) => evaluated)) };
  });
  return { lots: appraised, cost: total(appraised.map(({ cost }) => cost)) };
}

function partOf(offer: ReadOffer, quantities: readonly Ratio[], packages: readonly ReadPackage[]): Part {
  const priced = (of: 'goods' | 'freight') =>
    total(quantities.map((each, at) => (isZero(each) ? zero : mul(each, offer.prices[at]?.[of] ?? zero))));
  const [quantity, goods, freight] = [total(quantities), priced('goods'), priced('freight')];
  const tier = best(offer.tiers.filter(({ from }) => compare(from, quantity) <= 0));
  const counted = best(packages);
  const discount = add(tier?.discount ?? zero, counted?.discount ?? zero);
  const price = add(mul(goods, sub(one, discount)), freight);
  const evaluated = mul(offer.weight, price);
  return { offer, quantities, quantity, goods, freight, tier, package: counted, discount, price, evaluated };
}

/** The greatest discount, the first of equals. */
const best = <T extends { readonly discount: Ratio }>(list: readonly T[]): T | undefined =>
  list.reduce<T | undefined>(
    (found, each) => (found && compare(found.discount, each.discount) >= 0 ? found : each),
    undefined,
  );

/** A constraint that an assignment breaks. */
export interface Breach {
  readonly kind: ConstraintKind | 'quantity';
  readonly lot: string;
  readonly of: string;
}

/** Every constraint that an assignment breaks (复核), in exact numbers: empty when it may be awarded. */
export function breachesOf({ lots }: Reading, assignment: Assignment): readonly Breach[] {
  return lots.flatMap((lot, l) => {
    const breach = (kind: Breach['kind'], of: string): Breach => ({ kind, lot: lot.id, of });
    const rows = lot.offers.map((_, o) => assignment[l]?.[o] ?? []);
    const winners = lot.offers.flatMap((offer, o) => {
      const quantity = total(rows[o] ?? []);
      return isZero(quantity) ? [] : [{ offer, quantity, row: rows[o] ?? [] }];
    });
    const exceeds = (quantity: Ratio, most: Ratio | undefined) => most !== undefined && compare(quantity, most) > 0;
    return [
      ...lot.needs
        .filter((need, n) => compare(total(rows.map((row) => row[n] ?? zero)), need.quantity) !== 0)
        .map(({ item }) => breach('quantity', item)),
      ...winners.flatMap(({ offer, quantity, row }) => [
        ...row.flatMap((each, n) => (isZero(each) || offer.prices[n] ? [] : [breach('not-served', offer.supplier)])),
        ...row.flatMap((each, n) => (isWhole(lot, n, each) ? [] : [breach('whole-loads', offer.supplier)])),
        ...(exceeds(quantity, offer.capacity) ? [breach('capacity', offer.supplier)] : []),
        ...(exceeds(quantity, lot.maxQuantity) ? [breach('max-share', offer.supplier)] : []),
        ...(compare(quantity, offer.minimumOrder) < 0 ? [breach('minimum-order', offer.supplier)] : []),
      ]),
      ...(winners.length > (lot.maxWinners ?? winners.length) ? [breach('max-winners', lot.id)] : []),
    ];
  });
}

/** Whether a quantity of a need is whole loads, or whole loads and its part load. */
function isWhole({ step, needs }: ReadLot, n: number, quantity: Ratio): boolean {
  const { n: numerator, d } = quantity;
  if (numerator < 0n) return false;
  const whole = (of: Ratio) => (of.n * step.d) % (of.d * step.n) === 0n;
  return whole({ n: numerator, d }) || whole(sub(quantity, needs[n]?.rest ?? zero));
}
