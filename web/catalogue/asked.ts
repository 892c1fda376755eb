import { divisions } from '../../shared/commodity/divisions.ts';
import type { Asked } from '../api/client.ts';

/*
 * What is looked for stands in the address, by the names that the API gives it, so that a search can be kept and sent.
 */

export type Query = NonNullable<Asked<'GET /v1/products'>['query']>;

/** Filters that stand as they are; `to` is a county, whose seat the API takes for the place to deliver to. */
const filters: readonly string[] = [
  'category',
  'supplier',
  'division',
  'brand',
  'deliveryBasis',
  'weighingBasis',
  'inStock',
  'leadTimeDays',
  'priceMin',
  'priceMax',
];
const plain: readonly string[] = ['q', 'sort', ...filters];

export function queryOf(search: URLSearchParams): Query {
  const given = [...search].filter(([name, value]) => value !== '' && (plain.includes(name) || isAttribute(name)));
  const query: Record<string, string> = Object.fromEntries(given);
  const to = divisions().find(({ code }) => code === search.get('to'))?.seat;
  if (to !== undefined) query.near = `${to.lon},${to.lat}`;
  if (to === undefined && query.sort === 'distance') delete query.sort;
  return { sort: query.q === undefined ? 'freshness' : 'relevance', ...query } as Query;
}

export const isAttribute = (name: string): boolean => name.startsWith('attr.');

/** What narrows the search and can be taken away, beside the words. */
export const narrowing = (search: URLSearchParams): readonly (readonly [string, string])[] =>
  [...search].filter(([name]) => name === 'to' || filters.includes(name) || isAttribute(name));

/** What the API read in the words. */
export interface Understood {
  readonly category?: string;
  readonly categories?: readonly string[];
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The same search with one thing less that was read in its words: what is left of them stands as filters from then on,
 * and what was not understood as words.
 */
export function without(search: URLSearchParams, understood: Understood, rest: string, name: string): URLSearchParams {
  const next = new URLSearchParams(search);
  const read: (readonly [string, string])[] = [
    ...(understood.category === undefined ? [] : [['category', understood.category] as const]),
    ...Object.entries(understood.attributes ?? {}).map(([key, value]) => [`attr.${key}`, String(value)] as const),
  ];
  for (const [key, value] of read) if (key !== name && !next.has(key)) next.set(key, value);
  if (rest === '') next.delete('q');
  else next.set('q', rest);
  return next;
}

/** The same search with a filter put or, without a value, taken away. */
export function withFilter(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  // Attributes belong to their category.
  if (name === 'category') for (const each of [...next.keys()].filter(isAttribute)) next.delete(each);
  return next;
}
