import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addDuration,
  dayOf,
  daysBetween,
  endOfDay,
  instant,
  millis,
  parseDay,
  parseInstant,
  startOfDay,
  weekday,
} from '../../shared/kernel/time.ts';
import { refusal } from './refusal.ts';

const moment = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(9998, 0, 1) });

describe('an instant', () => {
  it.each([
    ['2026-03-02T09:00:00+08:00', '2026-03-02T01:00:00.000Z'],
    ['2026-03-02t01:00:00.5z', '2026-03-02T01:00:00.500Z'],
    ['2026-03-01T23:59:59.9999-00:30', '2026-03-02T00:29:59.999Z'],
  ])('%s is normalised', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T23:59:60Z',
    '2026-03-02T09:00:00',
    '2026-03-02 09:00:00Z',
    '2026-03-02T09:00:00+24:00',
    '2026-03-02',
    '2026-13-02T09:00:00Z',
    '1899-12-31T00:00:00Z',
    '9999-12-31T23:00:00Z',
    '',
  ])('%j is refused', (text) => {
    expect(refusal(() => parseInstant(text))).toBe('not-an-instant');
  });

  it('orders as text as it orders in time', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(millis(instant(a))).toBe(a);
        expect(instant(a) < instant(b)).toBe(a < b);
      }),
    );
  });
});

describe('a day of Shanghai', () => {
  it('begins at 16:00 UTC of the day before', () => {
    expect(dayOf('2026-03-01T15:59:59.999Z')).toBe('2026-03-01');
    expect(dayOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
    expect(endOfDay('9999-12-31')).toBe('9999-12-31T16:00:00.000Z');
  });

  it('holds every instant from its start to before its end, as the time zone database says', () => {
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    fc.assert(
      fc.property(moment, (ms) => {
        const i = instant(ms);
        const day = dayOf(i);
        expect(day).toBe(local.format(ms));
        expect(startOfDay(day) <= i && i < endOfDay(day)).toBe(true);
        expect(endOfDay(day)).toBe(startOfDay(addDays(day, 1)));
      }),
    );
  });

  it('is added to and counted consistently', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(weekday('2026-03-22')).toBe(0);
    fc.assert(
      fc.property(moment, fc.integer({ min: -30_000, max: 700 }), (ms, n) => {
        const day = dayOf(instant(ms));
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect((weekday(day) + (n % 7) + 7) % 7).toBe(weekday(addDays(day, n)));
      }),
    );
  });

  it.each(['2026-02-29', '2026-2-1', '20260201', '1899-12-31', '2026-00-10', '2026-03-02T', ''])(
    '%j is none',
    (text) => {
      expect(refusal(() => parseDay(text))).toBe('not-a-day');
    },
  );

  it('is one of the calendar, as the language itself counts', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(part(9999), part(13), part(32), (...parts) => {
        const [year = '', month = '', day = ''] = parts.map((n, at) => String(n).padStart(at === 0 ? 4 : 2, '0'));
        const text = `${year}-${month}-${day}`;
        const date = new Date(`${text}T00:00:00Z`);
        const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && year >= '1900';
        if (isDay) expect(parseDay(text)).toBe(text);
        else expect(refusal(() => parseDay(text))).toBe('not-a-day');
      }),
    );
  });

  it('is refused past the years supported', () => {
    expect(refusal(() => addDays('9999-12-31', 1))).toBe('not-a-day');
    expect(refusal(() => addDays('2026-01-01', Number.NaN))).toBe('not-a-day');
  });
});

describe('a duration', () => {
  const start = '2026-03-02T01:00:00.000Z';

  it.each([
    ['P3D', '2026-03-05T01:00:00.000Z'],
    ['PT1H', '2026-03-02T02:00:00.000Z'],
    ['P1DT30M', '2026-03-03T01:30:00.000Z'],
    ['PT90S', '2026-03-02T01:01:30.000Z'],
    ['P1DT2H3M4S', '2026-03-03T03:03:04.000Z'],
  ])('%s is added', (iso, expected) => {
    expect(addDuration(start, iso)).toBe(expected);
  });

  it.each(['P', 'PT', 'P1DT', 'P1M', 'P1Y', 'P1W', '-P1D', 'P1.5D', 'PT1M1H', 'p1d', ''])('%j is refused', (iso) => {
    expect(refusal(() => addDuration(start, iso))).toBe('not-a-duration');
  });
});
