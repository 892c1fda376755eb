import type { Calendar, Count } from '../../../shared/kernel/calendar.ts';
import { type Day, dayOf, type Instant } from '../../../shared/kernel/time.ts';
import names from './data/timeline.json' with { type: 'json' };
import type { Period, Rule } from './pack.ts';
import { periodEnd } from './periods.ts';

/** What has a date in a tender's procedure; `timelineNames` says each in words. */
export type TimelineCode = keyof typeof names;

/** What each entry is called (时间节点名称). */
export const timelineNames: Readonly<Record<TimelineCode, { readonly zh: string; readonly en: string }>> = names;

/** One date of the procedure (时间节点), with the rule it follows from. */
export interface TimelineEntry {
  readonly code: TimelineCode;
  readonly day: Day;
  /** The moment, where there is one: of what has happened, or of the end of the day's 24 hours. */
  readonly at?: Instant;
  /** The bounds that the rule sets on this day. */
  readonly earliest?: Day;
  readonly latest?: Day;
  readonly rule: Pick<Rule, 'value' | 'unit' | 'article' | 'verified'>;
  /** The day the rule counts from, itself not counted; null where it counts from none. */
  readonly from: Day | null;
  /** Days off that were passed over. */
  readonly skipped: readonly Day[];
  /** Whether a year matters whose official notice is not imported (暂定). */
  readonly provisional: boolean;
  /** Whether it counts from something that has not happened yet, and is taken to happen on its last or first lawful day. */
  readonly assumed: boolean;
  /** `late` when it was due before today and has not happened, or when what happened came too late. */
  readonly status: 'past' | 'today' | 'future' | 'late';
  /** The first lawful day, where the day that is planned is too early. */
  readonly lawfulAlternative?: Day;
}

/** A day that others are counted from, with what it rests on. */
export interface Base {
  readonly day: Day;
  readonly assumed: boolean;
  readonly provisional: boolean;
}

/** A day that is known: it was, or is fixed. */
export const known = (at: Instant): Base => ({ day: dayOf(at), assumed: false, provisional: false });

/** An entry as what the next is counted from, as long as it has not happened. */
export const baseOf = ({ day, provisional }: TimelineEntry): Base => ({ day, provisional, assumed: true });

/** Makes the entries of one timeline, which share today and the calendar. */
export function entryMaker(today: Day, calendar: Calendar) {
  const place = (day: Day): TimelineEntry['status'] => (day < today ? 'past' : day === today ? 'today' : 'future');

  /** The end of a period from a base on. With `done`, the day it happened; without, it is late once it is over. */
  function due(code: TimelineCode, base: Base, period: Period, done: Instant | 'nothing-to-do' | undefined) {
    const end = periodEnd(calendar, base.day, period);
    if (done === 'nothing-to-do' || done === undefined) {
      const status = done === undefined && !base.assumed && end.day < today ? 'late' : place(end.day);
      return entry(code, end.day, period, base, end, { latest: end.day, status });
    }
    const day = dayOf(done);
    const status = day > end.day && !base.assumed ? 'late' : place(day);
    return entry(code, day, period, base, end, { at: done, latest: end.day, status, assumed: false });
  }

  function entry(
    code: TimelineCode,
    day: Day,
    { value, unit, article, verified }: Rule,
    base: Base | null,
    { moved, provisional }: Pick<Count, 'moved' | 'provisional'>,
    more: Partial<TimelineEntry> = {},
  ): TimelineEntry {
    return {
      code,
      day,
      rule: { value, unit, article, verified },
      from: base?.day ?? null,
      skipped: moved,
      provisional: provisional || (base?.provisional ?? false),
      assumed: base?.assumed ?? false,
      status: place(day),
      ...more,
    };
  }

  return { due, entry };
}
