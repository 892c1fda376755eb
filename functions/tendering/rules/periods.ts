import { addWorkingDays, type Calendar, type Count, countDays, isWorkingDay } from '../../../shared/kernel/calendar.ts';
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  endOfDay,
  type Instant,
  instant,
  millis,
  parseDay,
  startOfDay,
} from '../../../shared/kernel/time.ts';
import type { Period, Rule, RulePack } from './pack.ts';

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
  return lawful(periodEnd(calendar, dayOf(publishedAt), rules.minimumDays), rules.minimumDays);
}

/** The last day on which a tender may be published whose bids are due on that day: the reverse of `earliestDeadline`. */
export function latestPublication(rules: RulePack, calendar: Calendar, deadline: Instant): LawfulDay {
  const due = dayOf(deadline);
  let { day, provisional } = countBack(calendar, due, rules.minimumDays);
  for (;;) {
    const end = periodEnd(calendar, day, rules.minimumDays);
    provisional ||= end.provisional;
    if (end.day <= due) return { day, provisional, article: rules.minimumDays.article };
    day = addDays(day, -1);
  }
}

/** Where a period from a day on ends: in days, or in working days. */
export const countPeriod = (calendar: Calendar, from: Day, { value, unit }: Period): Count =>
  unit === 'day' ? countDays(calendar, from, value) : addWorkingDays(calendar, from, value);

/** Where a period ends that may be none at all: one of 0 ends on the day it starts, working or not. */
export const periodEnd = (calendar: Calendar, from: Day, period: Period): Count =>
  period.value === 0 ? { day: from, moved: [], provisional: false } : countPeriod(calendar, from, period);

/**
 * The last day that lies a period before a day (倒算期间): the day counted from does not count. It does not move, as moving
 * would take from the time that is to be left. In working days the days off are passed over, and listed.
 */
export function countBack(calendar: Calendar, before: Day, { value, unit }: Period): Count {
  if (unit === 'day') return { day: addDays(before, -value), moved: [], provisional: false };
  const moved: Day[] = [];
  let day = before;
  let provisional = false;
  for (let left = value; left > 0; ) {
    day = addDays(day, -1);
    const { working, provisional: uncertain } = isWorkingDay(calendar, day);
    provisional ||= uncertain;
    if (working) left -= 1;
    else moved.push(day);
  }
  return { day, moved, provisional };
}

/** The last day of years counted from a day: the same day of that year, or the month's last (Civil Code art. 202). */
export function countYears(from: Day, { value }: Pick<Rule, 'value'>): Day {
  const year = String(Number(from.slice(0, 4)) + value).padStart(4, '0');
  const leapDay = from.endsWith('02-29') && !isLeap(Number(year));
  return parseDay(leapDay ? `${year}-02-28` : `${year}${from.slice(4)}`);
}

const isLeap = (year: number): boolean => daysBetween(`${year}-02-28`, `${year}-03-01`) === 2;

/** The last day for a clarification that may affect bids and leaves the deadline where it is (澄清截止). */
export const lastClarification = (rules: RulePack, calendar: Calendar, deadline: Instant): LawfulDay =>
  lawful(countBack(calendar, dayOf(deadline), rules.clarificationDays), rules.clarificationDays);

/** The first day on which bids may be due after a clarification that may affect them (顺延投标截止). */
export const deadlineAfterClarification = (rules: RulePack, calendar: Calendar, clarifiedAt: Instant): LawfulDay =>
  lawful(periodEnd(calendar, dayOf(clarifiedAt), rules.clarificationDays), rules.clarificationDays);

/** The end of the notice (公告期限届满). */
export const announcementEnd = (rules: RulePack, calendar: Calendar, publishedAt: Instant): LawfulDay =>
  lawful(periodEnd(calendar, dayOf(publishedAt), rules.announcementDays), rules.announcementDays);

/**
 * The last day for objections to the documents (异议、质疑): counted back from the deadline, or forward from the end of the
 * notice where the pack has `documentsChallengeDays`; never after the deadline.
 */
export function lastDocumentsObjection(
  rules: RulePack,
  calendar: Calendar,
  { publishedAt, deadline }: { readonly publishedAt: Instant; readonly deadline: Instant },
): LawfulDay {
  const { documentsChallengeDays: forward, documentsObjectionDays: back } = rules;
  if (forward.value === 0) return lawful(countBack(calendar, dayOf(deadline), back), back);
  const notice = announcementEnd(rules, calendar, publishedAt);
  const counted = periodEnd(calendar, notice.day, forward);
  const provisional = counted.provisional || notice.provisional;
  const due = dayOf(deadline);
  return { day: earlierOf(counted.day, due), provisional, article: forward.article };
}

/** The earlier of two days. */
export function earlierOf(a: Day, b: Day): Day {
  if (a < b) return a;
  return b;
}

/** The later of two instants: an end that was counted on an unknown year, and the same counted again, never moves back. */
export function laterOf(a: Instant, b: Instant): Instant {
  if (a > b) return a;
  return b;
}

/** The end of the standstill (公示期): the whole of its last day belongs to it. */
export function standstillEnd(
  rules: RulePack,
  calendar: Calendar,
  publishedAt: Instant,
): LawfulDay & { readonly until: Instant } {
  const counted = lawful(countPeriod(calendar, dayOf(publishedAt), rules.standstill), rules.standstill);
  return { ...counted, until: endOfDay(counted.day) };
}

/** The last day for objections to the result (对结果的异议、质疑): within the standstill, or so long after its end. */
export function lastResultObjection(rules: RulePack, calendar: Calendar, publishedAt: Instant): LawfulDay {
  const { day, provisional } = standstillEnd(rules, calendar, publishedAt);
  const counted = periodEnd(calendar, day, rules.resultObjectionDays);
  const { article } = rules.resultObjectionDays;
  return { day: counted.day, provisional: counted.provisional || provisional, article };
}

/** The last day for an answer, a contract or whatever else is due a period after an instant. */
export const dueAfter = (calendar: Calendar, from: Instant, period: Period): LawfulDay =>
  lawful(periodEnd(calendar, dayOf(from), period), period);

const lawful = ({ day, provisional }: Count, { article }: Period): LawfulDay => ({ day, provisional, article });

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
  const { day } = deadlineAfterClarification(rules, calendar, at);
  if (dayOf(deadline) >= day) return null;
  const timeOfDay = millis(deadline) - millis(startOfDay(dayOf(deadline)));
  return {
    deadline: instant(millis(startOfDay(day)) + timeOfDay),
    moved: { from: deadline, article, days },
  };
}

/** The end of a period that begins at an instant: the whole of its last day belongs to it. */
export const endOfPeriod = (calendar: Calendar, from: Instant, period: Period): Instant =>
  endOfDay(dueAfter(calendar, from, period).day);

/** How long after the deadline bids are frozen: longer than any request that began before it can last. */
export const freezeDelayMs = 60_000;

/** The instant at which freezing starts. */
export const freezingStarts = (deadline: Instant): number => millis(deadline) + freezeDelayMs;
