import { type Ask, endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { ActingRole, Membership } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { mayAmend, mayDraft, mayPublish, maySee, mayWithdraw } from './access.ts';
import { categoryRoutes } from './category-routes.ts';
import { conversionRoutes } from './conversion-routes.ts';
import type { Supplier } from './events.ts';
import { type ImportRouteDeps, importRoutes } from './import-routes.ts';
import { priceRoutes } from './price-routes.ts';
import type { PriceStore } from './price-store.ts';
import { hasLapsed, type Product, type ProductCommand } from './product.ts';
import * as s from './schemas.ts';
import { type SearchDeps, searchRoutes } from './search-routes.ts';
import { someExpired, viewOf } from './views.ts';

export interface CatalogueDeps extends SearchDeps, ImportRouteDeps {
  readonly prices: PriceStore;
  id(kind: IdKind): string;
}

const tag = '目录 Catalogue';
const one = '/v1/products/{id}';
const publication = `${one}/publication`;
/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

/** Categories of goods, and the products that suppliers list in them. */
export function catalogueRoutes(app: Router, http: HttpDeps, deps: CatalogueDeps): void {
  const { products } = deps;

  async function present(id: string): Promise<Product> {
    return (await products.load(id, { consistent: true })).state;
  }

  /** Carries out a command; the product as it then is, is kept with the request's claim. */
  async function carryOut(
    id: string,
    command: ProductCommand,
    as: ActingRole,
    { cause, claim, ifMatch, at }: Pick<Ask<unknown, unknown, unknown>, 'cause' | 'claim' | 'ifMatch' | 'at'>,
    extra: Partial<Answer> = {},
  ): Promise<Answer> {
    const answer = (after: After) => whole(id, after, at, extra);
    const outcome = await products.handle(id, command, cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  categoryRoutes(app, http);
  conversionRoutes(app, http);
  importRoutes(app, http, deps);
  priceRoutes(app, http, deps);

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/products',
      summary: '登记商品 · Draft a product',
      description:
        "By a supplier's sales, before its verification too. Everything that is wrong with it is named at once. A draft is seen by its own organisation only.",
      tag,
      access: 'user',
      body: s.listing,
      answers: { 201: { schema: s.productView, description: 'drafted' } },
    },
    async (ask) => {
      const supplier = supplierOf(mayDraft(ask.actor));
      const id = deps.id('product');
      const command = { type: 'draftProduct', at: ask.at, supplier, listing: ask.body } as const;
      return carryOut(id, command, 'sales', ask, { status: 201, headers: { Location: `/v1/products/${id}` } });
    },
  );

  searchRoutes(app, http, deps);

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: one,
      summary: '查看商品 · Read a product',
      description: 'Public once published. After the last day of its price it reads as `expired`.',
      tag,
      access: 'public',
      params: s.ofProduct,
      answers: { 200: { schema: s.productView, description: 'the product' } },
    },
    async ({ actor, params: { id }, at }) => {
      const snapshot = await products.load(id);
      maySee(actor, snapshot.state);
      return whole(id, snapshot, at);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'patch',
      path: one,
      summary: '变更商品 · Amend a product',
      description:
        'Members that are given replace what was, `null` takes an optional one away; the whole is checked again. Of a published product the change shows at once, and the log keeps every price it had.',
      tag,
      access: 'user',
      params: s.ofProduct,
      body: s.amendment,
      answers: { 200: { schema: s.productView, description: 'as amended' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayAmend(ask.actor, await present(id));
      return carryOut(id, { type: 'amendProduct', at: ask.at, changes: ask.body }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: publication,
      summary: '发布商品 · Publish a product',
      description:
        'By the sales of a supplier that is verified. One that is published already stays as it is; a withdrawn or expired one is published anew, with a price that has not ended.',
      tag,
      access: 'user',
      params: s.ofProduct,
      answers: { 200: { schema: s.productView, description: 'published' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const supplier = supplierOf(mayPublish(ask.actor, await present(id)));
      return carryOut(id, { type: 'publishProduct', at: ask.at, supplier }, 'sales', ask);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'delete',
      path: publication,
      summary: '撤下商品 · Withdraw a product',
      description: 'From then on its own organisation sees it only.',
      tag,
      access: 'user',
      params: s.ofProduct,
      answers: { 200: { schema: s.productView, description: 'withdrawn' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayWithdraw(ask.actor, await present(id));
      return carryOut(id, { type: 'withdrawProduct', at: ask.at }, as, ask);
    },
  );
}

interface After {
  readonly state: Product;
  readonly version: number;
}

/** A product as an answer. The end of its price or of a certificate changes what is read, not the version: the tag is then a weak one. */
function whole(id: string, { state, version }: After, at: Instant, { status = 200, headers }: Partial<Answer> = {}) {
  if (state.status === 'none') throw new DomainError('not-found', 'not-found');
  const otherwise = hasLapsed(state, at) || someExpired(state.listing, dayOf(at));
  const tagged = otherwise ? { ETag: `W/"${version}"` } : etag(version);
  return { status, body: viewOf(id, state, at), headers: { ...tagged, ...headers } };
}

const supplierOf = ({ organisation: id, name, uscc, division }: Membership): Supplier => ({ id, name, uscc, division });
