import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import { limits } from '../../shared/sheet/model.ts';
import type { OpenIndex, PriceIndex } from './price-index.ts';
import * as s from './price-index-schemas.ts';
import type { PriceIndexStore } from './price-index-store.ts';
import { fileHash, fileSource, recordMany, recordPoints } from './record-points.ts';
import { partiesOf, type SettlementSources } from './settlement/sources.ts';
import { mayKeepIndex, mayReadIndex, mayRecord } from './settlement-access.ts';

export interface PriceIndexDeps {
  readonly priceIndices: PriceIndexStore;
  readonly settling: SettlementSources;
  id(kind: IdKind): string;
}

const tag = '结算 Settlement';
const one = { tag, access: 'user', params: s.ofIndex } as const;
const path = '/v1/price-indices/{id}';

const viewOf = (id: string, { status: _, ...state }: OpenIndex) => ({ id, ...state });

/** Series of published prices: opened and kept by a buyer, recorded with evidence, corrected in the open. */
export function priceIndexRoutes(app: Router, http: HttpDeps, deps: PriceIndexDeps): void {
  const { priceIndices, settling } = deps;

  /** The parties of an agreement, if it settles by a series. */
  async function partiesUsing(agreement: string, index: string): Promise<readonly string[]> {
    const found = await settling.agreement(agreement);
    return found !== undefined && (await settling.settlesBy(agreement, index)) ? partiesOf(found) : [];
  }

  /** A series, if the caller may see it: by itself, or through an agreement of its own that settles by it. */
  async function readable(actor: Actor, id: string, agreement: string | undefined) {
    const { state, version } = await priceIndices.load(id, { consistent: true });
    mayReadIndex(actor, keptOf(state), agreement === undefined ? [] : await partiesUsing(agreement, id));
    return { index: opened(state), version };
  }

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/price-indices',
      summary: '建立价格指数 · Open a series of prices',
      description:
        "By the purchaser of a verified buyer, who keeps it. A provider's prices are its own: enter or import those that you may use, with the evidence; none come with the platform.",
      tag,
      access: 'user',
      body: s.openInput,
      answers: { 201: { schema: s.indexView, description: 'opened' } },
    },
    async (ask) => {
      const { organisation: keeper } = mayKeepIndex(ask.actor);
      const id = deps.id('priceIndex');
      const outcome = await priceIndices.handle(
        id,
        { type: 'open', at: ask.at, keeper, ...ask.body },
        ask.cause('purchaser'),
        { claim: ask.claim, answer },
      );
      return outcome.answer;

      function answer({ state, version }: { state: PriceIndex; version: number }) {
        const headers = { ...etag(version), Location: `/v1/price-indices/${id}` };
        return { status: 201, body: viewOf(id, opened(state)), headers };
      }
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/price-indices',
      summary: '本单位的价格指数 · The series that one keeps',
      tag,
      access: 'user',
      query: s.pages,
      answers: { 200: { schema: pageOf(s.indexView), description: 'a page, the newest first' } },
    },
    async ({ actor, query, url }) => {
      const { organisation } = mayKeepIndex(actor);
      const { items, next } = await priceIndices.keptBy(organisation, query);
      return pageAnswer({ items: items.map(({ id, ...state }) => viewOf(id, state)), next }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'get',
      path,
      summary: '查看价格指数 · Read a series',
      description: 'For its keeper, the supervisor, and the parties of an agreement that settles by it: they name it.',
      query: s.through,
      answers: { 200: { schema: s.indexView, description: 'the series' } },
    },
    async ({ actor, params: { id }, query: { agreement } }) => {
      const { index, version } = await readable(actor, id, agreement);
      return { status: 200, body: viewOf(id, index), headers: etag(version) };
    },
  );

  for (const [rest, summary] of [
    ['points', '报价 · Its prices, the newest day first'],
    ['corrections', '报价更正 · What was corrected, and what stood there before'],
  ] as const) {
    endpoint(
      app,
      http,
      {
        ...one,
        method: 'get',
        path: `${path}/${rest}`,
        summary,
        query: s.pointPages,
        answers: { 200: { schema: pageOf(s.pointView), description: 'a page' } },
      },
      async ({ actor, params: { id }, query: { agreement, ...request }, url }) => {
        await readable(actor, id, agreement);
        return pageAnswer(await priceIndices[rest](id, request), url);
      },
    );
  }

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'put',
      path: `${path}/points`,
      summary: '录入报价 · Record prices of days',
      description:
        "By the keeper's purchaser, up to 40 days at once, all or none. A day that has a price already is corrected: the reason is asked for, what stood there is kept, and what was settled by it gets a correction statement.",
      body: s.pointsInput,
      answers: { 200: { schema: s.indexView, description: 'the series as it is then' } },
    },
    async (ask) => {
      const { id } = ask.params;
      mayRecord(ask.actor, keptOf((await priceIndices.load(id, { consistent: true })).state));
      const answer = ({ state, version }: { state: PriceIndex; version: number }) => ({
        status: 200,
        body: viewOf(id, opened(state)),
        headers: etag(version),
      });
      const told = { ...ask.body, adapter: 'entered' } as const;
      const options = { claim: ask.claim, ifMatch: ask.ifMatch, answer };
      const outcome = await recordPoints(deps, id, told, ask.cause('purchaser'), options);
      return outcome.answer ?? answer(outcome.snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/imports`,
      summary: '导入报价 · Import prices from a file',
      description:
        'CSV. Every row is checked before the first is recorded; sent again, the same file changes nothing more.',
      body: s.importInput,
      keepsItsOwnAnswer: true,
      answers: { 200: { schema: s.importView, description: 'what was recorded' } },
    },
    async ({ actor, params: { id }, body: { file, evidence, reason }, cause }) => {
      mayRecord(actor, keptOf((await priceIndices.load(id, { consistent: true })).state));
      const sha256 = fileHash(file);
      const points = await fileSource.read({ file });
      if (points.length > limits.rows) throw new DomainError('too-large', 'sheet-too-many-rows', { max: limits.rows });
      const told = { points, evidence: `${evidence} sha256:${sha256}`, adapter: fileSource.adapter, reason };
      const { recordings } = await recordMany(deps, id, told, cause('purchaser'));
      return { status: 200, body: { points: points.length, recordings, sha256 } };
    },
  );
}

const keptOf = (state: PriceIndex) => (state.status === 'none' ? undefined : state);

function opened(state: PriceIndex): OpenIndex {
  if (state.status === 'none') throw new DomainError('not-found', 'not-found');
  return state;
}
