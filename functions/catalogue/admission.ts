import { addWorkingDays, reviewedCalendar } from '../../shared/kernel/calendar.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, type FieldError, unreachable } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { dayOf, endOfDay, type Instant, startOfDay } from '../../shared/kernel/time.ts';
import type { AdmissionEvent, Application, Deadline, Decision, LapseReason, Reason, Term } from './admission-events.ts';
import { type Checklist, checklistOf, type Evidence, endsAfter, incomplete, rules } from './criteria.ts';
import type { ProductStatus } from './product.ts';

/** An appeal (申诉) against a refusal, and what came of it. */
export interface Appeal {
  readonly grounds: string;
  readonly appealedAt: Instant;
  readonly decision?: Decision;
}

/** A wait for a decision, and how far the clock has gone with it. */
export interface Waiting extends Term {
  readonly reminded: boolean;
  readonly escalated: boolean;
}

type Refused = Application & { readonly decision: Decision; readonly appealBy: Deadline; readonly appeal?: Appeal };
type Admitted = Application & { readonly decision: Decision; readonly appeal?: Appeal; readonly admittedAt: Instant };
type Ended = Application & {
  readonly decision?: Decision;
  readonly appeal?: Appeal;
  readonly admittedAt?: Instant;
  readonly endedAt: Instant;
};

/** An admission to the procurement catalogue (采购目录入库) as a union on its status. */
export type Admission =
  | { readonly status: 'none' }
  | (Application & Waiting & { readonly status: 'pending' })
  | (Refused & Waiting & { readonly status: 'appealed'; readonly appeal: Appeal })
  | (Refused & { readonly status: 'refused' })
  | (Admitted & { readonly status: 'admitted' })
  | (Ended & { readonly status: 'withdrawn' })
  | (Ended & { readonly status: 'lapsed'; readonly reason: LapseReason });

export type ExistingAdmission = Exclude<Admission, { readonly status: 'none' }>;
export type AdmissionStatus = ExistingAdmission['status'];

/** The product as it stands now: its status, and what admission may read of its listing. */
export interface ProductNow {
  readonly status: ProductStatus;
  readonly evidence: Evidence;
}

export type AdmissionCommand =
  | ({
      readonly type: 'apply';
      readonly at: Instant;
      readonly now: ProductNow;
    } & Pick<Application, 'product' | 'supplier' | 'standard'>)
  /** An operator's, of an application or of an appeal: whichever waits. `by` is its opaque id. */
  | {
      readonly type: 'decide';
      readonly at: Instant;
      readonly now: ProductNow;
      readonly by: string;
      readonly decision: Decision['decision'];
      readonly reasons: readonly Reason[];
    }
  | { readonly type: 'appeal'; readonly at: Instant; readonly grounds: string }
  | { readonly type: 'withdraw'; readonly at: Instant }
  /** Time passed, or something happened to the product. */
  | { readonly type: 'review'; readonly at: Instant; readonly now: ProductNow };

const v = 1;

/**
 * The rules of admission. An application that lacks required evidence is not taken (`admission-incomplete`), and a
 * refusal names required criteria only. Days are working days (data/criteria.json), the first not counted.
 */
