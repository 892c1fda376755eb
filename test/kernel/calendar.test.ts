import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  type CalendarYear,
  countDays,
  isWorkingDay,
  nextWorkingDay,
  reviewedCalendar,
  withYear,
} from '../../shared/kernel/calendar.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { addDays } from '../../shared/kernel/time.ts';
import vectors from './vectors/calendar.json' with { type: 'json' };

const day = fc.integer({ min: 0, max: 365 * 12 }).map((n) => addDays('2022-01-01', n));
const count = fc.integer({ min: 0, max: 90 });

describe('counting days', () => {
  it.each(vectors.cases)('$issue and $calendarDays days end on $earliest', ({ issue, calendarDays, earliest }) => {
    expect(countDays(reviewedCalendar, issue, calendarDays)).toEqual({
      day: earliest,
      moved: ['2026-03-22'],
      provisional: false,
    });
  });

  it('moves a last day in the National Day holiday behind it', () => {
    const { day, moved } = countDays(reviewedCalendar, '2026-09-25', 6);
    expect([day, moved.length]).toEqual(['2026-10-08', 7]);
  });

  it('ends on a working weekend without moving', () => {
    expect(countDays(reviewedCalendar, '2026-09-15', 5)).toEqual({ day: '2026-09-20', moved: [], provisional: false });
  });

  it('ends on a working day, never earlier for a later start or more days', () => {
    fc.assert(
      fc.property(day, count, (from, days) => {
        const end = countDays(reviewedCalendar, from, days);
        expect(isWorkingDay(reviewedCalendar, end.day).working).toBe(true);
        expect(end.day).toBe(addDays(from, days + end.moved.length));
        expect(countDays(reviewedCalendar, from, days + 1).day >= end.day).toBe(true);
        expect(countDays(reviewedCalendar, addDays(from, 1), days).day >= end.day).toBe(true);
      }),
    );
  });
});

describe('counting working days', () => {
  it('passes over the Spring Festival and works the weekend before it', () => {
    expect(addWorkingDays(reviewedCalendar, '2026-02-13', 2).day).toBe('2026-02-24');
    expect(nextWorkingDay(reviewedCalendar, '2026-02-14')).toBe('2026-02-24');
    expect(addWorkingDays(reviewedCalendar, '2026-02-14', 0).day).toBe('2026-02-14');
  });

  it('adds up', () => {
    fc.assert(
      fc.property(day, count, count, (from, a, b) => {
        const start = nextWorkingDay(reviewedCalendar, from);
        const there = addWorkingDays(reviewedCalendar, start, a).day;
        expect(addWorkingDays(reviewedCalendar, there, b).day).toBe(addWorkingDays(reviewedCalendar, start, a + b).day);
      }),
    );
  });

  it('refuses to count backwards', () => {
    expect(() => addWorkingDays(reviewedCalendar, '2026-03-02', -1)).toThrow(RangeError);
    expect(() => countDays(reviewedCalendar, '2026-03-02', 0.5)).toThrow(RangeError);
  });
});

describe('a working day', () => {
  it.each(vectors.working)('$day: $working', ({ day, working }) => {
    expect(isWorkingDay(reviewedCalendar, day)).toEqual({ working, provisional: false });
  });

  it.each(vectors.provisional)('$day of a year without a notice', ({ day, working, provisional }) => {
    expect(isWorkingDay(reviewedCalendar, day)).toEqual({ working, provisional });
  });

  it('is provisional on a weekend too, as it may become a working one', () => {
    expect(isWorkingDay(reviewedCalendar, '2031-01-04')).toEqual({ working: false, provisional: true });
    expect(countDays(reviewedCalendar, '2030-12-01', 31).provisional).toBe(true);
  });

  /** Days off by the totals that each notice states: 2024, 2025 (国办发明电〔2024〕12号) and 2026. */
  it.each([
    [2024, 28, 8],
    [2025, 28, 5],
    [2026, 33, 6],
  ])('of %i is off on %i days of holidays, and on %i weekends it is not', (year, holidays, weekends) => {
    const known = reviewedCalendar.get(year);
    expect([known?.holidays.length, known?.workingWeekends.length]).toEqual([holidays, weekends]);
  });
});

describe('importing a year', () => {
  const year: CalendarYear = {
    year: 2031,
    source: 'an invented notice',
    verified: false,
    holidays: ['2031-01-01', '2031-01-02', '2031-01-03'],
    workingWeekends: ['2031-01-05'],
  };

  it('settles what was provisional, and leaves the old calendar as it was', () => {
    const calendar = withYear(reviewedCalendar, year);
    expect(isWorkingDay(calendar, '2031-01-02')).toEqual({ working: false, provisional: false });
    expect(isWorkingDay(calendar, '2031-01-05')).toEqual({ working: true, provisional: false });
    expect(isWorkingDay(reviewedCalendar, '2031-01-02').provisional).toBe(true);
  });

  it.each<[string, Partial<CalendarYear>, string]>([
    ['not-a-day', { holidays: ['2031-02-29'] }, '/holidays/0'],
    ['day-outside-year', { holidays: ['2031-01-01', '2032-01-01'] }, '/holidays/1'],
    ['day-repeated', { holidays: ['2031-01-05'] }, '/workingWeekends/0'],
    ['not-a-weekend', { workingWeekends: ['2031-01-06'] }, '/workingWeekends/0'],
  ])('names the day at fault: %s', (code, change, pointer) => {
    const act = () => withYear(reviewedCalendar, { ...year, ...change });
    expect(act).toThrow(DomainError);
    expect(act).toThrow(
      expect.objectContaining({ code: 'calendar-year-invalid', errors: [expect.objectContaining({ code, pointer })] }),
    );
  });
});
