import { addWorkingDays, type Calendar, type Count, countDays } from '../../../shared/kernel/calendar.ts';
import {
  addDays,
  type Day,
  dayOf,
  endOfDay,
  type Instant,
  instant,
  millis,
  startOfDay,
} from '../../../shared/kernel/time.ts';
import type { Period, RulePack } from './pack.ts';

/** A day that the rules give; `provisional` where it stands on a year whose official notice is not imported. */
export interface LawfulDay {
  readonly day: Day;
  readonly provisional: boolean;
  readonly article: string;
}

/**
 * The first day on which bids may be due: the day of publication is not counted, and a last day that is no working
 * day moves to the next (Civil Code art. 201–203).
 */
export function earliestDeadline(rules: RulePack, calendar: Calendar, publishedAt: Instant): LawfulDay {
  const { value, article } = rules.minimumDays;
  const from = dayOf(publishedAt);
  if (value === 0) return { day: from, provisional: false, article };
  return { ...only(countPeriod(calendar, from, rules.minimumDays)), article };
}

/** Where a period from a day on ends: in days, or in working days. */
export const countPeriod = (calendar: Calendar, from: Day, { value, unit }: Period): Count =>
  unit === 'day' ? countDays(calendar, from, value) : addWorkingDays(calendar, from, value);

/** The end of the standstill (公示期): the whole of its last day belongs to it. */
export function standstillEnd(
  rules: RulePack,
  calendar: Calendar,
  publishedAt: Instant,
): LawfulDay & { readonly until: Instant } {
  const { article } = rules.standstill;
  const counted = only(countPeriod(calendar, dayOf(publishedAt), rules.standstill));
  return { ...counted, article, until: endOfDay(counted.day) };
}

const only = ({ day, provisional }: { readonly day: Day; readonly provisional: boolean }) => ({ day, provisional });

/** What moved a deadline: where it was, and the rule. */
export interface Moved {
  readonly from: Instant;
  readonly article: string;
  readonly days: number;
}

/**
 * Where a deadline moves when a clarification or an amendment that may affect bids comes at `at`: to the first day
 * that leaves the pack's days, at the same time of day; null where enough days are left (Bidding Law art. 23).
 */
export function movedDeadline(
  rules: RulePack,
  calendar: Calendar,
  deadline: Instant,
  at: Instant,
): { readonly deadline: Instant; readonly moved: Moved } | null {
  const { value: days, article } = rules.clarificationDays;
  if (days === 0) return null;
  const { day } = countPeriod(calendar, dayOf(at), rules.clarificationDays);
  if (dayOf(deadline) >= day) return null;
  const timeOfDay = millis(deadline) - millis(startOfDay(dayOf(deadline)));
  return {
    deadline: instant(millis(startOfDay(day)) + timeOfDay),
    moved: { from: deadline, article, days },
  };
}

/** The last day on which objections to the documents are taken: the pack's days before the deadline. */
export const lastDocumentsObjection = (rules: RulePack, deadline: Instant): Day =>
  addDays(dayOf(deadline), -rules.documentsObjectionDays.value);

/** The end of a period that begins now: the whole of its last day belongs to it. */
export function endOfPeriod(
  calendar: Calendar,
  at: Instant,
  period: Period,
): { readonly until: Instant; readonly provisional: boolean } {
  const { day, provisional } = countPeriod(calendar, dayOf(at), period);
  return { until: endOfDay(day), provisional };
}

/** How long after the deadline bids are frozen: longer than any request that began before it can last. */
export const freezeDelayMs = 60_000;

/** The instant at which freezing starts. */
export const freezingStarts = (deadline: Instant): number => millis(deadline) + freezeDelayMs;
