import { checkAgainst } from '../../shared/commodity/category.ts';
import type { Attributes, AttributeValue, Category } from '../../shared/commodity/model.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import { type Money, parseUnitPrice } from '../../shared/kernel/money.ts';
import { type Basis, parseQuantity, type Quantity, type UnitCode } from '../../shared/kernel/quantity.ts';
import {
  add,
  compare,
  isZero,
  min,
  one,
  parseDecimal,
  type Ratio,
  roundHalfUp,
  sum,
  toDecimal,
  zero,
} from '../../shared/kernel/ratio.ts';
import type { Day } from '../../shared/kernel/time.ts';

/** Where a price takes over the goods (价格口径): 出厂价, 出库价 or 到货价. Prices compare on one basis only. */
export type DeliveryBasis = 'ex-works' | 'ex-warehouse' | 'delivered';

/** For which values of an attribute: some, or a range with both its ends. */
export type Condition =
  | { readonly values: readonly AttributeValue[] }
  | { readonly from: string | number; readonly to: string | number };

/** A line of the surcharge table (规格加价表): what a diameter, grade or length adds to the price of one `per`, or takes off. */
export interface Surcharge {
  readonly attribute: string;
  readonly when: Condition;
  readonly amount: Money;
}

/** A volume price (阶梯价) from a quantity on, in the price's unit and weighing basis. */
export interface Tier {
  readonly minimum: Quantity;
  readonly unitPrice: Money;
}

/** When and how it is paid (付款条件): days after delivery, 0 for cash; 现款, 电汇, 银行承兑, 商业承兑, 信用证. */
export interface PaymentTerms {
  readonly days: number;
  readonly method?: 'cash' | 'transfer' | 'bank-acceptance' | 'commercial-acceptance' | 'letter-of-credit' | undefined;
}

/** A listed price (挂牌价) for one `per`, valid to the end of its last day. `taxRate` is a fraction, `"0.13"`. */
export interface Price {
  readonly unitPrice: Money;
  readonly per: UnitCode;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  readonly deliveryBasis: DeliveryBasis;
  readonly weighingBasis?: Basis | undefined;
  readonly surcharges?: readonly Surcharge[] | undefined;
  readonly tiers?: readonly Tier[] | undefined;
  readonly paymentTerms?: PaymentTerms | undefined;
  readonly validFrom?: Day | undefined;
  readonly validTo: Day;
}

/** Members that are given replace what was; `null` takes an optional one away. */
export type PriceChanges = {
  readonly [Name in keyof Price]?: Price[Name] | (undefined extends Price[Name] ? null : never) | undefined;
};

/** The price with its changes. */
export function changed(price: Price, changes: PriceChanges): Price {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const all = Object.entries({ ...price, ...Object.fromEntries(given) });
  return Object.fromEntries(all.filter(([, value]) => value !== null)) as unknown as Price;
}

/** One line of how a price came about; the amounts add up to it. */
export type PriceStep =
  | { readonly kind: 'base'; readonly amount: Money }
  | { readonly kind: 'tier'; readonly minimum: Quantity; readonly amount: Money }
  | { readonly kind: 'surcharge'; readonly attribute: string; readonly value: AttributeValue; readonly amount: Money };

/**
 * The price of one `per` of goods of these attributes, of which so much is taken: the listed price, or that of the
 * last tier reached, and every surcharge whose condition holds. Attributes that are not given are the listing's own.
 * Exact. Throws `units-differ` or `bases-differ` where tiers count another unit or basis than the quantity's.
 */
export function priceFor(
  listing: { readonly attributes: Attributes; readonly price: Price },
  attributes: Attributes,
  quantity: Quantity,
): { readonly unitPrice: Money; readonly steps: readonly PriceStep[] } {
  const { unitPrice, tiers = [], surcharges = [] } = listing.price;
  const tier = tiers.filter(({ minimum }) => reaches(quantity, minimum)).at(-1);
  const asked = { ...listing.attributes, ...attributes };
  const steps: PriceStep[] = [
    tier === undefined
      ? { kind: 'base', amount: unitPrice }
      : { kind: 'tier', minimum: tier.minimum, amount: tier.unitPrice },
    ...surcharges.flatMap(({ attribute, when, amount }) => {
      const value = asked[attribute];
      return value === undefined || !holds(when, value)
        ? []
        : [{ kind: 'surcharge', attribute, value, amount } as const];
    }),
  ];
  return { unitPrice: priceOf(sum(steps.map(({ amount }) => parseUnitPrice(amount)))), steps };
}

