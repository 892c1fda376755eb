import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { type Actor, membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError, placedAt } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import { parseUnitPrice } from '../../shared/kernel/money.ts';
import { parseQuantity } from '../../shared/kernel/quantity.ts';
import type { Day } from '../../shared/kernel/time.ts';
import {
  dealing,
  issueStatement,
  previewStatement,
  readingsOf,
  type SettleDeps,
  statementId,
} from './issue-statement.ts';
import { canonicalOf } from './order.ts';
import { priceInput, pricePreview } from './price-schemas.ts';
import { amountsOf, shownAmounts } from './settlement/amount.ts';
import { type DateRule, isOver, windowOf } from './settlement/dates.ts';
import { readingKey } from './settlement/lines.ts';
import { settlementPrice } from './settlement/price.ts';
import { mayIssue, mayListPayables, mayReadPerformance, mayReadStatement } from './settlement-access.ts';
import * as s from './settlement-schemas.ts';
import type { StatementHead } from './statement-events.ts';
import type { Existing, Statement } from './statement-state.ts';
import { ageingOf, ageTotals, performanceOf, standingAt, statementView } from './statement-views.ts';

export interface SettlementDeps extends SettleDeps {
  id(kind: IdKind): string;
}

const tag = '结算 Settlement';
const ofAgreement = { tag, access: 'user', params: s.ofAgreement } as const;
const read = { tag, access: 'user', method: 'get' } as const;
const path = '/v1/agreements/{id}';

