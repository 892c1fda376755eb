import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { SealingKeys } from '../../shared/ports/keys.ts';
import { mayDraft, mayListDrafts, mayPublish, mayRun, maySee } from './access.ts';
import { checkUploaded } from './check-uploaded.ts';
import type { Draft, DraftChanges } from './draft.ts';
import { withIds } from './draft-ids.ts';
import * as s from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';
import type { ExistingTender } from './tender-state.ts';
import * as view from './view-schemas.ts';
import { tagOf, viewOf } from './views.ts';

export interface TenderingDeps {
  readonly tenders: TenderStore;
  readonly files: Files;
  readonly sealingKeys: SealingKeys;
  id(kind: IdKind): string;
}

const tag = '招标 Tenders';
const one = '/v1/tenders/{id}';
const answers = { 200: { schema: view.tender, description: 'the tender' } };

/** Tenders themselves: drafted, listed, read, published, cancelled. What is done in them are routes of their own. */
export function tenderingRoutes(app: Router, http: HttpDeps, deps: TenderingDeps, steps: Steps): void {
  const { tenders } = deps;
  const forUsers = { tag, access: 'user' } as const;
  const step = { ...forUsers, method: 'post', params: s.tenderParams, answers } as const;
  const { carryOut, stateOf, calendarAt } = steps;

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
      return carryOut(deps.id('tender'), command, 'purchaser', ask, { status: 201 });
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
      const { status, category, division, buyer, closingAfter, disputed, ...request } = query;
      const drafts = status === 'draft';
      const organisation = drafts ? mayListDrafts(actor).organisation : buyer;
      const page = await tenders.list(
        request,
        {
          category,
          closingAfter,
          buyer: organisation,
          drafts,
          disputed: disputed === 'true',
          matches: (summary) =>
            (status === undefined || summary.status === status) &&
            (disputed === undefined || buyer === undefined || summary.buyer.id === buyer) &&
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
      const tender = maySee(actor, state);
      const body = viewOf(id, tender, actor);
      return { status: 200, body, headers: { ETag: tagOf(actor, tender, version, body) } };
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
      const changes = { ...rest, ...(lots === undefined ? {} : { lots: withIds(lots, deps.id) }) } as DraftChanges;
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
      const { state, version: asOf } = await steps.snapshotOf(id);
      const as = mayPublish(ask.actor, state);
      await checkUploaded(deps.files, id, state as ExistingTender);
      const excluded = ask.actor.kind === 'user' ? (ask.actor.membership?.affiliates ?? []) : [];
      const sealingKey = await deps.sealingKeys.create(id);
      const { kid, wrapped } = sealingKey;
      const key = { kid, wrapped, publicJwk: { ...sealingKey.publicJwk } as Record<string, string> };
      const calendar = await calendarAt(ask.at, state.status === 'draft' ? state.draft.deadline : ask.at);
      return carryOut(id, { type: 'publishTender', at: ask.at, calendar, sealingKey: key, excluded }, as, ask, {
        asOf,
      });
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
}
