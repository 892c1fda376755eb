import { category } from '../../shared/commodity/category.ts';
import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { mayList } from './access.ts';
import * as s from './schemas.ts';
import type { ProductStore } from './store.ts';

const tag = '目录 Catalogue';

export interface SearchDeps {
  readonly products: ProductStore;
}

/** Finding products. */
export function searchRoutes(app: Router, http: HttpDeps, { products }: SearchDeps): void {
  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/products',
      summary: '商品列表 · List products',
      description:
        'The published ones, newest first, of a category or a whole family, of a supplier, or of all. A supplier lists its own in any other status.',
      tag,
      access: 'public',
      query: s.filter,
      answers: { 200: { schema: pageOf(s.listedView), description: 'a page' } },
    },
    async ({ actor, query: { limit, cursor, ...filter }, at, url }) => {
      mayList(actor, filter.status, filter.supplier);
      if (filter.category !== undefined && category(filter.category) === undefined) throw unknown(filter.category);
      return pageAnswer(await products.list(filter, at, { limit, cursor }), url);
    },
  );
}

function unknown(code: string): DomainError {
  const params = { category: code };
  return new DomainError('malformed', 'category-unknown', params, [
    { pointer: '/category', code: 'category-unknown', params },
  ]);
}
