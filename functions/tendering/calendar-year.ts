import { type CalendarYear, reviewedCalendar, withYear } from '../../shared/kernel/calendar.ts';
import type { Decider, DomainEvent } from '../../shared/kernel/decider.ts';

/** A year of the working-day calendar as an operator imported it from the official notice (节假日安排). */
export type ImportCalendarYear = { readonly type: 'importCalendarYear'; readonly year: CalendarYear };

interface CalendarYearImported extends DomainEvent {
  readonly type: 'CalendarYearImported';
  readonly v: 1;
  readonly data: { readonly year: CalendarYear };
}

/** The newest import stands; the same again changes nothing. @throws `calendar-year-invalid` */
export const calendarDecider: Decider<ImportCalendarYear, CalendarYearImported, CalendarYear | null> = {
  initial: null,
  decide: ({ year }, state) => {
    withYear(reviewedCalendar, year);
    if (JSON.stringify(state) === JSON.stringify(year)) return [];
    return [{ type: 'CalendarYearImported', v: 1, data: { year } }];
  },
  evolve: (_, event) => event.data.year,
};

/** The id under which a year's imports are kept. */
export const calendarId = (year: number): string => `calendar_${year}`;
