import { category, categoryTree, jsonSchema } from '../../shared/commodity/category.ts';
import { formulasOf } from '../../shared/commodity/formulas.ts';
import { attributeComponents } from '../../shared/commodity/openapi.ts';
import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import * as s from './category-schemas.ts';

const tag = '目录 Catalogue';
const categoriesPath = '/v1/catalogue/categories';
/** Categories change with a release. */
const cacheable = { 'Cache-Control': 'public, max-age=300' };

/** Categories of goods, with the schema of each one's attributes in the document. */
export function categoryRoutes(app: Router, http: HttpDeps): void {
  app.components.push(attributeComponents);

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: categoriesPath,
      summary: '品类树 · The tree of categories',
      description: 'Families with their categories. Products and tenders take `active` ones.',
      tag,
      access: 'public',
      answers: { 200: { schema: pageOf(s.categoryNode), description: 'all families' } },
    },
    async () => ({ status: 200, body: { items: categoryTree(), next: null }, headers: cacheable }),
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: `${categoriesPath}/{code}`,
      summary: '查看品类 · Read a category',
      description:
        'Attributes as data and as a JSON Schema, standards, trading units, weighing bases, conversions with their formulas, and certificates. `verified` tells what was read in its source.',
      tag,
      access: 'public',
      params: s.ofCategory,
      answers: { 200: { schema: s.categoryView, description: 'the category' } },
    },
    async ({ params }) => {
      const found = category(params.code);
      if (found === undefined) throw new DomainError('not-found', 'not-found');
      const body = { ...found, formulas: formulasOf(found), schema: jsonSchema(found) };
      return { status: 200, body, headers: cacheable };
    },
  );
}
