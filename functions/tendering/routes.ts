import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { millis } from '../../shared/kernel/time.ts';
import type { SealingKeys } from '../../shared/ports/keys.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { mayDraft, mayPublish, mayRun, maySee } from './access.ts';
import { bidRoutes } from './bid-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import type { Draft } from './draft.ts';
import { evaluateRecords } from './evaluation/evaluate.ts';
import { type OpeningRouteDeps, openingRoutes } from './opening-routes.ts';
import * as s from './schemas.ts';
import type { BidDeps } from './send-bid.ts';
import type { TenderSnapshot } from './store.ts';
import type { TenderCommand } from './tender.ts';
import type { ExistingTender } from './tender-state.ts';
import * as view from './view-schemas.ts';
import { isOver, viewOf } from './views.ts';

export interface TenderingDeps extends BidDeps, OpeningRouteDeps {
  readonly sealingKeys: SealingKeys;
  id(kind: IdKind): string;
}

const tag = '招标 Tenders';
const one = '/v1/tenders/{id}';
const answers = { 200: { schema: view.tender, description: 'the tender' } };
type AnyAsk = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch' | 'at'>;

/** Tenders from the draft to the award; bids, openings and calendars beside them. */
export function tenderingRoutes(app: Router, http: HttpDeps, deps: TenderingDeps): void {
  const { tenders } = deps;
  const forUsers = { tag, access: 'user' } as const;
  const step = { ...forUsers, method: 'post', params: s.tenderParams, answers } as const;

  async function carryOut(id: string, command: TenderCommand, as: ActingRole, ask: AnyAsk, status = 200) {
    const answer = ({ state, version }: TenderSnapshot): Answer => ({
      status,
      body: viewOf(id, state as ExistingTender, ask.actor),
      headers: { ...etag(version), ...(status === 201 ? { Location: `/v1/tenders/${id}` } : {}) },
    });
    const { claim, ifMatch } = ask;
    const outcome = await tenders.handle(id, command, ask.cause(as), { claim, ifMatch, answer });
    return outcome.answer ?? answer(outcome.snapshot);
  }

  const stateOf = async (id: string) => (await tenders.load(id, { consistent: true })).state;

  /** The evaluation of an opened tender, made again from the opened bids each time. */
  async function evaluated(id: string) {
    const state = await stateOf(id);
    if (state.status === 'none' || !isOver(state))
      throw new DomainError('conflict', 'tender-status', { status: state.status });
    const evaluation = evaluateRecords(state, await tenders.records(id));
    return { evaluation, evaluationHash: hashJson(evaluation) };
  }

  const calendarAt = (at: string, until = at) => tenders.calendar(yearOf(at), yearOf(at) + 1, yearOf(until));

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/tenders',
      summary: '起草招标 · Draft a tender',
      description: 'A purchaser of a buyer. The answer is a draft that only its own organisation sees.',
      ...forUsers,
      body: s.draftInput,
      answers: { 201: { schema: view.tender, description: 'drafted' } },
    },
    async (ask) => {
      const { organisation, name, uscc, division } = mayDraft(ask.actor);
      const draft: Draft = { ...ask.body, lots: withIds(ask.body.lots, deps.id) };
      const command = { type: 'draftTender', buyer: { id: organisation, name, uscc, division }, draft } as const;
      return carryOut(deps.id('tender'), command, 'purchaser', ask, 201);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/tenders',
      summary: '查询招标 · List tenders',
      description:
        'Published tenders; soonest deadline first with `closingAfter`, else latest first. With `status=draft` and `buyer` your own drafts.',
      tag,
      access: 'public',
      query: s.tenderQuery,
      answers: { 200: { schema: pageOf(view.tenderSummary), description: 'a page' } },
    },
    async ({ actor, query, at, url }) => {
      const { status, category, division, buyer, closingAfter, ...request } = query;
      const drafts = status === 'draft';
      const organisation = drafts ? mayDraft(actor).organisation : buyer;
      const page = await tenders.list(
        request,
        {
          category,
          closingAfter,
          buyer: organisation,
          drafts,
          matches: (summary) =>
            (status === undefined || summary.status === status) &&
            (category === undefined || summary.categories.includes(category)) &&
            (division === undefined || summary.divisions.includes(division)),
        },
        at,
      );
      return pageAnswer(page, url);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: one,
      summary: '查看招标 · Read a tender',
      tag,
      access: 'public',
      params: s.tenderParams,
      answers,
    },
    async ({ actor, params: { id } }) => {
      const { state, version } = await tenders.load(id, { consistent: actor.kind === 'user' });
      return { status: 200, body: viewOf(id, maySee(actor, state), actor), headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'patch',
      path: one,
      summary: '修改草稿 · Revise a draft',
      ...forUsers,
      params: s.tenderParams,
      body: s.draftChanges,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await stateOf(id));
      const { lots, ...rest } = ask.body;
      const changes = { ...rest, ...(lots === undefined ? {} : { lots: withIds(lots, deps.id) }) } as Partial<Draft>;
      return carryOut(id, { type: 'reviseDraft', changes }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/publication`,
      summary: '发布招标公告 · Publish a tender',
      description: 'Fixes the documents, the rules of the regime and the sealing key.',
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await stateOf(id);
      const as = mayPublish(ask.actor, state);
      const excluded = ask.actor.kind === 'user' ? (ask.actor.membership?.affiliates ?? []) : [];
      const sealingKey = await deps.sealingKeys.create(id);
      const { kid, wrapped } = sealingKey;
      const key = { kid, wrapped, publicJwk: { ...sealingKey.publicJwk } as Record<string, string> };
      const calendar = await calendarAt(ask.at, state.status === 'draft' ? state.draft.deadline : ask.at);
      return carryOut(id, { type: 'publishTender', at: ask.at, calendar, sealingKey: key, excluded }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/cancellation`,
      summary: '终止招标 · Cancel a tender',
      description: 'Before the award, with the reason. Sealed bids that were not opened stay sealed for good.',
      body: s.cancellation,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await stateOf(id));
      return carryOut(id, { type: 'cancelTender', at: ask.at, reason: ask.body.reason }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/candidates`,
      summary: '公示中标候选人 · Publish the candidates',
      description:
        'Up to three a lot, ranked by the evaluation; starts the standstill. Where the rules want a result notice instead, this publishes it and awards at once. Exact ties need an order and a reason.',
      body: s.candidatesInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await stateOf(id));
      const calendar = await calendarAt(ask.at);
      const command = {
        type: 'publishCandidates',
        at: ask.at,
        calendar,
        ...(await evaluated(id)),
        ties: ask.body.ties,
      } as const;
      return carryOut(id, command, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/award`,
      summary: '定标 · Award',
      description: 'After the standstill: each lot to its first candidate, at the price it bid.',
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await stateOf(id));
      const calendar = await calendarAt(ask.at);
      return carryOut(id, { type: 'award', at: ask.at, calendar, ...(await evaluated(id)) }, as, ask);
    },
  );

  bidRoutes(app, http, deps);
  openingRoutes(app, http, deps);
  calendarRoutes(app, http, deps);
}

const yearOf = (at: string): number => new Date(millis(at)).getUTCFullYear();

/** Gives an id to each lot and item that has none. */
function withIds(lots: readonly s.LotInput[], id: (kind: IdKind) => string): Draft['lots'] {
  return lots.map((lot) => ({
    ...lot,
    id: lot.id ?? id('lot'),
    items: lot.items.map((item) => ({ ...item, id: item.id ?? id('item') })),
  }));
}
