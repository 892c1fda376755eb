import { category, tradable } from '../../shared/commodity/category.ts';
import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { addDays, dayOf, daysBetween } from '../../shared/kernel/time.ts';
import { mayDraft, maySee } from './access.ts';
import { ofCategory } from './category-schemas.ts';
import * as p from './price-schemas.ts';
import { basisOf, minimumSuppliers, seriesOf } from './price-series.ts';
import { ofProduct } from './schemas.ts';
import { type UpdateDeps, updatePrices } from './update-prices.ts';

const tag = '目录 Catalogue';
/** The longest series, in days, and the one that is given unasked. */
const longest = 366;
const usual = 90;

/** What products cost and cost before, and many new prices at once. */
export function priceRoutes(app: Router, http: HttpDeps, deps: UpdateDeps): void {
  const { products, prices } = deps;

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/products/prices',
      summary: '批量调价 · Update many prices',
      description:
        "By a supplier's sales, up to 500 products. Members that are given replace what was. All of it is checked before the first write; then product by product is changed, each once: after a 503 or a lost answer ask again with the same Idempotency-Key. A product that somebody changed in between may be `refused`, the others stand.",
      tag,
      access: 'user',
      body: p.updates,
      maxBody: 1024 * 1024,
      answers: { 200: { schema: p.updated, description: 'what became of each row' } },
    },
    async (ask) => {
      mayDraft(ask.actor);
      return updatePrices(deps, ask, ask.body as Parameters<typeof updatePrices>[2]);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/products/{id}/prices',
      summary: '价格历史 · The prices a product had',
      description:
        'In public, newest first: when, which organisation, the old price and the new. Who sees the product sees them.',
      tag,
      access: 'public',
      params: ofProduct,
      query: p.pageQuery,
      answers: { 200: { schema: pageOf(p.historyView), description: 'a page' } },
    },
    async ({ actor, params: { id }, query, url }) => {
      maySee(actor, (await products.load(id)).state);
      return pageAnswer(await prices.history(id, query), url);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/catalogue/categories/{code}/prices',
      summary: '价格走势 · Prices of a category by day',
      description:
        'The least, middle and greatest published unit price of each day on one basis, without surcharges and volume prices; `attr.<name>=` narrows it to goods of that attribute. Days on which fewer than three suppliers published are left out.',
      tag,
      access: 'public',
      params: ofCategory,
      query: p.seriesQuery,
      answers: { 200: { schema: p.seriesView, description: 'the days, oldest first' } },
    },
    async ({ params: { code }, query, at, url }) => {
      if (category(code) === undefined) throw new DomainError('not-found', 'not-found');
      const known = tradable(code).attributes.map(({ name }) => name);
      const wanted = [...url.searchParams].filter(([name]) => name.startsWith('attr.'));
      const unknown = wanted.find(([name]) => !known.includes(name.slice(5)));
      if (unknown !== undefined) throw fieldError('unknown-attribute', `/${unknown[0]}`, { attribute: unknown[0] });

      const today = dayOf(at);
      const to = query.to === undefined || query.to > today ? today : query.to;
      const from = query.from ?? addDays(to, 1 - usual);
      if (daysBetween(from, to) >= longest) throw fieldError('series-too-long', '/from', { max: longest });
      const basis = basisOf(code, { ...query, taxIncluded: query.taxIncluded === 'true' });
      const periods = await prices.periods(code, basis, from, today);
      const matching = periods.filter(({ attributes }) =>
        wanted.every(([name, value]) => String(attributes[name.slice(5)]) === value),
      );
      const items = seriesOf(matching, from, to);
      const headers = { 'Cache-Control': 'public, max-age=300' };
      return { status: 200, body: { category: code, basis, from, to, minimumSuppliers, items }, headers };
    },
  );
}
