import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayAnswer, mayCallOff, mayChange, maySeeAgreement, maySeeCallOff } from './access.ts';
import { cancelCallOff, changeCallOff, refuseCallOff } from './answer-call-off.ts';
import type { CallOffCommand } from './call-off.ts';
import { callOffView } from './call-off-views.ts';
import type { CallOff } from './events.ts';
import { onlySupplier } from './order.ts';
import { mustBeSigned, type OrderDeps, placeCallOff } from './place-call-off.ts';
import * as s from './schemas.ts';
import * as v from './view-schemas.ts';

export interface CallOffDeps extends OrderDeps {
  id(kind: IdKind): string;
}

const tag = '订单 Call-offs';
const one = { tag, params: s.ofCallOff, access: 'user' } as const;
const answers = { 200: { schema: v.callOffView, description: 'the call-off' } };

type Asked = Pick<Ask<unknown, unknown, unknown>, 'cause' | 'claim' | 'ifMatch' | 'at'>;

/** Call-offs under an agreement: placed by a buyer, answered by the supplier, changed and cancelled. */
export function callOffRoutes(app: Router, http: HttpDeps, deps: CallOffDeps): void {
  const { agreements, callOffs } = deps;

  /** A call-off and its agreement. */
  async function both(id: string) {
    const { state, version } = await callOffs.load(id, { consistent: true });
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    return { state, version, agreement: (await agreements.load(state.agreement, { consistent: true })).state };
  }

  const answered =
    (id: string, at: string, extra: Partial<Answer> = {}) =>
    ({ state, version }: { readonly state: CallOff; readonly version: number }): Answer => {
      if (state.status === 'none') throw new DomainError('not-found', 'not-found');
      const { status = 200, headers } = extra;
      return { status, body: callOffView(id, state, at), headers: { ...etag(version), ...headers } };
    };

  const options = (id: string, { claim, ifMatch, at }: Asked) => ({ claim, ifMatch, answer: answered(id, at) });

  async function carryOut(id: string, command: CallOffCommand, as: ActingRole, ask: Asked): Promise<Answer> {
    const { answer, snapshot } = await callOffs.handle(id, command, ask.cause(as), { ...options(id, ask), retries: 2 });
    return answer ?? answered(id, ask.at)(snapshot);
  }

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/agreements/{id}/call-offs',
      summary: '下单 · Call off',
      description:
        "By a purchaser of a buyer, of its own items, under a contract that both have signed. Quantities in any trading unit of the category, converted exactly. What the quota does not hold is taken from what is free for any winner; more than both is 409 `quota-exceeded`, with what is left and the line's pointer. Lost against another call-off it is 409 `concurrent-change`: try again.",
      tag,
      access: 'user',
      params: s.ofAgreement,
      body: s.callOffInput,
      answers: { 201: { schema: v.callOffView, description: 'placed' } },
    },
    async (ask) => {
      const { id: agreement } = ask.params;
      const { state: current } = await agreements.load(agreement, { consistent: true });
      const buyer = mayCallOff(ask.actor, current);
      const { agreement: state } = maySeeAgreement(ask.actor, current);
      const share = (await agreements.shareForOrder(agreement, buyer)) ?? { buyer, lots: [] };
      const { lines } = ask.body;
      const supplier = ask.body.supplier ?? onlySupplier(state, share, lines);
      await mustBeSigned(deps, agreement, state, share, supplier);
      const id = deps.id('callOff');
      const answer = answered(id, ask.at, { status: 201, headers: { Location: `/v1/call-offs/${id}` } });
      const order = { id: agreement, state, share, supplier, lines, at: ask.at };
      const outcome = await placeCallOff(deps, id, order, ask.cause('purchaser'), { claim: ask.claim, answer });
      return outcome.answer ?? answer(outcome.snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/call-offs',
      summary: '订单列表 · List call-offs',
      description:
        'Those of the own organisation as buyer or supplier, the newest first; for the lead and the supervisor all of an agreement. A call-off that nobody answered in time reads `lapsed` here once the clock has come.',
      tag,
      access: 'user',
      query: s.callOffFilter,
      answers: { 200: { schema: pageOf(v.callOffListed), description: 'a page' } },
    },
    async ({ actor, at, url, query: { limit, cursor, agreement, status } }) => {
      const whole = agreement && maySeeAgreement(actor, (await agreements.load(agreement)).state);
      const scope = whole && whole.own === undefined ? agreement : membershipOf(actor).organisation;
      const page = await callOffs.list(
        scope ?? '',
        (listed) =>
          (agreement === undefined || listed.agreement === agreement) &&
          (status === undefined || listed.status === status),
        at,
        { limit, cursor },
      );
      return pageAnswer(page, url);
    },
  );

  endpoint(
    app,
    http,
    { ...one, method: 'get', path: '/v1/call-offs/{id}', summary: '查看订单 · Read a call-off', answers },
    async ({ actor, params: { id }, at }) => {
      const { state, version, agreement } = await both(id);
      maySeeCallOff(actor, state, agreement);
      return answered(id, at)({ state, version });
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'patch',
      path: '/v1/call-offs/{id}',
      summary: '变更订单 · Change a call-off',
      description: "By the buyer's purchaser, until the supplier answers: lines instead of those of the same items.",
      body: s.callOffChange,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const { state, agreement } = await both(id);
      const as = mayChange(ask.actor, state, agreement);
      const outcome = await changeCallOff(deps, id, ask.body.lines, ask.cause(as), options(id, ask));
      return outcome.answer ?? answered(id, ask.at)(outcome.snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: '/v1/call-offs/{id}/confirmation',
      summary: '确认订单 · Confirm a call-off',
      description: "By the supplier's sales, before `confirmBy`; without an answer it lapses then.",
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const { state, agreement } = await both(id);
      const as = mayAnswer(ask.actor, state, agreement);
      return carryOut(id, { type: 'confirm', at: ask.at }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: '/v1/call-offs/{id}/refusal',
      summary: '拒绝订单 · Refuse a call-off',
      description:
        "By the supplier's sales, before `confirmBy`. The quota goes back, and the order, lot by lot, to the reserve that is activated or first in rank, if it has signed its contract and prices all of the lot's lines: `next`.",
      body: s.reasonInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const { state, agreement } = await both(id);
      const as = mayAnswer(ask.actor, state, agreement);
      const outcome = await refuseCallOff(deps, id, ask.body.reason, ask.cause(as), options(id, ask));
      return outcome.answer ?? answered(id, ask.at)(outcome.snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: '/v1/call-offs/{id}/cancellation',
      summary: '取消订单 · Cancel a call-off',
      description:
        "By the buyer's purchaser: all of it, or what is not delivered of one that is confirmed; that goes back to the quota. Where no more than the tolerance is missing, the call-off is fulfilled. What the parties owe each other for a cancellation is for their contract.",
      body: s.reasonInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const { state, agreement } = await both(id);
      const as = mayChange(ask.actor, state, agreement);
      const outcome = await cancelCallOff(deps, id, ask.body.reason, ask.cause(as), options(id, ask));
      return outcome.answer ?? answered(id, ask.at)(outcome.snapshot);
    },
  );
}
