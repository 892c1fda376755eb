import { endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import { mayAnswer, mayJudge, mayReadAsked, mayReadPrivate, maySit } from './committee-access.ts';
import * as s from './committee-schemas.ts';
import type { CommitteeStore } from './committee-store.ts';
import { beingEvaluated } from './evaluating-state.ts';
import { askedOf, bidOf, toExplainNow, type WorkDeps } from './gather-work.ts';
import type { StepAsk, Steps } from './steps-routes.ts';
import type { TenderCommand } from './tender.ts';

export interface EvaluatingDeps extends WorkDeps {
  readonly committees: CommitteeStore;
  id(kind: IdKind): string;
}

const tag = '评审 Evaluation';
const bid = '/v1/tenders/{id}/bids/{bidder}';
/** How often a lost race is decided again: each finding is an item of its own, and none depends on another's. */
const retries = 12;

/** What members of the committee and the buyer find of bidders, and what they ask them. */
export function evaluatingRoutes(app: Router, http: HttpDeps, deps: EvaluatingDeps, steps: Steps): void {
  const { stateOf } = steps;
  const ofBid = { tag, access: 'user', params: s.bidParams } as const;

  /** What is answered is the finding itself. */
  const carryOut = (id: string, command: TenderCommand, as: ActingRole, ask: StepAsk, body: object, status = 200) =>
    steps.carryOut(id, command, as, ask, {
      retries,
      answer: ({ version }) => ({ status, body, headers: etag(version) }),
    });

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'put',
      path: `${bid}/qualification`,
      summary: '资格审查与符合性审查 · Judge a bidder',
      description:
        'Once each: by the members of the committee, of whose seats more than half decide, or by the buyer’s purchasers where the rules give it to the buyer. No disqualification without a requirement of the documents or an article of the law; what may be completed is asked for first.',
      body: s.opinionInput,
      answers: { 200: { schema: s.opinionView, description: 'the opinion' } },
    },
    async (ask) => {
      const { id, bidder } = ask.params;
      const { capacity, ...opinion } = ask.body;
      const state = await stateOf(id);
      const { seat, as } = mayJudge(ask.actor, state, capacity);
      const { evaluating } = beingEvaluated(state);
      const [found, asked] = await Promise.all([bidOf(deps, id, bidder), askedOf(deps, id)]);
      const command = { type: 'judgeBidder', at: ask.at, seat, bid: found, opinion, asked } as const;
      const body = { supplier: bidder, seat, round: evaluating?.round ?? 1, ...opinion, judgedAt: ask.at };
      return carryOut(id, command, as, ask, body);
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'put',
      path: `${bid}/scores`,
      summary: '提交评分表 · Hand in a score sheet',
      description:
        'By a member, once for each bid and lot, with every factor: a score inside one of the factor’s bands, or one of the options.',
      body: s.sheetInput,
      answers: { 200: { schema: s.sheetView, description: 'the sheet' } },
    },
    async (ask) => {
      const { id, bidder } = ask.params;
      const state = await stateOf(id);
      const { seat, as } = maySit(ask.actor, state);
      const { evaluating } = beingEvaluated(state);
      const found = await bidOf(deps, id, bidder);
      const command = { type: 'submitSheet', at: ask.at, seat: seat.seat, bid: found, ...ask.body } as const;
      const body = {
        supplier: bidder,
        seat: seat.seat,
        round: evaluating?.round ?? 1,
        ...ask.body,
        submittedAt: ask.at,
      };
      return carryOut(id, command, as, ask, body);
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'post',
      path: `${bid}/explanations`,
      summary: '说明评分差异 · Explain a score that stands far from the others',
      description:
        'By the member whose score is farthest from the mean, where scores differ by more than the rules let pass.',
      body: s.explanationInput,
      answers: { 200: { schema: s.explanationView, description: 'the explanation' } },
    },
    async (ask) => {
      const { id, bidder } = ask.params;
      const state = await stateOf(id);
      const {
        seat: { seat },
        as,
      } = maySit(ask.actor, state);
      const tender = beingEvaluated(state);
      const { lot, factor, text } = ask.body;
      const [found, open] = await Promise.all([bidOf(deps, id, bidder), toExplainNow(deps, id, tender)]);
      const wanted = open.some(
        (one) => one.seat === seat && one.supplier === bidder && one.lot === lot && one.factor === factor,
      );
      const command = { type: 'explainScore', at: ask.at, seat, bid: found, lot, factor, text, wanted } as const;
      const body = { supplier: bidder, seat, round: tender.evaluating?.round ?? 1, ...ask.body, explainedAt: ask.at };
      return carryOut(id, command, as, ask, body);
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'put',
      path: `${bid}/prices`,
      summary: '价格认定 · Judge a low or corrected price',
      description:
        'Once each, by the members, of whose seats more than half decide; without a committee by a purchaser. A price is refused only after the bidder was asked about it.',
      body: s.priceInput,
      answers: { 200: { schema: s.priceView, description: 'the opinion' } },
    },
    async (ask) => {
      const { id, bidder } = ask.params;
      const { capacity, ...opinion } = ask.body;
      const state = await stateOf(id);
      const { seat, as } = mayJudge(ask.actor, state, capacity);
      const { evaluating } = beingEvaluated(state);
      const [found, asked] = await Promise.all([bidOf(deps, id, bidder), askedOf(deps, id)]);
      const command = { type: 'judgePrice', at: ask.at, seat, bid: found, asked, ...opinion } as const;
      const body = { supplier: bidder, seat, round: evaluating?.round ?? 1, ...opinion, judgedAt: ask.at };
      return carryOut(id, command, as, ask, body);
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'post',
      path: `${bid}/clarifications`,
      summary: '要求投标人澄清、说明或补正 · Ask a bidder',
      description:
        'To complete what may be completed, to prove a low price, or to confirm a correction; with a due time.',
      body: s.askInput,
      answers: { 201: { schema: s.askedView, description: 'asked' } },
    },
    async (ask) => {
      const { id, bidder } = ask.params;
      const { capacity, lot = null, requirement = null, ...rest } = ask.body;
      const state = await stateOf(id);
      const { seat, as } = mayJudge(ask.actor, state, capacity);
      beingEvaluated(state);
      const clarification = deps.id('clarification');
      const asked = { clarification, lot, requirement, ...rest };
      const command = { type: 'askBidder', at: ask.at, seat, bid: await bidOf(deps, id, bidder), ...asked } as const;
      return carryOut(id, command, as, ask, { ...asked, supplier: bidder, askedAt: ask.at }, 201);
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'get',
      path: `${bid}/clarifications`,
      summary: '查看澄清、说明和补正 · What a bidder was asked and answered',
      description: 'For those who judge the bidder, and for the bidder itself.',
      answers: { 200: { schema: s.askedList, description: 'all of them' } },
    },
    async ({ actor, params: { id, bidder } }) => {
      const state = await stateOf(id);
      if (actor.kind !== 'user' || actor.membership?.organisation !== bidder) mayJudge(actor, state);
      else mayReadAsked(actor, state);
      const asked = (await askedOf(deps, id)).filter(({ supplier }) => supplier === bidder);
      const items = asked.map(({ answer, ...one }) => ({
        ...shownAsked(one),
        ...(answer && { answer: shownAnswer(answer) }),
      }));
      return { status: 200, body: { items } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'post',
      path: `${bid}/clarifications/{clarification}/response`,
      params: s.clarificationParams,
      summary: '答复澄清 · Answer what was asked',
      description: 'By the bidder, once, before it is due. Of a correction it says whether it confirms it.',
      body: s.responseInput,
      answers: { 200: { schema: s.askedView, description: 'answered' } },
    },
    async (ask) => {
      const { id, bidder, clarification } = ask.params;
      const { organisation } = mayAnswer(ask.actor, await stateOf(id));
      if (organisation !== bidder) throw new DomainError('not-found', 'not-found');
      const asked = (await askedOf(deps, id)).find(
        (one) => one.clarification === clarification && one.supplier === bidder,
      );
      const { text, confirmed = null } = ask.body;
      const command = { type: 'answerAsBidder', at: ask.at, asked, confirmed, text } as const;
      const answer = { text, confirmed, answeredAt: ask.at };
      return carryOut(id, command, 'sales', ask, { ...(asked && shownAsked(asked)), answer });
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'get',
      path: `${bid}/private`,
      summary: '查看评标委员会专用部分 · The part of a bid for those who judge it',
      description:
        'For the members of the committee, and the buyer’s purchasers where the buyer judges; once bids are opened.',
      answers: { 200: { schema: s.privateBid, description: 'answers and attachments' } },
    },
    async ({ actor, params: { id, bidder } }) => {
      mayReadPrivate(actor, await stateOf(id));
      await bidOf(deps, id, bidder);
      const found = await deps.committees.privateBid(id, bidder);
      if (found === undefined) throw new DomainError('not-found', 'not-found');
      const { nonce: _, ...shown } = found;
      return { status: 200, body: shown };
    },
  );
}

interface AskedBody {
  readonly clarification: string;
  readonly supplier: string;
  readonly kind: string;
  readonly lot: string | null;
  readonly requirement: string | null;
  readonly text: string;
  readonly due: string;
  readonly askedAt: string;
}

/** Who of the committee asked is not said. */
const shownAsked = ({ clarification, supplier, kind, lot, requirement, text, due, askedAt }: AskedBody): AskedBody => ({
  clarification,
  supplier,
  kind,
  lot,
  requirement,
  text,
  due,
  askedAt,
});
const shownAnswer = ({
  text,
  confirmed,
  answeredAt,
}: {
  text: string;
  confirmed: boolean | null;
  answeredAt: string;
}) => ({
  text,
  confirmed,
  answeredAt,
});
