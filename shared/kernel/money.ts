import { DomainError } from './errors.ts';
import { add, compare, div, mul, one, parseDecimal, type Ratio, ratio, roundHalfUp, sum, zero } from './ratio.ts';

/** An amount in fen (分), the hundredth of a yuan. */
export type Fen = bigint;

/** An amount of money (金额) as JSON carries it: yuan as a decimal string, such as `3520.00` (OCDS Value). */
export interface Money {
  readonly amount: string;
  readonly currency: 'CNY';
}

/** Reads at most 2 decimals; throws what `parseDecimal` throws. */
export function parseMoney(m: Money): Fen {
  const { n, d } = mul(parseDecimal(m.amount, 2), ratio(100n));
  return n / d;
}

/** Money with two decimals: 352000 fen is `3520.00`. */
export function money(fen: Fen): Money {
  return { amount: roundHalfUp(yuan(fen), 2), currency: 'CNY' };
}

/** A unit price (单价) in yuan, of at most 4 decimals; throws what `parseDecimal` throws. */
export function parseUnitPrice(m: Money): Ratio {
  return parseDecimal(m.amount, 4);
}

/** A price a unit as somebody offers it: tax is in it, or is to be added; `freight` is told with its own tax. */
export interface OfferedPrice {
  readonly unitPrice: Money;
  readonly taxIncluded: boolean;
  /** A fraction, `"0.13"`. */
  readonly taxRate: string;
  readonly freight?: Money | undefined;
}

/** Yuan a unit, tax included (含税单价); throws what `parseDecimal` throws. */
export function priceWithTax({ unitPrice, taxIncluded, taxRate }: OfferedPrice): Ratio {
  const price = parseUnitPrice(unitPrice);
  return taxIncluded ? price : mul(price, add(one, parseDecimal(taxRate, 4)));
}

/** Yuan a unit at the delivery point (到货价): the price with its tax, and the freight. */
export const deliveredPrice = (offered: OfferedPrice): Ratio =>
  add(priceWithTax(offered), offered.freight === undefined ? zero : parseUnitPrice(offered.freight));

/** The sum of amounts. */
export const sumMoney = (amounts: readonly Money[]): Fen => amounts.reduce((all, each) => all + parseMoney(each), 0n);

/** Yuan to the nearest fen, a half away from zero (四舍五入到分). */
export function toFenHalfUp(yuan: Ratio): Fen {
  return BigInt(roundHalfUp(mul(yuan, ratio(100n)), 0));
}

export function yuan(fen: Fen): Ratio {
  return ratio(fen, 100n);
}

/**
 * Splits an amount by weights (按权重分摊), exact to the fen, by the largest remainder; ties go to the earlier.
 * Throws `weights-invalid` when a weight is negative or none is positive.
 */
export function split(total: Fen, weights: readonly Ratio[]): Fen[] {
  const all = sum(weights);
  if (all.n <= 0n || weights.some((weight) => weight.n < 0n)) throw new DomainError('rule', 'weights-invalid');
  if (total < 0n) return split(-total, weights).map((part) => -part);

  const exact = weights.map((weight) => div(mul(ratio(total), weight), all));
  const parts = exact.map(({ n, d }) => n / d);
  const left = total - parts.reduce((a, b) => a + b, 0n);
  const remainders = exact.map(({ n, d }) => ratio(n % d, d));
  const order = [...parts.keys()].sort((a, b) => compare(remainders[b] ?? zero, remainders[a] ?? zero) || a - b);
  const rounded = new Set(order.slice(0, Number(left)));
  return parts.map((part, index) => (rounded.has(index) ? part + 1n : part));
}

/** For people: yuan with thousands separators, such as `3,520.00`. */
export function formatYuan(fen: Fen): string {
  return money(fen).amount.replace(/\B(?=(?:[0-9]{3})+\.)/g, ',');
}
