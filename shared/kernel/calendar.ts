import notice2024 from './data/calendar-2024.json' with { type: 'json' };
import notice2025 from './data/calendar-2025.json' with { type: 'json' };
import notice2026 from './data/calendar-2026.json' with { type: 'json' };
import { DomainError, type FieldError } from './errors.ts';
import { addDays, type Day, parseDay, weekday } from './time.ts';

/** A year's holiday notice of the State Council (国务院办公厅关于某年部分节假日安排的通知). */
export interface CalendarYear {
  readonly year: number;
  /** The notice's title, number and date. */
  readonly source: string;
  /** Whether the days were checked against the text of the notice. */
  readonly verified: boolean;
  /** Days off (放假), weekends among them too. */
  readonly holidays: readonly Day[];
  /** Saturdays and Sundays on which people work (调休上班). */
  readonly workingWeekends: readonly Day[];
}

/** The notices known, by year (工作日历). */
export type Calendar = ReadonlyMap<number, CalendarYear>;

export interface WorkingDay {
  readonly working: boolean;
  /** True when the year's notice is not known and may still change the answer (暂定). */
  readonly provisional: boolean;
}

/** Where a count of days ends (期间届满日). */
export interface Count {
  readonly day: Day;
  /** The days without work that were passed over. */
  readonly moved: readonly Day[];
  /** True when a day that mattered to the answer is provisional. */
  readonly provisional: boolean;
}

export const reviewedCalendar: Calendar = [notice2024, notice2025, notice2026].reduce<Calendar>(withYear, new Map());

/**
 * The calendar with a year's notice put in or replaced. Throws `calendar-year-invalid`, each day at fault named by
 * `not-a-day`, `day-outside-year`, `day-repeated` or `not-a-weekend`.
 */
export function withYear(calendar: Calendar, year: CalendarYear): Calendar {
  const seen = new Set<Day>();
  const errors = (['holidays', 'workingWeekends'] as const).flatMap((list) =>
    year[list].flatMap((day, index): FieldError[] => {
      const code = fault(day, year.year, list === 'workingWeekends', seen);
      seen.add(day);
      return code ? [{ pointer: `/${list}/${index}`, code, params: { day: day.slice(0, 40) } }] : [];
    }),
  );
  if (errors.length > 0) throw new DomainError('rule', 'calendar-year-invalid', { year: year.year }, errors);
  return new Map(calendar).set(year.year, year);
}

/**
 * Whether people work on a day. For a year whose notice is not known: weekends are off, and so are the Gregorian
 * holidays of the Regulation on National Holidays (全国年节及纪念日放假办法, as revised 2024-11-10, art. 2): 1 January,
 * 1–2 May, 1–3 October. Only these are certain; every other day of such a year is provisional.
 */
export function isWorkingDay(calendar: Calendar, day: Day): WorkingDay {
  const year = calendar.get(Number(day.slice(0, 4)));
  if (!year) {
    const fixed = fixedByLaw.has(day.slice(5));
    return { working: !fixed && !isWeekend(day), provisional: !fixed };
  }
  const working = isWeekend(day) ? year.workingWeekends.includes(day) : !year.holidays.includes(day);
  return { working, provisional: false };
}

/** The first working day after `day`. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  return addWorkingDays(calendar, day, 1).day;
}

/**
 * Counts days (按日计算期间): the first day is not counted, and a last day on a weekend or holiday moves to the next
 * working day. Civil Code (民法典) art. 201 and 203, read; for government procurement MOF Order 87 (财政部令第87号)
 * art. 85–86, cited but not read again here. `moved` lists the days passed over at the end.
 * Throws RangeError unless `days` is a whole number from 0.
 */
export function countDays(calendar: Calendar, from: Day, days: number): Count {
  assertCount(days);
  return seek(calendar, addDays(from, days), 1);
}

/**
 * Counts working days (工作日): the first day is not counted. `moved` lists the days off passed over on the way.
 * Throws RangeError unless `n` is a whole number from 0; with 0, `from` itself counts if it is a working day.
 */
export function addWorkingDays(calendar: Calendar, from: Day, n: number): Count {
  assertCount(n);
  return n === 0 ? seek(calendar, from, 1) : seek(calendar, addDays(from, 1), n);
}

/** The `n`th working day from `start` on. */
function seek(calendar: Calendar, start: Day, n: number): Count {
  const moved: Day[] = [];
  let left = n;
  let uncertain = false;
  for (let day = start; ; day = addDays(day, 1)) {
    const { working, provisional } = isWorkingDay(calendar, day);
    uncertain ||= provisional;
    if (working) left -= 1;
    else moved.push(day);
    if (left === 0) return { day, moved, provisional: uncertain };
  }
}

const fixedByLaw: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

function isWeekend(day: Day): boolean {
  return weekday(day) % 6 === 0;
}

function fault(day: Day, year: number, weekend: boolean, seen: ReadonlySet<Day>): string | undefined {
  if (!isDay(day)) return 'not-a-day';
  if (Number(day.slice(0, 4)) !== year) return 'day-outside-year';
  if (seen.has(day)) return 'day-repeated';
  return weekend && !isWeekend(day) ? 'not-a-weekend' : undefined;
}

function isDay(text: string): boolean {
  try {
    return parseDay(text) === text;
  } catch {
    return false;
  }
}

function assertCount(n: number): void {
  if (!Number.isInteger(n) || n < 0 || n > 36_600) throw new RangeError('not a count of days');
}