function reaches(quantity: Quantity, minimum: Quantity): boolean {
  const [a, b] = [quantity, minimum];
  if (a.unit !== b.unit) throw new DomainError('rule', 'units-differ', { a: a.unit, b: b.unit });
  if (a.basis !== b.basis) throw new DomainError('rule', 'bases-differ', { a: a.basis ?? '-', b: b.basis ?? '-' });
  return compare(parseQuantity(a), parseQuantity(b)) >= 0;
}

/** An exact price of at most 5 decimals, of which 2 at least are written. */
export function priceOf(exact: Ratio): Money {
  const written = toDecimal(exact, 5);
  if (written === undefined) throw new RangeError('a price of more than 5 decimals');
  const short = (written.split('.')[1]?.length ?? 0) < 2;
  return { amount: short ? roundHalfUp(exact, 2) : written, currency: 'CNY' };
}

const bounds = (when: { readonly from: string | number; readonly to: string | number }): readonly [Ratio, Ratio] => [
  parseDecimal(String(when.from), 3),
  parseDecimal(String(when.to), 3),
];

/** An attribute's value as a number, if it is one: `6`, `"6"` and `"6.0"` are the same. */
function numeric(value: AttributeValue): Ratio | undefined {
  const text = String(value);
  return /^(0|[1-9]\d{0,9})(\.\d{1,3})?$/.test(text) ? parseDecimal(text, 3) : undefined;
}

function same(a: AttributeValue, b: AttributeValue): boolean {
  const [x, y] = [numeric(a), numeric(b)];
  return x === undefined || y === undefined ? a === b : compare(x, y) === 0;
}

function holds(when: Condition, value: AttributeValue): boolean {
  if ('values' in when) return when.values.some((each) => same(each, value));
  const number = numeric(value);
  const [from, to] = bounds(when);
  return number !== undefined && compare(number, from) >= 0 && compare(number, to) <= 0;
}

function overlap(a: Condition, b: Condition): boolean {
  if ('values' in a) return a.values.some((value) => holds(b, value));
  if ('values' in b) return overlap(b, a);
  const [[fromA, toA], [fromB, toB]] = [bounds(a), bounds(b)];
  return compare(fromA, toB) <= 0 && compare(fromB, toA) <= 0;
}

/**
 * What is wrong with a price by itself: `price-zero`, `tax-rate-out-of-range`, `valid-to-past`,
 * `valid-from-after-end`, and of its tiers `tier-unit-differs`, `quantity-zero`, `tiers-not-ascending`, `tier-dearer`.
 */
export function priceFaults(price: Price, today: Day): FieldError[] {
  const { unitPrice, taxRate, validFrom, validTo } = price;
  const noRate = compare(parseDecimal(taxRate, 4), one) > 0;
  return [
    ...(isZero(parseUnitPrice(unitPrice)) ? [{ pointer: '/price/unitPrice/amount', code: 'price-zero' }] : []),
    ...(noRate ? [{ pointer: '/price/taxRate', code: 'tax-rate-out-of-range' }] : []),
    ...(validTo < today ? [{ pointer: '/price/validTo', code: 'valid-to-past', params: { today } }] : []),
    ...(validFrom !== undefined && validFrom > validTo
      ? [{ pointer: '/price/validFrom', code: 'valid-from-after-end', params: { validTo } }]
      : []),
    ...tierFaults(price),
  ];
}

