import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { leafHash } from '../../shared/sealing/tree.ts';
import { mayAsk, mayRun, maySee, maySpeakForBid } from './access.ts';
import type { KeptObjection } from './annexes.ts';
import { listQuery } from './document-schemas.ts';
import * as s from './remedy-schemas.ts';
import { type ObjectionEnd, objectionView } from './remedy-views.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';
import type { ExistingTender, Published, Tender } from './tender-state.ts';

export interface RemedyRouteDeps {
  readonly tenders: TenderStore;
  readonly config: { readonly operatorAffiliates: readonly string[] };
  id(kind: IdKind): string;
}

const tag = '异议 Objections';
const one = '/v1/tenders/{id}';

/** An objection as it is kept, and what became of it. */
export async function keptObjection(tenders: TenderStore, id: string, objection: string) {
  const [found, end] = await Promise.all([
    tenders.annex<KeptObjection>(id, 'objection', objection),
    tenders.annex<ObjectionEnd>(id, 'objection-end', objection),
  ]);
  return { found, end };
}

/** From when the time for objections to what is published now is counted. */
function countedFrom(state: Tender): Instant | undefined {
  if (state.status === 'standstill' || state.status === 'awarded') return state.candidatesPublishedAt;
  return state.status === 'published' ? state.publishedAt : undefined;
}

/** Objections to documents, opening and result, and their answers. */
export function objectionRoutes(app: Router, http: HttpDeps, deps: RemedyRouteDeps, steps: Steps): void {
  const { tenders } = deps;
  const forUsers = { tag, access: 'user', params: tenderParams } as const;

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/objections`,
      summary: '提出异议 · Object',
      description:
        'To the documents, a verified supplier, as long before the deadline as the rules say: the opening waits for the answer, bids may still be sent. To the opening or the result, a bidder. Who objects is shown to nobody before the opening.',
      body: s.objectionInput,
      answers: { 201: { schema: s.objection, description: 'filed' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const { about, lot = null, text } = ask.body;
      const state = await steps.stateOf(id);
      const asker = mayAsk(ask.actor, state, deps.config.operatorAffiliates);
      if (about !== 'documents' && 'frozen' in state) await checkBidder(id, asker.organisation);
      const by = { org: asker.organisation, name: asker.name };
      const calendar = await steps.calendarAt(ask.at, countedFrom(state) ?? ask.at);
      const objection = deps.id('objection');
      const command = { type: 'fileObjection', at: ask.at, calendar, objection, about, lot, text, by } as const;
      return steps.carryOut(id, command, 'sales', ask, {
        retries: 4,
        answer: ({ state }) => {
          const filed = (state as Published).objections.find(({ id: each }) => each === objection);
          if (filed === undefined) throw new DomainError('not-found', 'not-found');
          const { org: _, ...open } = filed;
          return { status: 201, body: { ...open, text, filedAt: ask.at, mine: true, late: false } };
        },
      });
    },
  );

  /** Whoever objects to an opening or a result has bid, and not withdrawn: a receipt among those that were frozen says so. */
  async function checkBidder(id: string, organisation: string): Promise<void> {
    const receipt = (await tenders.receipts(id, organisation))?.revisions.at(-1)?.receipt;
    const frozen = receipt?.state === 'sealed' ? await tenders.isFrozenLeaf(id, leafHash(receipt)) : false;
    if (!frozen) throw new DomainError('forbidden', 'bidders-only');
  }

  endpoint(
    app,
    http,
    {
      tag,
      method: 'get',
      path: `${one}/objections`,
      access: 'public',
      params: tenderParams,
      query: listQuery,
      summary: '异议列表 · Objections',
      description: 'That there is one and how it was answered, for all; its text for the buyer and the supervisor.',
      answers: { 200: { schema: pageOf(s.objection), description: 'a page, oldest first' } },
    },
    async ({ actor, at, params: { id }, query, url }) => {
      const tender = maySee(actor, await steps.stateOf(id));
      const kinds = { kind: 'objection', ended: 'objection-end' };
      const page = await tenders.annexPage<KeptObjection, object, ObjectionEnd>(id, kinds, query, (kept, end) =>
        objectionView(actor, tender, kept, end, at),
      );
      return pageAnswer(page, url);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: `${one}/objections/{objection}/answer`,
      params: s.objectionParams,
      summary: '答复异议 · Answer an objection',
      description:
        'Upheld against the documents with `amend`: the opening waits for the amendment. Against the result with `evaluate-again`: the published result falls; with `revoke-award`: the award of the lot is to be revoked.',
      body: s.objectionAnswer,
      answers: { 200: { schema: s.objection, description: 'answered' } },
    },
    async (ask) => {
      const { id, objection } = ask.params;
      const { state, version } = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, state);
      const { found } = await keptObjection(tenders, id, objection);
      if (found === undefined) throw new DomainError('not-found', 'not-found');
      const { decision, answer: words, remedy } = ask.body;
      const command = { type: 'answerObjection', at: ask.at, objection, decision, answer: words, remedy } as const;
      const end = {
        objection,
        about: found.about,
        decision,
        answer: words,
        remedy,
        lot: found.lot,
        answeredAt: ask.at,
      };
      return steps.carryOut(id, command, as, ask, {
        asOf: version,
        answer: (after) => ({
          status: 200,
          body: objectionView(ask.actor, after.state as ExistingTender, found, end, ask.at),
        }),
      });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'delete',
      path: `${one}/objections/{objection}`,
      params: s.objectionParams,
      summary: '撤回异议 · Withdraw an objection',
      answers: { 204: { description: 'withdrawn' } },
    },
    async (ask) => {
      const { id, objection } = ask.params;
      const { organisation: org } = maySpeakForBid(ask.actor);
      maySee(ask.actor, await steps.stateOf(id));
      const command = { type: 'withdrawObjection', objection, org } as const;
      return steps.carryOut(id, command, 'sales', ask, { answer: () => ({ status: 204, body: undefined }) });
    },
  );
}
