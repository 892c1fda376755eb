import { type Money, money, parseMoney, sumMoney } from '../../shared/kernel/money.ts';
import { fraction, parseFraction } from '../../shared/kernel/ratio.ts';
import { dayOf, type Instant, lastDayOf } from '../../shared/kernel/time.ts';
import { type Age, ageOf, ages, dueOn, openDues } from './settlement/payment.ts';
import { meanShare } from './settlement/rating.ts';
import type { Due, PaymentTerms, Rating, StatementHead } from './statement-events.ts';
import {
  type Existing,
  interestOwed,
  invoicedOf,
  leftOf,
  openDisputes,
  paidOf,
  statedIn,
  statementAt,
} from './statement-state.ts';

/** A statement in a list. */
export interface Listed extends StatementHead {
  readonly id: string;
  readonly corrects?: string;
  readonly reason?: Existing['reason'];
  readonly dispute?: string;
  readonly amount: Money;
  readonly issuedAt: Instant;
  readonly rating?: Rating;
}

/** The same with how it stands, as its row keeps it: enough to say what a late clock has not noticed. */
export interface Standing extends Listed {
  readonly status: Existing['status'];
  readonly disputeUntil: Instant;
  /** Whether a dispute is open. */
  readonly disputed: boolean;
  readonly left: Money;
}

export type StandingState = (typeof standingStates)[number];
/** Within its window, in dispute, confirmed and not paid, or paid (异议期内、有异议、待付、已付清). */
export const standingStates = ['issued', 'disputed', 'confirmed', 'paid'] as const;

/** A statement in a list at an instant. */
export function standingAt({ status, disputeUntil, disputed, ...listed }: Standing, at: Instant) {
  const isConfirmed = status === 'confirmed' || at >= disputeUntil;
  const settled = parseMoney(listed.left) === 0n ? 'paid' : 'confirmed';
  const state: StandingState = disputed ? 'disputed' : isConfirmed ? settled : 'issued';
  return { ...listed, state };
}

export function listedOf(id: string, state: Existing): Standing {
  const { agreement, buyer, supplier, month, corrects, reason, dispute, amount, issuedAt, rating } = state;
  return {
    id,
    agreement,
    buyer,
    supplier,
    month,
    ...(corrects === undefined ? {} : { corrects }),
    ...(reason === undefined ? {} : { reason }),
    ...(dispute === undefined ? {} : { dispute }),
    amount,
    issuedAt,
    ...(rating === undefined ? {} : { rating }),
    status: state.status,
    disputeUntil: state.disputeUntil,
    disputed: openDisputes(state).length > 0,
    left: money(leftOf(state)),
  };
}

/** What of a statement is unpaid, as its row keeps it: enough to say what a late clock has not noticed. */
export interface Payable extends StatementHead {
  readonly id: string;
  readonly amount: Money;
  readonly disputed: Money;
  readonly confirmed: boolean;
  readonly disputeUntil: Instant;
  readonly payment: Pick<PaymentTerms, 'days' | 'rule' | 'article' | 'interest'>;
  readonly dues: readonly Due[];
  readonly payments: Existing['payments'];
}

export function payableOf(id: string, state: Existing): Payable {
  const { agreement, buyer, supplier, month, amount, status, disputeUntil, payment, dues, payments } = state;
  const { days, rule, article, interest } = payment;
  const disputed = openDisputes(state).reduce((sum, dispute) => sum + statedIn(dispute), 0n);
  return {
    id,
    agreement,
    buyer,
    supplier,
    month,
    amount,
    disputed: money(disputed),
    confirmed: status === 'confirmed',
    disputeUntil,
    payment: { days, rule, article, interest },
    dues,
    payments,
  };
}