function tierFaults({ unitPrice, per, weighingBasis, tiers = [] }: Price): FieldError[] {
  return tiers.flatMap((tier, index) => {
    const pointer = `/price/tiers/${index}`;
    const { unit, basis } = tier.minimum;
    const before = tiers[index - 1];
    const [least, cost] = [parseQuantity(tier.minimum), parseUnitPrice(tier.unitPrice)];
    const params = { unit: per, basis: weighingBasis ?? '—' };
    return [
      ...(unit === per && basis === weighingBasis
        ? []
        : [{ pointer: `${pointer}/minimum`, code: 'tier-unit-differs', params }]),
      ...(isZero(least) ? [{ pointer: `${pointer}/minimum/value`, code: 'quantity-zero' }] : []),
      ...(before !== undefined && compare(least, parseQuantity(before.minimum)) <= 0
        ? [{ pointer: `${pointer}/minimum/value`, code: 'tiers-not-ascending' }]
        : []),
      ...(isZero(cost) ? [{ pointer: `${pointer}/unitPrice/amount`, code: 'price-zero' }] : []),
      ...(compare(cost, parseUnitPrice(before?.unitPrice ?? unitPrice)) > 0
        ? [{ pointer: `${pointer}/unitPrice/amount`, code: 'tier-dearer' }]
        : []),
    ];
  });
}

/**
 * What is wrong with a surcharge table: what the category says of each attribute and value, `surcharge-range-not-numeric`,
 * `surcharge-range-reversed`, `surcharges-overlap` of one attribute, `surcharges-exceed-price` when some goods would
 * cost nothing.
 */
export function surchargeFaults(category: Category, price: Price): FieldError[] {
  const { surcharges = [] } = price;
  const errors = surcharges.flatMap((surcharge, index) => {
    const pointer = `/price/surcharges/${index}`;
    const wrong = conditionFaults(category, surcharge, pointer);
    if (wrong.length > 0) return wrong;
    const { attribute, when } = surcharge;
    const other = surcharges.findIndex(
      (each, at) => at < index && each.attribute === attribute && clash(each.when, when),
    );
    return other < 0
      ? []
      : [{ pointer: `${pointer}/when`, code: 'surcharges-overlap', params: { attribute, other: other + 1 } }];
  });
  if (errors.length > 0 || compare(cheapest(price), zero) > 0 || surcharges.length === 0) return errors;
  return [{ pointer: '/price/surcharges', code: 'surcharges-exceed-price' }];
}

/** Whether two conditions overlap; one that is no number is a fault of its own. */
const clash = (a: Condition, b: Condition): boolean => faultsOf(() => overlap(a, b), '').length === 0 && overlap(a, b);

function conditionFaults(category: Category, { attribute: name, when }: Surcharge, pointer: string): FieldError[] {
  const attribute = category.attributes.find((each) => each.name === name);
  if (attribute === undefined) {
    return [{ pointer: `${pointer}/attribute`, code: 'unknown-attribute', params: { attribute: name } }];
  }
  if ('values' in when) {
    const alone = { ...category, attributes: [attribute], constraints: [] };
    return when.values.flatMap((value, index) => {
      const at = `${pointer}/when/values/${index}`;
      return faultsOf(() => checkAgainst(alone, { [name]: value }, at), at).map((fault) => ({ ...fault, pointer: at }));
    });
  }
  if (attribute.type !== 'integer' && attribute.type !== 'decimal') {
    return [{ pointer: `${pointer}/when`, code: 'surcharge-range-not-numeric', params: { attribute: name } }];
  }
  const [from, to] = bounds(when);
  return compare(from, to) > 0 ? [{ pointer: `${pointer}/when/to`, code: 'surcharge-range-reversed' }] : [];
}

/** What the cheapest goods could cost: the last tier, and of each attribute its greatest deduction. */
function cheapest({ unitPrice, tiers = [], surcharges = [] }: Price): Ratio {
  const base = [unitPrice, ...tiers.map((tier) => tier.unitPrice)].map(parseUnitPrice).reduce(min);
  const least = new Map<string, Ratio>();
  for (const { attribute, amount } of surcharges) {
    least.set(attribute, min(least.get(attribute) ?? zero, parseUnitPrice(amount)));
  }
  return add(base, sum([...least.values()]));
}
