import { category } from '../../shared/commodity/category.ts';
import type { Attributes } from '../../shared/commodity/model.ts';
import { type Money, parseUnitPrice } from '../../shared/kernel/money.ts';
import type { Basis, UnitCode } from '../../shared/kernel/quantity.ts';
import { add, compare, mul, type Ratio, ratio } from '../../shared/kernel/ratio.ts';
import { addDays, type Day, dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type DeliveryBasis, priceOf } from './price.ts';
import type { Product } from './product.ts';

/** What must be the same for prices to compare (价格口径). */
export interface PriceBasis {
  readonly per: UnitCode;
  readonly taxIncluded: boolean;
  readonly deliveryBasis: DeliveryBasis;
  readonly weighingBasis?: Basis | undefined;
}

/** The days on which a product stood in public at a price, both included; of several prices in a day the last counts. */
export interface PricePeriod {
  readonly supplier: string;
  readonly attributes: Attributes;
  readonly unitPrice: Money;
  readonly from: Day;
  readonly to: Day;
}

/** A day of a series (价格走势). */
export interface PricePoint {
  readonly day: Day;
  readonly suppliers: number;
  readonly min: Money;
  readonly median: Money;
  readonly max: Money;
}

/** A day on which fewer suppliers published is not told: it would tell each what the others do (反垄断法). */
export const minimumSuppliers = 3;

/** The period that runs now, as long as nothing changes; none of what is not published. */
export function currentPeriod(state: Product): PricePeriod | undefined {
  if (state.status !== 'published') return undefined;
  const { attributes, price } = state.listing;
  const since = dayOf(state.pricedAt ?? state.publishedAt);
  const { unitPrice, validFrom = since, validTo } = price;
  const begun = validFrom <= since;
  return {
    supplier: state.supplier.id,
    attributes,
    unitPrice,
    from: begun ? since : validFrom,
    to: validTo,
  };
}

/** The period that a change at an instant ended, the day before it at the latest; none when it had not begun. */
export function endedPeriod(before: Product, after: Product, at: Instant): PricePeriod | undefined {
  const was = currentPeriod(before);
  if (was === undefined || before.status !== 'published') return undefined;
  if (after.status === 'published' && after.pricedAt === before.pricedAt) return undefined;
  const yesterday = addDays(dayOf(at), -1);
  const lapsed = was.to < yesterday;
  const to = lapsed ? was.to : yesterday;
  return to < was.from ? undefined : { ...was, to };
}

/** The basis that a category's prices are asked for on, as far as none is named. */
export function basisOf(
  code: string,
  asked: Omit<PriceBasis, 'per'> & { readonly per?: UnitCode | undefined },
): PriceBasis {
  const { tradingUnits = [], weighingBases = [] } = category(code) ?? {};
  const { per = tradingUnits[0] ?? 'TNE', taxIncluded, deliveryBasis, weighingBasis = weighingBases[0] } = asked;
  const isMass = per === 'TNE' || per === 'KGM';
  return { per, taxIncluded, deliveryBasis, ...(isMass && weighingBasis !== undefined ? { weighingBasis } : {}) };
}

/** The least, middle and greatest published price of each day, exact; days of fewer than {@link minimumSuppliers} are left out. */
export function seriesOf(periods: readonly PricePeriod[], from: Day, to: Day): PricePoint[] {
  const turns = new Set(periods.flatMap((period) => [period.from, addDays(period.to, 1)]));
  const points: PricePoint[] = [];
  let last: Omit<PricePoint, 'day'> | undefined;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (day === from || turns.has(day)) last = summary(periods.filter((each) => each.from <= day && day <= each.to));
    if (last !== undefined) points.push({ day, ...last });
  }
  return points;
}

function summary(periods: readonly PricePeriod[]): Omit<PricePoint, 'day'> | undefined {
  const suppliers = new Set(periods.map(({ supplier }) => supplier)).size;
  const prices = periods.map(({ unitPrice }) => parseUnitPrice(unitPrice)).sort(compare);
  const [least, low, high, most] = [0, (prices.length - 1) >> 1, prices.length >> 1, prices.length - 1].map(
    (index) => prices[index],
  );
  if (suppliers < minimumSuppliers || !least || !low || !high || !most) return undefined;
  return { suppliers, min: priceOf(least), median: priceOf(half(add(low, high))), max: priceOf(most) };
}

const half = (r: Ratio): Ratio => mul(r, ratio(1n, 2n));
