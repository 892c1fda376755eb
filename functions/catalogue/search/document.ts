import { ancestors, category } from '../../../shared/commodity/category.ts';
import type { Attributes } from '../../../shared/commodity/model.ts';
import { parseDecimal } from '../../../shared/kernel/ratio.ts';
import { terms } from '../../../shared/kernel/text.ts';
import { millis } from '../../../shared/kernel/time.ts';
import type { Price } from '../price.ts';
import type { Listed } from '../views.ts';

/** Degrees. Datums differ by some 500 m, which no search by distance looks at. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

/** How goods are offered, beyond what a list shows: who makes them, in how many days they come, whether any lie in stock (现货). */
export interface Offer {
  readonly producer?: string | undefined;
  readonly leadTimeDays?: number | undefined;
  readonly inStock?: true;
}

/** Within how many days goods come, as they are asked for (交货期). */
export const leadTimes = ['1', '3', '7', '15', '30'] as const;

/**
 * A published listing as search takes it (检索文档). `originLabel` (产地标识) stands apart from `listed`: it is shown and
 * counted, and {@link Ranked}, which is all that an order is made of, does not have it.
 */
export interface SearchDocument {
  readonly listed: Listed;
  readonly places: readonly Place[];
  readonly offer?: Offer | undefined;
  readonly originLabel?: string | undefined;
}

/**
 * All that an order of results may look at (排序依据): how well the words fit, the price, the distance, the time. No label of
 * origin (优化营商环境条例 art. 13; 招标投标法实施条例 art. 32(5)), and nothing of who sells.
 */
export interface Ranked {
  /** Sum of the weights of what was found. */
  readonly fit: number;
  /** Ten-thousandths of a yuan. */
  readonly price: number;
  /** Square of the chord on a sphere of radius 1. */
  readonly chord: number;
  /** Milliseconds since 1970. */
  readonly published: number;
}

/** Ten-thousandths of a yuan, a whole number; what is too large for one is the largest. */
export function priceOf(amount: string): number {
  const { n, d } = parseDecimal(amount, 4);
  return Math.min(Number((n * 10_000n) / d), Number.MAX_SAFE_INTEGER);
}

/** A unit, tax, delivery and weighing: prices compare within one only (价格口径). */
export const basisOf = ({
  per,
  taxIncluded,
  deliveryBasis,
  weighingBasis,
}: Omit<Price, 'unitPrice' | 'taxRate' | 'validTo'>): string =>
  [per, taxIncluded ? 'tax-included' : 'tax-excluded', deliveryBasis, ...(weighingBasis ? [weighingBasis] : [])].join(
    ',',
  );

/** What filters ask for, as terms: `\u0001` keeps them apart from words. */
export const filterTerm = (name: string, value: string | number | boolean): string => `\u0001${name}=${value}`;

/** A division, its city and its province. */
export const divisionsAbove = (code: string): string[] => [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];

/** Every term a document is found by. */
export function documentTerms({ listed, offer = {} }: SearchDocument): Set<string> {
  const { category: code, title, attributes, brand, supplier, division, price } = listed;
  const lineage = ancestors(code);
  const text = [title, brand, supplier.name, ...lineage.map((each) => namesOf(each)), valuesOf(attributes)].join(' ');
  return new Set([
    ...terms(text),
    ...lineage.map((each) => filterTerm('category', each)),
    ...Object.entries(attributes).map(([name, value]) => filterTerm(`attr.${name}`, value)),
    ...(brand === undefined ? [] : [filterTerm('brand', brand)]),
    filterTerm('supplier', supplier.id),
    ...divisionsAbove(division).map((each) => filterTerm('division', each)),
    filterTerm('deliveryBasis', price.deliveryBasis),
    ...[...weighingOf(price), ...offered(offer)].map(([name, value]) => filterTerm(name, value)),
  ]);
}

const weighingOf = ({ weighingBasis }: Pick<Price, 'weighingBasis'>): [string, string][] =>
  weighingBasis === undefined ? [] : [['weighingBasis', weighingBasis]];

/** Whoever delivers within three days does within seven as well. */
function offered({ producer, leadTimeDays, inStock }: Offer): [string, string][] {
  return [
    ...(producer === undefined ? [] : [['producer', producer] as [string, string]]),
    ...(inStock ? [['inStock', 'true'] as [string, string]] : []),
    ...leadTimes
      .filter((days) => leadTimeDays !== undefined && leadTimeDays <= Number(days))
      .map((days): [string, string] => ['leadTimeDays', days]),
  ];
}

const namesOf = (code: string): string => {
  const { zh, en } = category(code)?.name ?? { zh: '', en: '' };
  return `${zh} ${en}`;
};
const valuesOf = (attributes: Attributes): string => Object.values(attributes).join(' ');

/** What is counted: a name and a value each. */
export function facetsOf({ listed, originLabel, offer = {} }: SearchDocument): (readonly [string, string])[] {
  const { category: code, attributes, brand, division, price } = listed;
  return [
    ['category', code],
    ...Object.entries(attributes).map(([name, value]) => [`attr.${name}`, String(value)] as const),
    ...(brand === undefined ? [] : [['brand', brand] as const]),
    ['division', division],
    ['deliveryBasis', price.deliveryBasis],
    ...weighingOf(price),
    ...offered(offer),
    ...(originLabel === undefined ? [] : [['originLabel', originLabel] as const]),
  ];
}

export const publishedMs = ({ listed }: SearchDocument): number =>
  listed.publishedAt === undefined ? 0 : millis(listed.publishedAt);

/** A day as a number that compares: 20260331. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));