/** What is unpaid of a statement on a day (账龄表): what is due by its age, what is not due yet, and interest so far. */
export function ageingOf(payable: Payable, at: Instant) {
  const { id, agreement, buyer, supplier, month, amount, disputed, payment } = payable;
  const today = dayOf(at);
  const isConfirmed = payable.confirmed || at >= payable.disputeUntil;
  const dues = payable.confirmed
    ? payable.dues
    : isConfirmed
      ? [
          {
            amount: money(parseMoney(amount) - parseMoney(disputed)),
            dueOn: dueOn(lastDayOf(payable.disputeUntil), payment.days),
          },
        ]
      : [];
  const left = leftOf(payable);
  // A credit is one amount: what was paid back of it leaves the rest.
  const unpaid = left < 0n ? dues.map((due) => ({ ...due, amount: money(left) })) : openDues(dues, paidOf(payable));
  const open = unpaid.map((due) => ({ ...due, age: ageOf(due.dueOn, today) }));
  const interest = interestOwed({ dues, payments: payable.payments, payment }, today);
  return {
    id,
    agreement,
    buyer,
    supplier,
    month,
    amount,
    disputed,
    left: money(left),
    confirmed: isConfirmed,
    open,
    interest: money(interest),
    rule: payment.rule,
    article: payment.article,
  };
}

export type Ageing = Omit<ReturnType<typeof ageingOf>, 'open'> & {
  readonly open: readonly (Due & { readonly age: Age })[];
};

/**
 * The sums of an ageing table (账龄合计), in yuan: what is open of each age, what is to be paid back, which is not netted against
 * what is open elsewhere, what is disputed, and interest so far.
 */
export function ageTotals(all: readonly Ageing[]) {
  const open = all.flatMap((each) => each.open);
  const isBack = ({ amount }: Due): boolean => parseMoney(amount) < 0n;
  const total = (amounts: readonly Money[]): Money => money(sumMoney(amounts));
  const due = open.filter((each) => !isBack(each));
  return {
    statements: all.length,
    ages: ages.map((age) => ({ age, amount: total(due.filter((of) => of.age === age).map(({ amount }) => amount)) })),
    back: total(open.filter(isBack).map(({ amount }) => amount)),
    disputed: total(all.map(({ disputed }) => disputed)),
    interest: total(all.map(({ interest }) => interest)),
  };
}

/** The whole of a statement but its lines, at an instant. */
export function statementView(id: string, given: Existing, at: Instant) {
  const state = statementAt(given, at) as Existing;
  const { windows: _, payments, dues, ...rest } = state;
  return {
    id,
    ...rest,
    dues,
    payments,
    invoiced: invoicedOf(state),
    paid: money(paidOf(state)),
    left: money(leftOf(state)),
    interest: money(interestOwed(state, dayOf(at))),
  };
}

/** A supplier's ratings together (履约评价汇总): exact means of those that there are, and the facts summed. */
export function performanceOf(supplier: string, rated: readonly Pick<Listed, 'month' | 'rating'>[]) {
  const ratings = rated.flatMap(({ rating }) => rating ?? []);
  const meanOf = (some: readonly Rating[], of: Exclude<keyof Rating, 'facts'>): string | null => {
    const mean = meanShare(some.flatMap((each) => (each[of] === null ? [] : [parseFraction(each[of])])));
    return mean === undefined ? null : fraction(mean);
  };
  const months = Map.groupBy(rated, ({ month }) => month);
  return {
    supplier,
    ratings: ratings.length,
    onTime: meanOf(ratings, 'onTime'),
    quantity: meanOf(ratings, 'quantity'),
    quality: meanOf(ratings, 'quality'),
    documents: meanOf(ratings, 'documents'),
    response: meanOf(ratings, 'response'),
    total: meanOf(ratings, 'total'),
    facts: factsOf(ratings),
    months: [...months].map(([month, of]) => {
      const some = of.flatMap(({ rating }) => rating ?? []);
      return { month, ratings: some.length, total: meanOf(some, 'total') };
    }),
  };
}

/** What ratings were counted from, together. */
export function factsOf(ratings: readonly Rating[]): Rating['facts'] {
  const sum = (of: keyof Rating['facts']): number => ratings.reduce((all, { facts }) => all + facts[of], 0);
  return {
    due: sum('due'),
    onTime: sum('onTime'),
    delivered: sum('delivered'),
    documented: sum('documented'),
    asked: sum('asked'),
    answered: sum('answered'),
  };
}
