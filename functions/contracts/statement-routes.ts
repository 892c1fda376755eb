import { type Ask, endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { correctDisputed, correctStatement } from './correct-statement.ts';
import { nothing } from './settlement/amount.ts';
import { claimed } from './settlement/dispute.ts';
import { mayActOnStatement, mayReadStatement } from './settlement-access.ts';
import type { SettlementDeps } from './settlement-routes.ts';
import * as s from './settlement-schemas.ts';
import { invoiceFaults, type StatementCommand } from './statement.ts';
import type { Existing, Side, Statement } from './statement-state.ts';
import type { Snapshot } from './statement-store.ts';
import { standingAt, statementView } from './statement-views.ts';

const tag = '结算 Settlement';
const path = '/v1/statements/{id}';
const one = { tag, access: 'user', params: s.ofStatement } as const;
const answers = { 200: { schema: s.statementView, description: 'the statement as it is then' } };
/** How often a lost race is decided again: every command here is as right after it as before. */
const retries = 3;

type Asked = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'at' | 'claim' | 'ifMatch' | 'cause'>;

/** A statement from its issue to its last payment. */
export function statementRoutes(app: Router, http: HttpDeps, deps: SettlementDeps): void {
  const { statements } = deps;

  async function readable(actor: Actor, id: string): Promise<{ state: Existing; version: number }> {
    const { state, version } = await statements.load(id, { consistent: true });
    mayReadStatement(actor, state.status === 'none' ? undefined : state);
    return { state: state as Existing, version };
  }

  /** Who acts on it, for which side. */
  async function acting(actor: Actor, id: string, ...sides: readonly Side[]) {
    const { state } = await statements.load(id, { consistent: true });
    return { state, ...mayActOnStatement(actor, state.status === 'none' ? undefined : state, ...sides) };
  }

  async function carryOut(
    id: string,
    command: StatementCommand,
    as: 'purchaser' | 'sales',
    ask: Asked,
    status = 200,
  ): Promise<Answer> {
    const { claim, ifMatch, at } = ask;
    const answer = ({ state, version }: { state: Statement; version: number }): Answer => ({
      status,
      body: statementView(id, state as Existing, at),
      headers: etag(version),
    });
    const outcome = await statements.handle(id, command, ask.cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  endpoint(
    app,
    http,
    { ...one, method: 'get', path, summary: '查看对账单 · Read a statement', answers },
    async ({ actor, at, params: { id } }) => {
      const { state, version } = await readable(actor, id);
      return { status: 200, body: statementView(id, state, at), headers: { ETag: `W/"${version}"` } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'get',
      path: `${path}/lines`,
      summary: '对账明细 · Its lines and prices, step by step',
      answers: { 200: { schema: s.contentView, description: 'all of them' } },
    },
    async ({ actor, params: { id } }) => {
      await readable(actor, id);
      return { status: 200, body: await statements.content(id) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'get',
      path: `${path}/corrections`,
      summary: '更正对账单 · Its corrections',
      query: s.pages,
      answers: { 200: { schema: pageOf(s.listedView), description: 'in the order of their issue' } },
    },
    async ({ actor, at, params: { id } }) => {
      await readable(actor, id);
      const items = (await statements.corrections(id)).map((each) => standingAt(each, at));
      return { status: 200, body: { items, next: null } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/corrections`,
      summary: '按更正后的指数重新结算 · Settle again by corrected prices',
      description:
        'By either side. Issues the differences as a statement of its own, with both versions of the points; 409 `nothing-to-correct` where nothing differs. The same happens by itself when points are corrected.',
      answers: { 201: { schema: s.statementView, description: 'the correction' } },
    },
    async (ask) => {
      const { as } = await acting(ask.actor, ask.params.id);
      const answer = ({ id, state, version }: Snapshot<Statement>): Answer => {
        const headers = { ...etag(version), Location: `/v1/statements/${id}` };
        return { status: 201, body: statementView(id, state as Existing, ask.at), headers };
      };
      const correction = await correctStatement(deps, ask.params.id, ask.cause(as), { claim: ask.claim, answer });
      if (correction === undefined) throw new DomainError('conflict', 'nothing-to-correct');
      return answer(correction);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/disputes`,
      summary: '提出异议 · Dispute lines',
      description: 'By either side within the window. What nobody disputes is confirmed and becomes due all the same.',
      body: s.disputeInput,
      answers: { 201: { schema: s.statementView, description: 'disputed' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const { side: by, as } = await acting(ask.actor, id);
      const { lines } = await statements.content(id);
      const claims = claimed(lines, ask.body.lines);
      const dispute = deps.id('dispute');
      const command = { type: 'dispute', at: ask.at, by, dispute, lines: claims, reason: ask.body.reason } as const;
      return carryOut(id, command, as, ask, 201);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      params: s.ofDispute,
      method: 'post',
      path: `${path}/disputes/{dispute}/settlement`,
      summary: '解决异议 · Settle a dispute',
      description:
        '`withdrawn` by who raised it: the lines stand. `accepted` by the other side: what differs is issued as a correction, confirmed by both with it. Done again it goes on where it stopped.',
      body: s.settlementInput,
      answers,
    },
    async (ask) => {
      const { id, dispute } = ask.params;
      const { side: by, as } = await acting(ask.actor, id);
      const answer = await carryOut(id, { type: 'settleDispute', at: ask.at, by, dispute, ...ask.body }, as, ask);
      await correctDisputed(deps, id, dispute, ask.cause(as));
      return answer;
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/confirmation`,
      summary: '确认对账单 · Agree to a statement',
      description:
        'By either side; by both it is confirmed and the days of payment run. At the end of the window it counts as confirmed.',
      answers,
    },
    async (ask) => {
      const { side: by, as } = await acting(ask.actor, ask.params.id);
      return carryOut(ask.params.id, { type: 'agree', at: ask.at, by }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/invoices`,
      summary: '登记发票 · Tell of an invoice',
      description:
        "By the supplier's sales. It is held against call-off, delivery and statement; every difference is named, and one that differs does not count as invoiced. A number is used once by a supplier.",
      body: s.invoiceInput,
      answers: { 201: { schema: s.statementView, description: 'matched' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const { as } = await acting(ask.actor, id, 'supplier');
      const { lines, prices } = await statements.content(id);
      const priced = { lines, prices, total: nothing };
      const command = { type: 'invoice', at: ask.at, id: deps.id('invoice'), invoice: ask.body, priced } as const;
      return carryOut(id, command, as, ask, 201);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/invoices/check`,
      summary: '核对发票 · Hold an invoice against the statement before it is recorded',
      description: "By the supplier's sales. The differences that recording it would name. Writes nothing.",
      body: s.invoiceInput,
      keepsItsOwnAnswer: true,
      answers: { 200: { schema: s.invoiceFaultsView, description: 'every difference' } },
    },
    async ({ actor, at, params: { id }, body: invoice }) => {
      const { state } = await acting(actor, id, 'supplier');
      const { lines, prices } = await statements.content(id);
      const faults = invoiceFaults({ at, invoice, priced: { lines, prices, total: nothing } }, state as Existing);
      return { status: 200, body: { faults } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'get',
      path: `${path}/invoices`,
      summary: '发票与差异 · Its invoices and what differs in them',
      answers: { 200: { schema: s.invoicesView, description: 'all of them' } },
    },
    async ({ actor, params: { id } }) => {
      await readable(actor, id);
      return { status: 200, body: { items: await statements.invoices(id) } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/payments`,
      summary: '登记付款 · Record a payment',
      description:
        "By the buyer's purchaser; of a correction below zero by the supplier's sales, who pay back. Never more than is left, interest never more than has run. A reference is used once.",
      body: s.paymentInput,
      answers: { 201: { schema: s.statementView, description: 'recorded' } },
    },
    async (ask) => {
      const { side: by, as } = await acting(ask.actor, ask.params.id);
      const command = { type: 'pay', at: ask.at, by, id: deps.id('payment'), ...ask.body } as const;
      return carryOut(ask.params.id, command, as, ask, 201);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/rating`,
      summary: '评价意见 · Remark on a rating, or answer it',
      description:
        "The buyer's purchaser remarks, the supplier's sales answer, each once. The numbers stay as computed.",
      body: s.ratingInput,
      answers,
    },
    async (ask) => {
      const { side: by, as } = await acting(ask.actor, ask.params.id);
      return carryOut(ask.params.id, { type: 'remark', at: ask.at, by, text: ask.body.text }, as, ask);
    },
  );
}
