import { DomainError } from '../../../shared/kernel/errors.ts';
import { canonical, type Json } from '../../../shared/kernel/json.ts';
import { hashJson } from '../../../shared/sealing/hash.ts';
import type { Place, Ranked } from './document.ts';
import type { Shown } from './segment.ts';

/** In what order results come (排序): by words, by price up or down on one basis, nearest first, newest first. */
export type Sort = 'relevance' | 'price' | '-price' | 'distance' | 'freshness';

/** What is looked for. Prices are ten-thousandths of a yuan, distances metres, `today` a day as `20260331`. */
export interface SearchQuery {
  readonly q?: string | undefined;
  /** Names and values that a listing must have: `category`, `attr.grade`, `division`, `supplier`, `brand` and so on. */
  readonly filters: readonly (readonly [string, string])[];
  readonly priceMin?: number | undefined;
  readonly priceMax?: number | undefined;
  /** See `basisOf`; where a price is asked about and no basis given, that of most results. */
  readonly priceBasis?: string | undefined;
  readonly near?: Place | undefined;
  readonly within?: number | undefined;
  readonly sort: Sort;
  readonly facets: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly today: number;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** What was found (检索结果), and what was made of the words: `rest` is what was not understood. */
export interface SearchResult {
  readonly items: readonly (Shown & { readonly distanceMetres?: number })[];
  readonly next: string | null;
  readonly total: number;
  readonly facets?: Readonly<Record<string, readonly FacetValue[]>>;
  readonly understood?: Readonly<Record<string, Json>>;
  readonly rest?: string;
  /** The one basis that prices were compared on, and how many listings of other bases were left out. */
  readonly priceBasis?: string;
  readonly excluded?: { readonly otherBasis: number };
}

/** Finds products. Whatever answers it, an index of ours or a service, keeps to this. */
export interface ProductSearch {
  search(query: SearchQuery): Promise<SearchResult>;
}

/** The number that orders: the lower comes first. It is given {@link Ranked}, and so knows no label of origin. */
export function rank(sort: Sort, { fit, price, chord, published }: Ranked): number {
  switch (sort) {
    case 'price':
      return price;
    case '-price':
      return -price;
    case 'distance':
      return chord;
    case 'freshness':
      return -published;
    case 'relevance':
      return -fit;
  }
}

/** A place in the order: rank, then the newer, then the lower id. */
export interface Position {
  readonly rank: number;
  readonly published: number;
  readonly id: string;
}

export const comparePositions = (a: Position, b: Position): number =>
  a.rank - b.rank || b.published - a.published || (a.id < b.id ? -1 : a.id === b.id ? 0 : 1);

const fingerprint = ({ cursor: _, limit: __, facets: ___, today: ____, ...query }: SearchQuery): string =>
  hashJson(JSON.parse(JSON.stringify(query))).slice(0, 12);

export function encodeCursor(query: SearchQuery, { rank, published, id }: Position): string {
  return btoa(canonical([fingerprint(query), String(rank), published, id]))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** A cursor names a place in the results of this very query; any other is `cursor-invalid`. */
export function decodeCursor(query: SearchQuery): Position | undefined {
  if (query.cursor === undefined) return undefined;
  try {
    const [of, rank, published, id] = JSON.parse(atob(query.cursor.replaceAll('-', '+').replaceAll('_', '/')));
    const numbers = [Number(rank), published];
    if (of === fingerprint(query) && numbers.every(Number.isFinite) && typeof id === 'string') {
      return { rank: Number(rank), published, id };
    }
  } catch {}
  throw new DomainError('malformed', 'cursor-invalid', {}, [{ pointer: '/cursor', code: 'cursor-invalid' }]);
}