export const admission: Decider<AdmissionCommand, AdmissionEvent, Admission> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'apply') {
      if (state.status !== 'none') throw new DomainError('conflict', 'admission-open');
      return [applied(command)];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    switch (command.type) {
      case 'decide':
        return [decided(command, state)];
      case 'appeal': {
        if (state.status !== 'refused' || state.appeal !== undefined) {
          throw new DomainError('conflict', 'appeal-not-open', { status: state.status });
        }
        const { at: appealedAt, grounds } = command;
        if (appealedAt >= endOfDay(state.appealBy.day)) {
          throw new DomainError('too-late', 'appeal-too-late', { day: state.appealBy.day });
        }
        return [{ type: 'AdmissionAppealed', v, data: { grounds, appealedAt, ...termFrom(appealedAt) } }];
      }
      case 'withdraw':
        if (state.status === 'withdrawn') return [];
        if (!isOpen(state)) throw new DomainError('conflict', 'admission-ended', { status: state.status });
        return [{ type: 'AdmissionWithdrawn', v, data: { endedAt: command.at } }];
      case 'review':
        return isOpen(state) ? reviewed(command, state) : [];
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'AdmissionApplied')
      return { status: 'pending', ...event.data, reminded: false, escalated: false };
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'AdmissionReminded':
        return { ...state, reminded: true };
      case 'AdmissionEscalated':
        return { ...state, escalated: true };
      case 'AdmissionDecided': {
        const { appealBy, ...decision } = event.data;
        const application = applicationOf(state);
        if (appealBy !== undefined) return { status: 'refused', ...application, decision, appealBy };
        return { status: 'admitted', ...application, decision, admittedAt: decision.decidedAt };
      }
      case 'AdmissionAppealed': {
        if (state.status !== 'refused') return state;
        const { grounds, appealedAt, ...term } = event.data;
        return {
          ...state,
          status: 'appealed',
          ...term,
          reminded: false,
          escalated: false,
          appeal: { grounds, appealedAt },
        };
      }
      case 'AppealDecided': {
        if (state.status !== 'appealed') return state;
        const { decision, appealBy } = state;
        const appeal = { ...state.appeal, decision: event.data };
        const application = applicationOf(state);
        if (event.data.decision === 'refused') return { status: 'refused', ...application, decision, appealBy, appeal };
        return { status: 'admitted', ...application, decision, appeal, admittedAt: event.data.decidedAt };
      }
      case 'EvidenceRenewed':
        return { ...state, checklist: event.data.checklist };
      case 'AdmissionWithdrawn':
        return { status: 'withdrawn', ...endedFrom(state), ...event.data };
      case 'AdmissionLapsed':
        return { status: 'lapsed', ...endedFrom(state), ...event.data };
      default:
        return unreachable(event);
    }
  },
};

type Open = Extract<Admission, { readonly status: 'pending' | 'appealed' | 'admitted' }>;

/** Whether it holds its product's place: no other application is taken meanwhile. */
export const isOpen = (state: Admission): state is Open =>
  state.status === 'pending' || state.status === 'appealed' || state.status === 'admitted';

/** Whether it waits for an operator. */
export const isWaiting = (state: Admission): state is Extract<Admission, Waiting> =>
  state.status === 'pending' || state.status === 'appealed';

/** Whether its time is over and it is not decided (超期). */
export const isOverdue = (state: Admission, at: Instant): boolean =>
  isWaiting(state) && at >= endOfDay(state.decideBy.day);

function applied({
  at,
  now,
  product,
  supplier,
  standard,
}: Extract<AdmissionCommand, { type: 'apply' }>): AdmissionEvent {
  if (now.status !== 'published') throw new DomainError('conflict', 'admission-product-not-published');
  const { category, attributes, producer } = now.evidence;
  const checklist = checklistOf(now.evidence, standard, dayOf(at));
  const fault = incomplete(checklist);
  if (fault !== undefined) throw fault;
  const goods = { category, attributes, ...(producer === undefined ? {} : { producer }) };
  const data = { product, supplier, ...goods, standard, checklist, appliedAt: at, ...termFrom(at) };
  return { type: 'AdmissionApplied', v, data };
}

/** A decision is due in {@link rules} working days, and the clock reminds some before. */
function termFrom(at: Instant): Term {
  const { decisionWorkingDays, remindWorkingDaysBefore } = rules;
  const remindOn = addWorkingDays(reviewedCalendar, dayOf(at), decisionWorkingDays - remindWorkingDaysBefore).day;
  return { decideBy: workingDaysAfter(at, decisionWorkingDays), remindOn };
}

function workingDaysAfter(at: Instant, days: number): Deadline {
  const { day, provisional } = addWorkingDays(reviewedCalendar, dayOf(at), days);
  return { day, provisional };
}

function decided(command: Extract<AdmissionCommand, { type: 'decide' }>, state: ExistingAdmission): AdmissionEvent {
  const { at: decidedAt, now, by, decision, reasons } = command;
  if (!isWaiting(state)) throw new DomainError('conflict', 'admission-decided', { status: state.status });
  // Whoever refused does not judge the appeal.
  if (state.status === 'appealed' && state.decision.by === by) throw new DomainError('forbidden', 'same-decider');
  checkReasons(decision, reasons, state.checklist);
  const reason = decision === 'admitted' ? lapseOf(state, now, decidedAt) : undefined;
  if (reason !== undefined) throw new DomainError('conflict', 'admission-evidence-changed', { reason });
  const data = { decision, reasons, by, decidedAt };
  if (state.status === 'appealed') return { type: 'AppealDecided', v, data };
  const appealBy = decision === 'refused' && { appealBy: workingDaysAfter(decidedAt, rules.appealWorkingDays) };
  return { type: 'AdmissionDecided', v, data: { ...data, ...appealBy } };
}

