import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import type { Money } from '../../shared/kernel/money.ts';
import { type Fen, parseMoney } from '../../shared/kernel/money.ts';
import { addDays, type Day, type Instant, startOfDay } from '../../shared/kernel/time.ts';
import type { Firm } from './live-events.ts';
import type { FollowUpAnswer, FollowUpDay, IntentEvent, IntentTerms } from './matchmaking-events.ts';
import { isSubject } from './subjects.ts';

/** What a party says of it after so many days. */
export interface Answered {
  readonly firm: string;
  readonly day: FollowUpDay;
  readonly answer: FollowUpAnswer;
  readonly amount?: Money | undefined;
  readonly remark?: string | undefined;
  readonly at: Instant;
}

/** An order of the market between the two, by its quote. */
export interface CountedOrder {
  readonly quote: string;
  readonly amount?: Money | undefined;
  readonly at: Instant;
}

/** What two firms intend (合作意向), and what became of it, as a union on its status. */
export type Intent =
  | { readonly status: 'none' }
  | {
      readonly status: 'recorded' | 'confirmed' | 'declined';
      readonly event: string;
      readonly heldOn: Day;
      readonly parties: readonly [Firm, Firm];
      readonly confirmed: readonly string[];
      readonly terms: IntentTerms;
      readonly recordedAt: Instant;
      readonly answers: readonly Answered[];
      readonly orders: readonly CountedOrder[];
    };

export type ExistingIntent = Exclude<Intent, { readonly status: 'none' }>;

export type IntentCommand =
  | {
      readonly type: 'record';
      readonly at: Instant;
      readonly event: string;
      readonly heldOn: Day;
      readonly parties: readonly [Firm, Firm];
      readonly terms: IntentTerms;
      /** The party that records it; the organiser stands for neither. */
      readonly by?: string;
    }
  | { readonly type: 'confirm' | 'decline'; readonly at: Instant; readonly firm: string }
  | { readonly type: 'answer'; readonly at: Instant; readonly answered: Omit<Answered, 'at'> }
  | { readonly type: 'countOrder'; readonly at: Instant; readonly order: CountedOrder };

const v = 1;
/** Orders of one intent that are listed; a relation that goes on for longer is no conversion of an event. */
const mostOrders = 100;

/** The rules of an intent: recorded by one, confirmed by the other, followed up by both. */
export const intent: Decider<IntentCommand, IntentEvent, Intent> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'record') {
      if (state.status !== 'none') throw new DomainError('conflict', 'intent-exists');
      const { at, event, heldOn, parties, terms, by } = command;
      if (!isSubject(terms.subject)) throw fieldError('subject-unknown', '/subject');
      const confirmed = by === undefined ? [] : [by];
      return [
        { type: 'IntentRecorded', v, data: { event, heldOn, parties, confirmed, recordedAt: at }, private: { terms } },
      ];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    switch (command.type) {
      case 'confirm':
        if (state.confirmed.includes(command.firm)) return [];
        if (state.status === 'declined') throw new DomainError('conflict', 'intent-declined');
        return [{ type: 'IntentConfirmed', v, data: { firm: command.firm, confirmedAt: command.at } }];
      case 'decline':
        if (state.status === 'declined') return [];
        if (state.status === 'confirmed') throw new DomainError('conflict', 'intent-confirmed');
        return [{ type: 'IntentDeclined', v, data: { firm: command.firm, declinedAt: command.at } }];
      case 'answer':
        return answered(command, state);
      case 'countOrder': {
        const { quote, amount, at: orderedAt } = command.order;
        if (state.orders.some((order) => order.quote === quote) || state.orders.length >= mostOrders) return [];
        return [
          { type: 'IntentOrdered', v, data: { quote, orderedAt }, private: amount === undefined ? {} : { amount } },
        ];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'IntentRecorded') {
      const terms = event.private?.terms ?? { subject: '' };
      return { status: 'recorded', ...event.data, terms, answers: [], orders: [] };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'IntentConfirmed': {
        const confirmed = [...state.confirmed, event.data.firm];
        return { ...state, confirmed, status: confirmed.length === 2 ? 'confirmed' : state.status };
      }
      case 'IntentDeclined':
        return { ...state, status: 'declined' };
      case 'FollowUpAnswered': {
        const { answeredAt: at, ...said } = event.data;
        const others = state.answers.filter(({ firm, day }) => firm !== said.firm || day !== said.day);
        return { ...state, answers: [...others, { ...said, ...event.private, at }] };
      }
      case 'IntentOrdered': {
        const { quote, orderedAt: at } = event.data;
        return { ...state, orders: [...state.orders, { quote, ...event.private, at }] };
      }
      default:
        return unreachable(event);
    }
  },
};

function answered({ at, answered }: Extract<IntentCommand, { type: 'answer' }>, state: ExistingIntent): IntentEvent[] {
  if (state.status === 'declined') throw new DomainError('conflict', 'intent-declined');
  const { firm, day, answer, amount, remark } = answered;
  if (at < followUpFrom(state, day)) throw new DomainError('conflict', 'follow-up-early', { day });
  if (at >= startOfDay(addDays(state.heldOn, answersUntilDay))) throw new DomainError('too-late', 'follow-up-over');
  if ((answer === 'ordered') !== (amount !== undefined)) {
    throw fieldError(answer === 'ordered' ? 'amount-required' : 'amount-needless', '/amount');
  }
  const before = state.answers.find((one) => one.firm === firm && one.day === day);
  if (
    before?.answer === answer &&
    before.remark === remark &&
    (before.amount?.amount ?? '') === (amount?.amount ?? '')
  ) {
    return [];
  }
  const secret = { ...(amount === undefined ? {} : { amount }), ...(remark === undefined ? {} : { remark }) };
  return [{ type: 'FollowUpAnswered', v, data: { firm, day, answer, answeredAt: at }, private: secret }];
}

/** Answers are taken until then (in days after the event), when its figures stand. */
export const answersUntilDay = 120;

/** From when on it is asked what became of an intent. */
export const followUpFrom = ({ heldOn }: Pick<ExistingIntent, 'heldOn'>, day: FollowUpDay): Instant =>
  startOfDay(addDays(heldOn, day));

/** What an intent had brought so many days after the event (转化). */
export interface Conversion {
  readonly ordered: boolean;
  readonly amount: Fen;
}

/**
 * Orders of the market count with their amounts until the end of that day. Where there are none, what the parties say at
 * that follow-up or before counts: the lower of the two where both name an amount, and only of what both stand to.
 */
export function conversionAt({ heldOn, status, orders, answers }: ExistingIntent, day: FollowUpDay): Conversion {
  const end = startOfDay(addDays(heldOn, day + 1));
  const made = orders.filter(({ at }) => at < end);
  if (made.length > 0) {
    return { ordered: true, amount: made.reduce((sum, { amount }) => sum + (amount ? parseMoney(amount) : 0n), 0n) };
  }
  const latest = new Map<string, Answered>();
  for (const one of answers.toSorted((a, b) => a.day - b.day)) if (one.day <= day) latest.set(one.firm, one);
  const amounts = [...latest.values()].flatMap(({ answer, amount }) =>
    answer === 'ordered' && amount !== undefined ? [parseMoney(amount)] : [],
  );
  if (status !== 'confirmed' || amounts.length === 0) return { ordered: false, amount: 0n };
  const [least = 0n] = amounts.toSorted((x, y) => (x < y ? -1 : 1));
  return { ordered: true, amount: least };
}
