import { countDays, reviewedCalendar } from '../../shared/kernel/calendar.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { type Money, money, parseMoney } from '../../shared/kernel/money.ts';
import { type Day, dayOf, endOfDay, type Instant } from '../../shared/kernel/time.ts';
import { shownAmounts } from './settlement/amount.ts';
import { daysOf, isClosed } from './settlement/dates.ts';
import type { Differences, Priceable } from './settlement/lines.ts';
import { type Invoice, matchFaults } from './settlement/match.ts';
import { dueOn } from './settlement/payment.ts';
import type {
  CorrectionIssued,
  PaymentTerms,
  Rating,
  StatementDisputed,
  StatementEvent,
  StatementHead,
} from './statement-events.ts';
import {
  confirmation,
  type Existing,
  evolve,
  interestOwed,
  invoicedOf,
  isDeemed,
  leftOf,
  openDisputes,
  type Side,
  type Statement,
  statedIn,
} from './statement-state.ts';

/** How both kinds of statement are issued. */
interface Issue {
  readonly at: Instant;
  readonly head: StatementHead;
  readonly payment: PaymentTerms;
  readonly disputeDays: number;
}

export type StatementCommand =
  | (Issue & { readonly type: 'issue'; readonly by: Side; readonly priced: Priceable; readonly rating: Rating })
  | (Issue & {
      readonly type: 'correct';
      readonly corrects: string;
      readonly differences: Differences;
      readonly reason: CorrectionIssued['data']['reason'];
      readonly dispute?: string | undefined;
    })
  | ({ readonly type: 'dispute' } & StatementDisputed['data'])
  | {
      readonly type: 'settleDispute';
      readonly at: Instant;
      readonly by: Side;
      readonly dispute: string;
      readonly outcome: 'withdrawn' | 'accepted';
      readonly reason: string;
    }
  | { readonly type: 'agree'; readonly at: Instant; readonly by: Side }
  /** `priced` are its own lines, as they were issued. */
  | {
      readonly type: 'invoice';
      readonly at: Instant;
      readonly id: string;
      readonly invoice: Invoice;
      readonly priced: Priceable;
    }
  | {
      readonly type: 'pay';
      readonly at: Instant;
      readonly by: Side;
      readonly id: string;
      readonly amount: Money;
      readonly interest?: Money | undefined;
      readonly paidOn: Day;
      readonly reference: string;
    }
  | { readonly type: 'remark'; readonly at: Instant; readonly by: Side; readonly text: string }
  | { readonly type: 'timePassed'; readonly at: Instant };

/** Lines of one statement, and bytes of its lines and prices: they are one event, which is one item. */
export const mostLines = 500;
const mostBytes = 350_000;
const mostInvoices = 50;
const mostPayments = 100;
const v = 1;

/**
 * The rules of a statement. One a month, buyer and supplier; either side disputes lines within the window, the rest is
 * confirmed by both or by its end, and is then due (支付条例 art. 9, 15). Whatever comes after the window first confirms
 * what the clock has not.
 */
export const statement: Decider<StatementCommand, StatementEvent, Statement> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'issue' || command.type === 'correct') {
      if (state.status !== 'none') throw new DomainError('conflict', 'statement-issued');
      return command.type === 'issue' ? issue(command) : correct(command);
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    const passed = isDeemed(state, command.at) ? [confirmation(state, state.disputeUntil, true)] : [];
    return [...passed, ...decided(command, passed.reduce(evolve, state as Statement) as Existing)];
  },
};

type Later = Exclude<StatementCommand, { type: 'issue' | 'correct' }>;

function decided(command: Later, state: Existing): StatementEvent[] {
  switch (command.type) {
    case 'dispute':
      return [disputed(command, state)];
    case 'settleDispute':
      return settled(command, state);
    case 'agree': {
      const { at, by } = command;
      if (state.status === 'confirmed' || state.agreedBy.includes(by)) return [];
      const agreed: StatementEvent = { type: 'StatementAgreed', v, data: { by, at } };
      return state.agreedBy.length === 0 ? [agreed] : [agreed, confirmation(state, at, false)];
    }
    case 'invoice':
      return invoiced(command, state);
    case 'pay':
      return paid(command, state);
    case 'remark': {
      const { at, by, text } = command;
      if (state.rating === undefined) throw new DomainError('conflict', 'not-rated');
      if ((by === 'buyer' ? state.remarks : state.answer) !== undefined)
        throw new DomainError('conflict', 'rating-told');
      return [{ type: by === 'buyer' ? 'RatingRemarked' : 'RatingAnswered', v, data: { text, at } }];
    }
    case 'timePassed':
      return [];
    default:
      return unreachable(command);
  }
}

function issue({ at, head, by, priced, payment, disputeDays, rating }: Extract<StatementCommand, { type: 'issue' }>) {
  if (!isClosed(daysOf(head.month), at)) throw new DomainError('conflict', 'month-not-over', { month: head.month });
  const window = { issuedAt: at, disputeDays, disputeUntil: endOfWindow(at, disputeDays) };
  const { prices, lines } = checked(priced);
  const data = { ...head, by, prices, lines, ...shownAmounts(priced.total), payment, ...window };
  return [
    { type: 'StatementIssued', v, data },
    { type: 'PerformanceRated', v, data: { ...head, ...rating, at } },
  ] as const satisfies readonly StatementEvent[];
}

