import { addWorkingDays, type Calendar, type Count, countDays } from '../../../shared/kernel/calendar.ts';
import { type Day, dayOf, endOfDay, type Instant, millis } from '../../../shared/kernel/time.ts';
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

/** How long after the deadline bids are frozen: longer than any request that began before it can last. */
export const freezeDelayMs = 60_000;

/** The instant at which freezing starts. */
export const freezingStarts = (deadline: Instant): number => millis(deadline) + freezeDelayMs;