/** What is settled under an agreement: prices and statements ahead of time, statements issued, what is unpaid. */
export function settlementRoutes(app: Router, http: HttpDeps, deps: SettlementDeps): void {
  const { statements, settling } = deps;

  endpoint(
    app,
    http,
    {
      ...ofAgreement,
      method: 'post',
      path: `${path}/price-preview`,
      summary: '结算价试算 · A settlement price before it applies',
      description:
        'Every step: the published days, their exact mean, base, premium or discount, freight. For the buyer whose item it is, the supplier, and the supervisor. Writes nothing.',
      body: priceInput,
      keepsItsOwnAnswer: true,
      answers: { 200: { schema: pricePreview, description: 'the price, step by step' } },
    },
    async ({ actor, at, params: { id }, body }) => {
      const { itemId, supplier, orderedOn, deliveredOn = orderedOn, quantity } = body;
      const [agreement, offer] = await Promise.all([settling.agreement(id), settling.offer(id, itemId, supplier)]);
      mayReadStatement(actor, offer && { buyer: offer.buyer, supplier });
      if (agreement === undefined || offer === undefined) throw new DomainError('not-found', 'not-found');
      if (deliveredOn < orderedOn) throw fieldError('delivered-before-ordered', '/deliveredOn');
      const rule = agreement.terms.price;
      const { priceIndex, quantity: agreed } = offer.item;
      const window =
        rule.rule === 'fixed' || priceIndex === undefined ? undefined : windowAsked(rule.dates, orderedOn, deliveredOn);
      const wanted = window && priceIndex && { index: priceIndex.index, ...window };
      const readings = await readingsOf(deps, wanted === undefined ? [] : [wanted]);
      const goods = { ...offer.line, ...(priceIndex === undefined ? {} : { priceIndex }), unit: agreed.unit };
      const steps = settlementPrice(rule, goods, wanted && readings.get(readingKey(wanted)));
      const tax = { included: offer.line.taxIncluded, rate: offer.line.taxRate };
      const wantedOf = quantity && parseQuantity(canonicalOf(offer.item, quantity, '/quantity'));
      const amounts = wantedOf && shownAmounts(amountsOf(wantedOf, parseUnitPrice(steps.price), tax));
      const final = window === undefined || isOver(window, at);
      return {
        status: 200,
        body: {
          steps,
          ...(window === undefined ? {} : { window }),
          final,
          ...(amounts === undefined ? {} : { amounts }),
        },
      };
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofAgreement,
      method: 'get',
      path: `${path}/statement`,
      summary: '对账预览 · The statement of a month before it is issued',
      description:
        'The deliveries that were accepted in the month, or count as accepted, each at its settlement price, and the rating. For the two sides and the supervisor.',
      query: s.parties,
      answers: { 200: { schema: s.previewView, description: 'what it would say now' } },
    },
    async ({ actor, at, params: { id }, query }) => {
      const head = { agreement: id, ...query };
      const agreement = await settling.agreement(id);
      mayReadStatement(actor, agreement && query);
      dealing(agreement, head);
      const { priced, rating, payment, finalAfter } = await previewStatement(deps, head, at);
      const issued = (await statements.load(statementId(head))).state.status !== 'none';
      const { lines, prices, total } = priced;
      const body = { head, lines, prices, ...shownAmounts(total), rating, payment };
      return {
        status: 200,
        body: {
          ...body,
          ...(finalAfter === undefined ? {} : { finalAfter }),
          ...(issued ? { issued: statementId(head) } : {}),
        },
      };
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofAgreement,
      method: 'post',
      path: `${path}/statements`,
      summary: '出具对账单 · Issue the statement of a month',
      description:
        "By the buyer's purchaser or the supplier's sales, once the month and every day that its prices stand on are over. There is one of a month, buyer and supplier: its id follows from them. The window of disputes runs from here.",
      body: s.issueInput,
      answers: { 201: { schema: s.statementView, description: 'issued' } },
    },
    async (ask) => {
      const head = headOf(ask.actor, ask.params.id, ask.body);
      const agreement = await settling.agreement(head.agreement);
      const { side, as } = mayIssue(ask.actor, agreement && head);
      dealing(agreement, head);
      const id = statementId(head);
      const answer = ({ state, version }: { state: Statement; version: number }) => ({
        status: 201,
        body: statementView(id, state as Existing, ask.at),
        headers: { ...etag(version), Location: `/v1/statements/${id}` },
      });
      const outcome = await issueStatement(deps, head, side, ask.cause(as), { claim: ask.claim, answer });
      return outcome.answer ?? answer(outcome.snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...read,
      path: '/v1/statements',
      summary: '对账单列表 · Statements and corrections',
      description:
        "One's own, as buyer or supplier, by month, the newest first; only those of a month, a side, or as they stand.",
      query: s.statementsQuery,
      answers: { 200: { schema: pageOf(s.listedView), description: 'a page' } },
    },
    async ({ actor, at, query: { as, state, ...request }, url }) => {
      const { organisation } = membershipOf(actor);
      const found = await statements.page(organisation, request, (each) => {
        const standing = standingAt(each, at);
        const wanted = (as === undefined || each[as] === organisation) && (state ?? standing.state) === standing.state;
        return wanted ? standing : undefined;
      });
      return pageAnswer(found, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...read,
      path: '/v1/payables',
      summary: '账龄表 · What is unpaid',
      description:
        'What the own organisation has to pay as buyer, or to get as supplier, what falls due first first: open amounts by how late they are, what is disputed, and interest until today.',
      query: s.payablesQuery,
      answers: { 200: { schema: pageOf(s.payableView), description: 'a page' } },
    },
    async ({ actor, at, query: { side, ...request }, url }) => {
      const organisation = mayListPayables(actor);
      const { items, next } = await statements.payables(side, organisation, request);
      return pageAnswer({ items: items.map((each) => ageingOf(each, at)), next }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...read,
      path: '/v1/payables/ages',
      summary: '账龄合计 · The sums of what is unpaid',
      description:
        'Of everything that `GET /v1/payables` lists of that side: what is open by how late it is, and the rest.',
      query: s.payableAgesQuery,
      answers: { 200: { schema: s.payableAgesView, description: 'the sums' } },
    },
    async ({ actor, at, query: { side } }) => {
      const unpaid = await statements.unpaid(side, mayListPayables(actor));
      return { status: 200, body: ageTotals(unpaid.map((each) => ageingOf(each, at))) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...read,
      path: '/v1/suppliers/{id}/performance',
      summary: '履约评价汇总 · How a supplier performed',
      description:
        'The means of its ratings, exact, and of each month; no buyer, agreement or amount is named. For the people of any verified buyer, the supplier and the supervisor. Evaluations of bids do not read it.',
      params: s.ofSupplier,
      answers: { 200: { schema: s.performanceView, description: 'its performance' } },
    },
    async ({ actor, params: { id } }) => {
      mayReadPerformance(actor, id);
      return { status: 200, body: performanceOf(id, await statements.ratings(id)) };
    },
  );
}

/** The two sides: the caller is one, and names the other. */
function headOf(
  actor: Actor,
  agreement: string,
  { month, buyer, supplier }: { month: string; buyer?: string | undefined; supplier?: string | undefined },
): StatementHead {
  const { organisation } = membershipOf(actor);
  if ((buyer === undefined) === (supplier === undefined)) throw fieldError('one-other-side', '/buyer');
  return { agreement, month, buyer: buyer ?? organisation, supplier: supplier ?? organisation };
}

/** @throws `not-a-day` where the window of a day goes beyond the calendar */
function windowAsked(dates: DateRule, orderedOn: Day, deliveredOn: Day) {
  try {
    return windowOf(dates, orderedOn, deliveredOn);
  } catch (error) {
    return placedAt('/deliveredOn')(error);
  }
}
