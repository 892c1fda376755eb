import { type Fen, type Money, money, parseMoney, sumMoney } from '../../shared/kernel/money.ts';
import { type Day, dayOf, type Instant, lastDayOf } from '../../shared/kernel/time.ts';
import type { Wanted } from './settlement/lines.ts';
import { dueOn, interestOn } from './settlement/payment.ts';
import type { Side } from './side.ts';
import type {
  CorrectionIssued,
  DisputeSettled,
  Due,
  InvoiceMatched,
  PaymentRecorded,
  PaymentTerms,
  Rating,
  StatementConfirmed,
  StatementDisputed,
  StatementEvent,
  StatementHead,
  StatementIssued,
} from './statement-events.ts';

export type { Side };

/** A dispute (异议) and what came of it. */
export type Dispute = StatementDisputed['data'] & {
  readonly settled?: Pick<DisputeSettled['data'], 'outcome' | 'reason' | 'at'>;
};

/** A statement (对账单) or a correction of one as it stands; its lines and prices are items of their own. */
export type Statement =
  | { readonly status: 'none' }
  | (StatementHead & {
      readonly status: 'issued' | 'confirmed';
      readonly issuedBy?: Side;
      readonly corrects?: string;
      readonly reason?: CorrectionIssued['data']['reason'];
      /** The dispute that an accepted one's correction is of. */
      readonly dispute?: string;
      readonly net: Money;
      readonly vat: Money;
      readonly amount: Money;
      readonly lines: number;
      /** The series and days that its prices stand on, from the first published day that was used. */
      readonly windows: readonly Wanted[];
      readonly payment: PaymentTerms;
      readonly issuedAt: Instant;
      readonly disputeDays: number;
      readonly disputeUntil: Instant;
      readonly agreedBy: readonly Side[];
      readonly disputes: readonly Dispute[];
      readonly confirmed?: Pick<StatementConfirmed['data'], 'deemed' | 'at'>;
      readonly dues: readonly Due[];
      readonly invoices: readonly (Pick<InvoiceMatched['data'], 'invoice' | 'number' | 'amount'> & {
        readonly faults: number;
      })[];
      readonly payments: readonly Omit<PaymentRecorded['data'], 'at'>[];
      readonly rating?: Rating;
      readonly remarks?: string;
      readonly answer?: string;
    });
export type Existing = Exclude<Statement, { readonly status: 'none' }>;

/** What happened, folded. */
export function evolve(state: Statement, event: StatementEvent): Statement {
  if (event.type === 'StatementIssued') return issued(event.data, { issuedBy: event.data.by });
  if (event.type === 'CorrectionIssued') {
    const { corrects, reason, dispute } = event.data;
    return issued(event.data, { corrects, reason, ...(dispute === undefined ? {} : { dispute }) });
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'StatementDisputed':
      return { ...state, disputes: [...state.disputes, event.data] };
    case 'DisputeSettled': {
      const { dispute, outcome, reason, at, due } = event.data;
      const disputes = state.disputes.map((each) =>
        each.dispute === dispute ? { ...each, settled: { outcome, reason, at } } : each,
      );
      return { ...state, disputes, dues: due === undefined ? state.dues : [...state.dues, due] };
    }
    case 'StatementAgreed':
      return { ...state, agreedBy: [...state.agreedBy, event.data.by] };
    case 'StatementConfirmed': {
      const { deemed, at, due } = event.data;
      return { ...state, status: 'confirmed', confirmed: { deemed, at }, dues: [due] };
    }
    case 'InvoiceMatched': {
      const { invoice, number, amount, faults } = event.data;
      return { ...state, invoices: [...state.invoices, { invoice, number, amount, faults: faults.length }] };
    }
    case 'PaymentRecorded': {
      const { at: _, ...payment } = event.data;
      return { ...state, payments: [...state.payments, payment] };
    }
    case 'PerformanceRated': {
      const { onTime, quantity, quality, documents, response, total, facts } = event.data;
      return { ...state, rating: { onTime, quantity, quality, documents, response, total, facts } };
    }
    case 'RatingRemarked':
      return { ...state, remarks: event.data.text };
    case 'RatingAnswered':
      return { ...state, answer: event.data.text };
  }
}

