import type { Answer } from '../api/client.ts';
import type { Understood } from './asked.ts';
import { isGoods } from './goods.ts';

/** What a search found (检索结果). */
export type Found = Answer<'GET /v1/products'>;

/** The category whose attributes are meant: the one asked for or read, or the only one there is. */
export function goodsOf(search: URLSearchParams, { understood, facets }: Found): string {
  const read = (understood as Understood | undefined)?.category;
  const [only, ...others] = facets?.category ?? [];
  const known = [search.get('category'), read, others.length === 0 ? only?.value : undefined];
  return known.find((code) => code && isGoods(code)) ?? '';
}