function correct(command: Extract<StatementCommand, { type: 'correct' }>): StatementEvent[] {
  const { at, head, corrects, differences, reason, payment, disputeDays, dispute } = command;
  const { prices, lines } = checked(differences);
  const agreed = dispute !== undefined;
  const data = {
    ...head,
    corrects,
    reason,
    agreed,
    prices,
    before: differences.before,
    lines,
    ...shownAmounts(differences.total),
    payment,
    issuedAt: at,
    disputeDays,
    disputeUntil: agreed ? at : endOfWindow(at, disputeDays),
    ...(dispute === undefined ? {} : { dispute }),
  };
  const event: StatementEvent = { type: 'CorrectionIssued', v, data };
  if (!agreed) return [event];
  return [event, confirmation(evolve({ status: 'none' }, event) as Existing, at, false)];
}

function checked(priced: Priceable): Priceable {
  if (priced.lines.length === 0) throw new DomainError('conflict', 'nothing-to-settle');
  const bytes = JSON.stringify([priced.prices, priced.lines]).length;
  if (priced.lines.length > mostLines || bytes > mostBytes) {
    throw new DomainError('too-large', 'statement-too-long', { max: mostLines });
  }
  return priced;
}

/** The window in days of a term (民法典 art. 201, 203): the day itself is not counted. */
const endOfWindow = (at: Instant, days: number): Instant => endOfDay(countDays(reviewedCalendar, dayOf(at), days).day);

function disputed(
  { type: _, ...data }: Extract<StatementCommand, { type: 'dispute' }>,
  state: Existing,
): StatementEvent {
  if (state.status === 'confirmed')
    throw new DomainError('too-late', 'dispute-window-over', { until: state.disputeUntil });
  if (state.agreedBy.includes(data.by)) throw new DomainError('conflict', 'statement-agreed');
  const open = new Set(state.disputes.flatMap(({ lines }) => lines.map(({ line }) => line)));
  for (const [at, { line }] of data.lines.entries()) {
    if (open.has(line)) throw fieldError('line-in-dispute', `/lines/${at}/line`, { line });
    open.add(line);
  }
  return { type: 'StatementDisputed', v, data };
}

function settled(command: Extract<StatementCommand, { type: 'settleDispute' }>, state: Existing): StatementEvent[] {
  const { at, by, dispute, outcome, reason } = command;
  const found = state.disputes.find((each) => each.dispute === dispute);
  if (found === undefined) throw new DomainError('not-found', 'not-found');
  if ((outcome === 'withdrawn') !== (found.by === by)) throw new DomainError('forbidden', 'dispute-not-yours');
  if (found.settled?.outcome === outcome) return [];
  if (found.settled !== undefined) throw new DomainError('conflict', 'dispute-settled');
  const stated = money(statedIn(found));
  const due = state.status === 'confirmed' && { due: { amount: stated, dueOn: dueOn(dayOf(at), state.payment.days) } };
  return [{ type: 'DisputeSettled', v, data: { dispute, outcome, reason, at, ...due } }];
}

/** What differs in an invoice (三单匹配), recorded or not. @throws `day-in-the-future` */
export function invoiceFaults(
  { at, invoice, priced }: Pick<Extract<StatementCommand, { type: 'invoice' }>, 'at' | 'invoice' | 'priced'>,
  state: Existing,
) {
  if (invoice.issuedOn > dayOf(at)) throw fieldError('day-in-the-future', '/issuedOn');
  const disputed = openDisputes(state).flatMap(({ lines }) => lines.map(({ line }) => line));
  const { amount, invoices } = state;
  const { lines, prices } = priced;
  return matchFaults(invoice, { amount, invoiced: invoicedOf({ invoices }), lines, prices, disputed });
}

function invoiced(command: Extract<StatementCommand, { type: 'invoice' }>, state: Existing): StatementEvent[] {
  const { at, id: invoice, invoice: told } = command;
  const { number, amount, issuedOn } = told;
  const faults = invoiceFaults(command, state);
  if (state.invoices.length >= mostInvoices)
    throw new DomainError('too-large', 'too-many-invoices', { max: mostInvoices });
  return [{ type: 'InvoiceMatched', v, data: { invoice, number, amount, issuedOn, faults, at } }];
}

function paid(command: Extract<StatementCommand, { type: 'pay' }>, state: Existing): StatementEvent[] {
  const { at, by, id: payment, amount, interest, paidOn, reference } = command;
  const left = leftOf(state);
  const payer = parseMoney(state.amount) < 0n ? 'supplier' : 'buyer';
  if (by !== payer) throw new DomainError('forbidden', 'not-the-payer', { payer });
  if (state.payments.some((each) => each.reference === reference))
    throw new DomainError('conflict', 'payment-recorded');
  if (state.payments.length >= mostPayments)
    throw new DomainError('too-large', 'too-many-payments', { max: mostPayments });
  if (paidOn > dayOf(at)) throw fieldError('day-in-the-future', '/paidOn');
  const most = left < 0n ? -left : left;
  if (parseMoney(amount) > most) throw fieldError('payment-exceeds-due', '/amount', { left: money(most).amount });
  if (interest !== undefined) {
    const owed = interestOwed(state, paidOn);
    if (parseMoney(interest) > owed) throw fieldError('payment-exceeds-due', '/interest', { left: money(owed).amount });
  }
  if (parseMoney(amount) + parseMoney(interest ?? money(0n)) === 0n) throw fieldError('payment-of-nothing', '/amount');
  const data = { payment, amount, paidOn, reference, at, ...(interest === undefined ? {} : { interest }) };
  return [{ type: 'PaymentRecorded', v, data }];
}