type Issued = Omit<StatementIssued['data'], 'by'>;

function issued(data: Issued, more: Pick<Existing, 'issuedBy' | 'corrects' | 'reason' | 'dispute'>): Existing {
  const { agreement, buyer, supplier, month, net, vat, amount, payment, issuedAt, disputeDays, disputeUntil } = data;
  return {
    status: 'issued',
    agreement,
    buyer,
    supplier,
    month,
    ...more,
    net,
    vat,
    amount,
    lines: data.lines.length,
    windows: windowsOf(data.prices),
    payment,
    issuedAt,
    disputeDays,
    disputeUntil,
    agreedBy: [],
    disputes: [],
    dues: [],
    invoices: [],
    payments: [],
  };
}

/** For each series the days between which a corrected point would change these prices. */
function windowsOf(prices: Issued['prices']): Wanted[] {
  const windows = new Map<string, Wanted>();
  for (const { index } of prices) {
    if (index === undefined) continue;
    const known = windows.get(index.index);
    const from = [index.from, index.points[0]?.day ?? index.from, known?.from ?? index.from].sort()[0] ?? index.from;
    const to = [index.to, known?.to ?? index.to].sort()[1] ?? index.to;
    windows.set(index.index, { index: index.index, from, to });
  }
  return [...windows.values()];
}

/** Disputes that nobody has settled. */
export const openDisputes = ({ disputes }: Existing): readonly Dispute[] =>
  disputes.filter(({ settled }) => settled === undefined);

/** What a dispute is about, as stated. */
export const statedIn = ({ lines }: Pick<Dispute, 'lines'>): Fen => sumMoney(lines.map(({ stated }) => stated));

/** What becomes due when a statement is confirmed: all that nobody disputes (无争议部分). */
export function confirmation(state: Existing, at: Instant, deemed: boolean): StatementConfirmed {
  const disputed = openDisputes(state).reduce((sum, dispute) => sum + statedIn(dispute), 0n);
  // Silence confirms on the last day of the window, at its end.
  const confirmedOn = deemed ? lastDayOf(at) : dayOf(at);
  const due = { amount: money(parseMoney(state.amount) - disputed), dueOn: dueOn(confirmedOn, state.payment.days) };
  return { type: 'StatementConfirmed', v: 1, data: { deemed, at, due } };
}

/** Whether the window is over and the clock may not have noticed. */
export const isDeemed = (state: Statement, at: Instant): state is Existing =>
  state.status === 'issued' && at >= state.disputeUntil;

/** The statement as it is at an instant: a late clock changes nothing of what is read. */
export const statementAt = (state: Statement, at: Instant): Statement =>
  isDeemed(state, at) ? evolve(state, confirmation(state, state.disputeUntil, true)) : state;

/** What was paid, or paid back, of it; interest aside. */
export const paidOf = ({ payments }: Pick<Existing, 'payments'>): Fen => sumMoney(payments.map(({ amount }) => amount));

/** What is left to pay, or below zero to pay back. */
export function leftOf(state: Pick<Existing, 'amount' | 'payments'>): Fen {
  const amount = parseMoney(state.amount);
  return amount < 0n ? amount + paidOf(state) : amount - paidOf(state);
}

/** What invoices without a fault come to. */
export const invoicedOf = ({ invoices }: Pick<Existing, 'invoices'>): Money =>
  money(sumMoney(invoices.filter(({ faults }) => faults === 0).map(({ amount }) => amount)));

/** The day of the last payment; no interest runs after that of all there is to pay. */
export const lastPaidOn = ({ payments, issuedAt }: Existing): Day =>
  payments
    .map(({ paidOn }) => paidOn)
    .sort()
    .at(-1) ?? dayOf(issuedAt);

/** Interest that runs until a day (逾期利息), less what was paid of it. */
export function interestOwed(
  {
    dues,
    payments,
    payment,
  }: Pick<Existing, 'dues' | 'payments'> & { readonly payment: Pick<PaymentTerms, 'interest'> },
  until: Day,
): Fen {
  const ran = interestOn(dues, payments, until, payment.interest);
  return payments.reduce((sum, { interest }) => sum - parseMoney(interest ?? money(0n)), ran);
}
