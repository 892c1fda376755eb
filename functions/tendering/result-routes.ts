import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import { isPublic, mayDraft, mayRun } from './access.ts';
import * as s from './result-schemas.ts';
import { againOf, followersOf, lotsAgain } from './retender.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';
import type { ExistingTender, Tender } from './tender-state.ts';
import * as view from './view-schemas.ts';

export interface ResultRouteDeps {
  readonly tenders: TenderStore;
  id(kind: IdKind): string;
}

const tag = '招标 Tenders';
const one = '/v1/tenders/{id}';

/** From the evaluation to the award, and what becomes of it. */
export function resultRoutes(app: Router, http: HttpDeps, deps: ResultRouteDeps, steps: Steps): void {
  const answers = { 200: { schema: view.tender, description: 'the tender' } };
  const step = { tag, access: 'user', method: 'post', params: tenderParams, answers } as const;

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
      const snapshot = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, snapshot.state);
      const calendar = await steps.calendarAt(ask.at);
      const { asOf, result } = await steps.evaluated(id, snapshot);
      const { ties } = ask.body;
      const command = { type: 'publishCandidates', at: ask.at, calendar, ...result, ties } as const;
      return steps.carryOut(id, command, as, ask, { asOf });
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
      const snapshot = await steps.snapshotOf(id);
      const { state } = snapshot;
      const as = mayRun(ask.actor, state);
      const calendar = await steps.calendarAt(state.status === 'standstill' ? state.candidatesPublishedAt : ask.at);
      const { asOf, result } = await steps.evaluated(id, snapshot);
      return steps.carryOut(id, { type: 'award', at: ask.at, calendar, ...result }, as, ask, { asOf });
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/failure`,
      summary: '宣布流标 · Declare that nothing can be awarded',
      description: 'After the evaluation, when no lot has a valid bid.',
      body: s.failureInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const snapshot = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, snapshot.state);
      const calendar = await steps.calendarAt(ask.at);
      const { asOf, result } = await steps.evaluated(id, snapshot);
      const command = { type: 'declareFailed', at: ask.at, calendar, ...result, why: ask.body.reason } as const;
      return steps.carryOut(id, command, as, ask, { asOf });
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/result-withdrawal`,
      summary: '撤回公示 · Withdraw the candidates',
      description: 'Before the award, by the buyer’s own finding: the evaluation is made again.',
      body: s.withdrawalInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await steps.stateOf(id));
      return steps.carryOut(id, { type: 'withdrawResult', at: ask.at, reason: ask.body.reason }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/succession`,
      summary: '取消中标与依次递补 · Revoke an award; the next in rank takes its place',
      description: 'Where no candidate is left the lot is not awarded, and may be tendered again.',
      body: s.successionInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const snapshot = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, snapshot.state);
      const calendar = await steps.calendarAt(ask.at);
      const { asOf, result } = await steps.evaluated(id, snapshot);
      const command = { type: 'revokeAward', at: ask.at, calendar, ...result, ...ask.body } as const;
      return steps.carryOut(id, command, as, ask, { asOf });
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${one}/retender`,
      summary: '重新招标 · Tender the failed lots again',
      description: 'Drafts a tender of the lots that were not awarded, each once; both keep their link to the other.',
      body: s.retenderInput,
      answers: { 201: { schema: view.tender, description: 'drafted' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const { state, version } = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, state);
      const { organisation, name, uscc, division } = mayDraft(ask.actor);
      const { begun, ended } = await whatFollows(state);
      const lots = begun?.lots ?? lotsAgain(state, ended);
      const draft = againOf(id, state as ExistingTender, lots, ask.body, deps.id);
      const tender = begun?.tender ?? deps.id('tender');
      if (begun === undefined) {
        const { ifMatch } = ask;
        const command = { type: 'tenderAgain', at: ask.at, tender, lots, ended } as const;
        await deps.tenders.handle(id, command, ask.cause(as), { ifMatch, asOf: version });
      }
      const command = { type: 'draftTender', buyer: { id: organisation, name, uscc, division }, draft } as const;
      return steps.carryOut(tender, command, 'purchaser', { ...ask, ifMatch: undefined }, { status: 201 });
    },
  );

  /** What was to follow and was not drafted yet, as the process died; and the drafts that were cancelled. */
  async function whatFollows(tender: Tender) {
    const followers = await Promise.all(
      followersOf(tender).map(async (one) => ({ ...one, state: await steps.stateOf(one.tender) })),
    );
    return {
      begun: followers.find(({ state }) => state.status === 'none'),
      ended: followers.filter(({ state }) => state.status === 'cancelled' && !isPublic(state)).map((one) => one.tender),
    };
  }
}