/** Every reason names a criterion of the checklist; a refusal gives one at least, and required criteria only. */
function checkReasons(decision: Decision['decision'], reasons: readonly Reason[], checklist: Checklist): void {
  if (decision === 'refused' && reasons.length === 0) {
    throw new DomainError('rule', 'refusal-without-reasons', {}, [
      { pointer: '/reasons', code: 'refusal-without-reasons' },
    ]);
  }
  const known = checklist.filter(({ required }) => required || decision === 'admitted').map((each) => each.criterion);
  const errors = reasons.flatMap(({ criterion }, index): FieldError[] =>
    known.includes(criterion)
      ? []
      : [{ pointer: `/reasons/${index}/criterion`, code: 'reason-not-a-criterion', params: { criterion } }],
  );
  const [first] = errors;
  if (first !== undefined) throw new DomainError('rule', first.code, first.params, errors);
}

function reviewed({ at, now }: Extract<AdmissionCommand, { type: 'review' }>, state: Open): AdmissionEvent[] {
  const reason = lapseOf(state, now, at);
  if (reason !== undefined) return [{ type: 'AdmissionLapsed', v, data: { reason, endedAt: at } }];
  const checklist = checklistOf(now.evidence, state.standard, dayOf(at));
  return [
    ...(same(checklist, state.checklist) ? [] : [{ type: 'EvidenceRenewed', v, data: { checklist, at } } as const]),
    ...reminders(state, at),
  ];
}

function reminders(state: Open, at: Instant): AdmissionEvent[] {
  if (!isWaiting(state)) return [];
  const { decideBy, remindOn, reminded, escalated } = state;
  const data = { decideBy, at };
  return [
    ...(!reminded && at >= startOfDay(remindOn) ? [{ type: 'AdmissionReminded', v, data } as const] : []),
    ...(!escalated && isOverdue(state, at) ? [{ type: 'AdmissionEscalated', v, data } as const] : []),
  ];
}

/**
 * Why an open admission no longer stands, if it does not: its product is not published, is listed as other goods than
 * were applied for, or required evidence is no longer met on the day.
 */
export function lapseOf(state: Admission, { status, evidence }: ProductNow, at: Instant): LapseReason | undefined {
  if (!isOpen(state)) return undefined;
  if (status !== 'published') return status === 'expired' ? 'product-expired' : 'product-withdrawn';
  const { category, attributes, producer } = evidence;
  if (!same([category, attributes, producer ?? null], [state.category, state.attributes, state.producer ?? null])) {
    return 'listing-changed';
  }
  return incomplete(checklistOf(evidence, state.standard, dayOf(at))) && 'evidence-lapsed';
}

/** When the clock should look at it next: a reminder, an overdue decision, or the end of required evidence. */
export function reviewDue(state: Admission): Instant | undefined {
  if (!isOpen(state)) return undefined;
  const end = endsAfter(state.checklist);
  return [
    ...(end === undefined ? [] : [endOfDay(end)]),
    ...(isWaiting(state) && !state.reminded ? [startOfDay(state.remindOn)] : []),
    ...(isWaiting(state) && !state.escalated ? [endOfDay(state.decideBy.day)] : []),
  ].sort()[0];
}

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function applicationOf(state: ExistingAdmission): Application {
  const { product, supplier, category, attributes, producer, standard, checklist, appliedAt } = state;
  return { product, supplier, category, attributes, producer, standard, checklist, appliedAt };
}

function endedFrom(state: ExistingAdmission) {
  return {
    ...applicationOf(state),
    ...('decision' in state ? { decision: state.decision } : {}),
    ...('appeal' in state ? { appeal: state.appeal } : {}),
    ...('admittedAt' in state ? { admittedAt: state.admittedAt } : {}),
  };
}
