import { endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { money } from '../../shared/kernel/money.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { type After, conduct, type MarketDeps } from './conduct.ts';
import { mayDeal, mayRead, mayWithdrawQuote } from './enquiry-access.ts';
import * as s from './enquiry-schemas.ts';
import { type Enquiry, enquiryAt } from './enquiry-state.ts';
import { enquiryView, fateAt, quoteView } from './enquiry-views.ts';
import { totalOf } from './quote.ts';

const tag = '询价与报价 Enquiries';
const one = '/v1/enquiries/{id}';
const ofOne = `${one}/quotes/{quote}`;
const forUsers = { tag, access: 'user' } as const;
const answers = { 200: { schema: s.enquiry, description: 'the enquiry' } };

/** Quotes within an enquiry (报价): made and withdrawn by who offers, accepted once by who wants. */
export function quoteRoutes(app: Router, http: HttpDeps, { enquiries, id: newId }: MarketDeps): void {
  const { present, carryOut } = conduct(enquiries);
  const shown =
    (at: Instant, extra = {}) =>
    ({ id, state, version }: After<Enquiry>): Answer => ({
      status: 200,
      body: enquiryView(id, state, true, at),
      headers: { ...etag(version) },
      ...extra,
    });

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/quotes`,
      params: s.ofEnquiry,
      summary: '报价 · Make a quote',
      description:
        'By who offers: the supplier of goods, the shop that takes work. Goods are described in full, as in the catalogue; the price is of one unit of the quantity. A new quote replaces the one that stood. Everything that is wrong with it is named at once.',
      body: s.quoteInput,
      answers: { 201: { schema: s.enquiry, description: 'the enquiry with the quote' } },
    },
    async (ask) => {
      const { at, params, body: terms } = ask;
      const { membership, as } = mayDeal(ask.actor, await present(params.id), 'offered');
      const { organisation: by, sizeClass } = membership;
      const command = { type: 'makeQuote', at, by, quote: newId('quote'), terms, sizeClass } as const;
      return carryOut(params.id, command, as, ask, shown(at, { status: 201 }));
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/quotes`,
      params: s.ofEnquiry,
      summary: '报价记录 · Every quote of an enquiry',
      description: 'For the two alone, the latest first, each with what became of it.',
      answers: { 200: { schema: pageOf(s.quote), description: 'a page' } },
    },
    async ({ actor, at, params: { id } }) => {
      const enquiry = enquiryAt(mayRead(actor, await present(id)), at);
      const kept = await enquiries.quotes(id);
      const items = enquiry.quotes.toReversed().flatMap((fate) => {
        const terms = kept.get(fate.id)?.terms;
        return terms === undefined ? [] : [{ ...quoteView(terms), ...fateAt(fate, enquiry, at) }];
      });
      return { status: 200, body: { items, next: null } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${ofOne}/withdrawal`,
      params: s.ofQuote,
      summary: '撤回报价 · Take a quote back',
      description: 'By who made it, until it is accepted.',
      answers,
    },
    async (ask) => {
      const { id, quote } = ask.params;
      const { membership, as } = mayWithdrawQuote(ask.actor, await present(id));
      const command = { type: 'withdrawQuote', at: ask.at, by: membership.organisation, quote } as const;
      return carryOut(id, command, as, ask, shown(ask.at));
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${ofOne}/acceptance`,
      params: s.ofQuote,
      summary: '接受报价 · Accept a quote',
      description:
        'By who wants, before `validUntil`, once: asked again it answers the same. A plain order with delivery and settlement is made of it, under the ids that are answered. Of acceptance, withdrawal and a new quote at the same time one wins.',
      body: s.acceptanceInput,
      bodyOptional: true,
      answers: { 202: { schema: s.accepted, description: 'the ids that the order will have' } },
    },
    async (ask) => {
      const { at, params, body } = ask;
      const { membership, as } = mayDeal(ask.actor, await present(params.id), 'wanted');
      const { organisation: by, division, sizeClass } = membership;
      const { quote } = params;
      const command = { type: 'acceptQuote', at, by, quote, division, sizeClass, ...body } as const;
      return carryOut(params.id, command, as, ask, acceptedAnswer);
    },
  );
}

function acceptedAnswer({ id, state }: After<Enquiry>): Answer {
  if (state.status !== 'closed' || state.order === undefined || state.quote === undefined)
    throw new DomainError('conflict', 'enquiry-closed');
  const { order, quote, closedAt: acceptedAt } = state;
  const total = money(totalOf(quote.terms));
  return {
    status: 202,
    body: { enquiry: id, quote: quote.id, ...order, total, acceptedAt },
    headers: { Location: `/v1/call-offs/${order.callOff}` },
  };
}
