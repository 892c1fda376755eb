import type { SizeClass } from '../../../shared/kernel/actor.ts';
import { countDays, reviewedCalendar } from '../../../shared/kernel/calendar.ts';
import { type Fen, type Money, money, parseMoney, toFenHalfUp } from '../../../shared/kernel/money.ts';
import { add, mul, parseDecimal, type Ratio, ratio, zero } from '../../../shared/kernel/ratio.ts';
import { byText } from '../../../shared/kernel/text.ts';
import { type Day, daysBetween } from '../../../shared/kernel/time.ts';
import rules from '../data/payment-rules.json' with { type: 'json' };
import type { Due, PaymentTerms } from '../statement-events.ts';

/** The sizes that both sides of a contract stated when they signed: a buyer that is no firm has none (机关、事业单位). */
export interface Sizes {
  readonly buyer?: SizeClass | undefined;
  readonly supplier?: SizeClass | undefined;
}

/**
 * In how many days a statement is paid, by which rule (data/payment-rules.json). An organ or institution pays a small
 * firm within the days agreed, at most 60; a large firm within those agreed; what nobody agreed is 30 and 60. Between
 * others the agreement stands. Payment never waits for money from a third party: nothing here can say so.
 */
export function paymentTerms(agreed: number | undefined, { buyer, supplier }: Sizes): PaymentTerms {
  const { perDay, article: interestArticle } = rules.interest;
  const interest = { interest: perDay, interestArticle };
  const isProtected = supplier !== undefined && rules.firms.protected.includes(supplier);
  const payer = buyer === undefined ? 'organ' : buyer;
  const rule = isProtected ? rules.payers.find((each) => each.payer === payer) : undefined;
  if (rule === undefined)
    return { days: agreed ?? 0, rule: rules.otherwise.rule, article: rules.otherwise.article, ...interest };
  const days = agreed === undefined ? rule.days : Math.min(agreed, rule.most ?? agreed);
  const capped = agreed !== undefined && days < agreed;
  return { days, rule: capped ? `${rule.rule}-longest` : rule.rule, article: rule.article, ...interest };
}

/**
 * The last day of payment: days from that of the confirmation, which is not counted (民法典 art. 201); a last day off
 * moves to the next working day (art. 203).
 */
export const dueOn = (confirmedOn: Day, days: number): Day => countDays(reviewedCalendar, confirmedOn, days).day;

/** Money that was paid on a day (付款). */
export interface Paid {
  readonly amount: Money;
  readonly paidOn: Day;
}

/**
 * Interest on what is late (逾期利息), exact until one half-up to the fen: for each part of a due amount its days after
 * the last one until it was paid, or until `until`. Payments go to what fell due first. Credits bear none.
 */
export function interestOn(dues: readonly Due[], payments: readonly Paid[], until: Day, perDay: string): Fen {
  const rate = parseDecimal(perDay, 8);
  const left = [...payments]
    .sort((a, b) => byText(a.paidOn, b.paidOn))
    .map(({ amount, paidOn }) => ({ fen: parseMoney(amount), paidOn }));
  let interest: Ratio = zero;
  for (const due of [...dues].sort((a, b) => byText(a.dueOn, b.dueOn))) {
    let open = parseMoney(due.amount);
    for (const paid of left) {
      if (open <= 0n) break;
      const part = least(paid.fen, open);
      paid.fen -= part;
      open -= part;
      interest = add(interest, late(part, due.dueOn, paid.paidOn, rate));
    }
    if (open > 0n) interest = add(interest, late(open, due.dueOn, until, rate));
  }
  return toFenHalfUp(interest);
}

function least(a: Fen, b: Fen): Fen {
  if (a < b) return a;
  return b;
}

function late(part: Fen, lastDay: Day, until: Day, rate: Ratio): Ratio {
  const days = daysBetween(lastDay, until);
  return days <= 0 ? zero : mul(mul(ratio(part, 100n), ratio(BigInt(days))), rate);
}

/** What is unpaid, by how late it is (账龄). */
export const ages = ['not-due', '1-30', '31-60', '61-90', 'over-90'] as const;
export type Age = (typeof ages)[number];

export function ageOf(lastDay: Day, today: Day): Age {
  const days = daysBetween(lastDay, today);
  if (days <= 0) return 'not-due';
  if (days <= 30) return '1-30';
  if (days <= 60) return '31-60';
  return days <= 90 ? '61-90' : 'over-90';
}

/** What is left of each due amount once payments went to what fell due first; credits stay as they are. */
export function openDues(dues: readonly Due[], paid: Fen): Due[] {
  let left = paid;
  return [...dues]
    .sort((a, b) => byText(a.dueOn, b.dueOn))
    .flatMap((due) => {
      const amount = parseMoney(due.amount);
      if (amount <= 0n) return amount === 0n ? [] : [due];
      const part = least(left, amount);
      left -= part;
      return part === amount ? [] : [{ ...due, amount: money(amount - part) }];
    });
}
