import { category } from '../../shared/commodity/category.ts';
import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { mayList } from './access.ts';
import { dayNumber, priceOf } from './search/document.ts';
import type { ProductSearch, SearchQuery } from './search/query.ts';
import * as s from './search-schemas.ts';
import type { ProductStore } from './store.ts';

const tag = '目录 Catalogue';

export interface SearchDeps {
  readonly products: ProductStore;
  readonly search: ProductSearch;
}

/** Finding products: lists as the table has them, all else from the index. */
export function searchRoutes(app: Router, http: HttpDeps, { products, search }: SearchDeps): void {
  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/products',
      summary: '商品检索 · Find products',
      description:
        'Without more than `category` and `supplier`: the published ones, newest first. Else a search by words and specifications as people write them, filters (`attr.grade=HRB400E`), price on one basis, distance, with facets and in any order. A supplier lists its own in any other status.',
      tag,
      access: 'public',
      query: s.search,
      answers: { 200: { schema: s.found, description: 'a page' } },
    },
    async ({ actor, query, at, url }) => {
      const { limit, cursor, status, supplier, category: code } = query;
      mayList(actor, status, supplier);
      if (code !== undefined && category(code) === undefined) throw unknown(code);
      if (status !== 'published' || [...url.searchParams.keys()].every((name) => s.ofLists.includes(name))) {
        return pageAnswer(await products.list({ category: code, supplier, status }, at, { limit, cursor }), url);
      }
      return pageAnswer(await search.search(queryOf(query, at)), url);
    },
  );
}

/** The query that the parameters of a request ask for. */
export function queryOf(given: s.SearchParameters, at: Instant): SearchQuery {
  const { q, priceMin, priceMax, priceBasis, near, withinKm, facets, limit, cursor } = given;
  const [lon, lat] = (near ?? '').split(',').map(Number);
  const attributes = Object.entries(given).filter(([name]) => name.startsWith('attr.'));
  const plain = s.plainFilters.map((name) => [name, given[name]] as const);
  return {
    ...(q ? { q } : {}),
    filters: [...plain, ...attributes].flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ...(priceMin === undefined ? {} : { priceMin: priceOf(priceMin) }),
    ...(priceMax === undefined ? {} : { priceMax: priceOf(priceMax) }),
    priceBasis,
    ...(lon === undefined || lat === undefined ? {} : { near: { lon, lat } }),
    ...(withinKm === undefined ? {} : { within: withinKm * 1000 }),
    sort: given.sort ?? (q ? 'relevance' : 'freshness'),
    facets: facets === 'true',
    limit,
    cursor,
    today: dayNumber(dayOf(at)),
  };
}

function unknown(code: string): DomainError {
  const params = { category: code };
  return new DomainError('malformed', 'category-unknown', params, [
    { pointer: '/category', code: 'category-unknown', params },
  ]);
}
