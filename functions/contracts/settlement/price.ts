import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Money, parseUnitPrice } from '../../../shared/kernel/money.ts';
import type { UnitCode } from '../../../shared/kernel/quantity.ts';
import {
  add,
  compare,
  div,
  fraction,
  mul,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  roundHalfUp,
  sub,
  sum,
  zero,
} from '../../../shared/kernel/ratio.ts';
import type { CallOffLine } from '../call-off-events.ts';
import type { PriceSteps } from '../statement-events.ts';
import type { Window } from './dates.ts';

/** How a price follows its series; the days are the window's matter. */
export type PriceRule =
  | { readonly rule: 'fixed' | 'index-premium' | 'index-discount' }
  | { readonly rule: 'band'; readonly band: string };

/** What settles an item: the offer as it was taken, and the series that it follows. */
export interface Priced
  extends Pick<CallOffLine, 'unitPrice' | 'taxIncluded' | 'taxRate'>,
    Partial<Pick<CallOffLine, 'freight' | 'priceIndex'>> {
  readonly unit: UnitCode;
}

/** What was read of a series: the published days of a window, or the last one before it when it has none. */
export interface Reading extends Window {
  readonly index: string;
  readonly version: number;
  readonly unit: UnitCode;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly points: readonly { readonly day: string; readonly price: Money }[];
}

/**
 * The settlement price (结算价) and every step of it, exact: the mean of the published days, half-up to the fen, is the
 * index. Under `index-premium` the goods cost the index plus what the bid lay above the base; under `index-discount` the
 * index times bid ÷ base; under `band` the bid, but for what the index moved beyond base × (1 ± band); the last two
 * half-up to the fen. Freight comes on top; it is told with its tax, which is taken out of it where the line's price is
 * without. A surcharge belongs to the series, at the base as now. A series in another
 * unit of mass or on the other side of tax is brought to the line's by an exact factor, before it is rounded. Without a
 * series an item stays at its bid.
 * @throws `index-without-points`, `index-unit-differs`, `index-base-zero`, `settlement-price-not-positive`
 */
export function settlementPrice(rule: PriceRule, goods: Priced, reading: Reading | undefined): PriceSteps {
  const bid = parseUnitPrice(goods.unitPrice);
  const freight = freightOf(goods);
  const offered = { bid: goods.unitPrice, ...(goods.freight === undefined ? {} : { freight: goods.freight }) };
  const link = goods.priceIndex;
  if (rule.rule === 'fixed' || link === undefined) {
    return { rule: 'fixed', ...offered, price: unitPriceOf(add(bid, freight)) };
  }
  if (reading === undefined || reading.points.length === 0) {
    throw new DomainError('conflict', 'index-without-points', { index: link.index });
  }
  const { index, version, from, to, points } = reading;
  const factor = factorOf(reading, goods);
  const surcharge = link.surcharge === undefined ? zero : parseUnitPrice(link.surcharge);
  const mean = mul(meanOf(points), factor);
  const now = add(parseDecimal(roundHalfUp(mean, 2), 2), surcharge);
  const base = add(parseUnitPrice(link.base), surcharge);
  const goodsPrice = followed(rule, bid, now, base);
  const price = add(goodsPrice, freight);
  if (price.n <= 0n) throw new DomainError('conflict', 'settlement-price-not-positive', { index });
  return {
    rule: rule.rule,
    ...offered,
    index: {
      index,
      version,
      from,
      to,
      points,
      ...(factor.n === factor.d ? {} : { factor: fraction(factor) }),
      mean: { exact: fraction(mean), shown: roundHalfUp(mean, 2) },
      base: link.base,
      ...(link.surcharge === undefined ? {} : { surcharge: link.surcharge }),
      ...(rule.rule === 'band' ? { band: rule.band } : {}),
      goods: unitPriceOf(goodsPrice),
    },
    price: unitPriceOf(price),
  };
}

/** The freight on the line's side of tax. */
function freightOf({ freight, taxIncluded, taxRate }: Priced): Ratio {
  if (freight === undefined) return zero;
  const gross = parseUnitPrice(freight);
  return taxIncluded ? gross : div(gross, add(one, parseDecimal(taxRate, 4)));
}

/** What the goods cost, freight aside, when the series stands at `now`. */
function followed(rule: PriceRule, bid: Ratio, now: Ratio, base: Ratio): Ratio {
  switch (rule.rule) {
    case 'fixed':
      return bid;
    case 'index-premium':
      return add(now, sub(bid, base));
    case 'index-discount':
      if (base.n <= 0n) throw new DomainError('conflict', 'index-base-zero');
      return toFen(div(mul(now, bid), base));
    case 'band': {
      const width = mul(base, parseDecimal(rule.band, 6));
      const [low, high] = [sub(base, width), add(base, width)];
      if (compare(now, high) > 0) return toFen(add(bid, sub(now, high)));
      return compare(now, low) < 0 ? toFen(add(bid, sub(now, low))) : bid;
    }
  }
}

/** The exact mean of published prices (算术平均价); at least one. */
export function meanOf(points: readonly { readonly price: Money }[]): Ratio {
  return div(sum(points.map(({ price }) => parseUnitPrice(price))), ratio(BigInt(points.length)));
}

/** What a price of the series is multiplied with to be one of the line: kg to t, and its VAT added or taken away. */
function factorOf(reading: Reading, { unit, taxIncluded }: Priced): Ratio {
  const unitFactor = massFactor(reading.unit, unit);
  if (unitFactor === undefined) throw new DomainError('conflict', 'index-unit-differs', { index: reading.index, unit });
  const tax = add(one, parseDecimal(reading.taxRate, 4));
  if (reading.taxIncluded === taxIncluded) return unitFactor;
  return taxIncluded ? mul(unitFactor, tax) : div(unitFactor, tax);
}

/**
 * What a price a `from` is multiplied with to be one a `to` (每千克价折每吨价); undefined where they are not the same
 * kind of unit. Information prices are told a kilogram.
 */
export function massFactor(from: UnitCode, to: UnitCode): Ratio | undefined {
  if (from === to) return one;
  if (from === 'KGM' && to === 'TNE') return ratio(1000n);
  return from === 'TNE' && to === 'KGM' ? ratio(1n, 1000n) : undefined;
}

const toFen = (price: Ratio): Ratio => parseDecimal(roundHalfUp(price, 2), 2);

/** With two decimals, or as many more as it has, up to four. */
export function unitPriceOf(price: Ratio): Money {
  const amount = roundHalfUp(price, 4).replace(/0{1,2}$/, '');
  return { amount, currency: 'CNY' };
}
