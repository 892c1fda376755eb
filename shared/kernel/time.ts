import { DomainError } from './errors.ts';

/** A moment (时刻): RFC 3339 in UTC with milliseconds, `2026-03-02T01:00:00.000Z`; text order is time order. */
export type Instant = string;

/** A calendar day (日期) of Asia/Shanghai, `2026-03-02`; text order is time order. */
export type Day = string;

/** Asia/Shanghai is UTC+8; it kept summer time last in 1991, which is ignored here. */
const shanghai = 8 * 3_600_000;
const dayMs = 86_400_000;
const earliest = Date.UTC(1900, 0, 1) - shanghai;
const latest = Date.UTC(10_000, 0, 1) - shanghai;
const [firstDay, lastDay] = [Date.UTC(1900, 0, 1) / dayMs, Date.UTC(9999, 11, 31) / dayMs];

/** The instant of Unix milliseconds. Throws `not-an-instant` outside the years 1900 to 9999 of Asia/Shanghai. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms) || ms < earliest || ms >= latest) throw notAnInstant(String(ms));
  return new Date(ms).toISOString();
}

/** Unix milliseconds. */
export function millis(i: Instant): number {
  return read(i);
}

/**
 * Any RFC 3339 date-time, normalised to UTC and cut to milliseconds. Throws `not-an-instant`; a leap second
 * (`:60`) is refused too.
 */
export function parseInstant(text: string): Instant {
  return instant(read(text));
}

export function dayOf(i: Instant): Day {
  return dayText(Math.floor((millis(i) + shanghai) / dayMs));
}

/** 00:00 in Asia/Shanghai. */
export function startOfDay(d: Day): Instant {
  return instant(number(d) * dayMs - shanghai);
}

/** 24:00 in Asia/Shanghai, the start of the next day (Civil Code 203: the last day ends at 24:00). */
export function endOfDay(d: Day): Instant {
  return new Date((number(d) + 1) * dayMs - shanghai).toISOString();
}

/** The last whole day of a period that ends at an instant. */
export const lastDayOf = (end: Instant): Day => dayOf(instant(millis(end) - 1));

/** A month (月份), `2026-05`; text order is time order. */
export type Month = string;

export const monthOf = (d: Day): Month => d.slice(0, 7);

export function addMonths(m: Month, n: number): Month {
  const months = monthNumber(m) + n;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The months from one to another, both included; none where the other is before it. */
export const monthsBetween = (from: Month, to: Month): Month[] =>
  Array.from({ length: Math.max(0, monthNumber(to) - monthNumber(from) + 1) }, (_, n) => addMonths(from, n));

/** The last day of a month. */
export const endOfMonth = (m: Month): Day => addDays(`${addMonths(m, 1)}-01`, -1);

const monthNumber = (m: Month): number => Number(m.slice(0, 4)) * 12 + Number(m.slice(5, 7)) - 1;

export function addDays(d: Day, n: number): Day {
  return dayText(number(d) + n);
}

/** How many days `b` is after `a`; negative when it is before. */
export function daysBetween(a: Day, b: Day): number {
  return number(b) - number(a);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(d: Day): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return new Date(number(d) * dayMs).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

/** Reads `YYYY-MM-DD` of the years 1900 to 9999. Throws `not-a-day`. */
export function parseDay(text: string): Day {
  return dayText(number(text));
}

/**
 * Adds an ISO 8601 duration of days, hours, minutes and seconds, such as `P3D`, `PT1H` or `P1DT30M`;
 * a day is 24 hours. Throws `not-a-duration`.
 */
export function addDuration(i: Instant, iso: string): Instant {
  const match = /^P(?=\d|T\d)(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/.exec(iso);
  if (!match) throw new DomainError('rule', 'not-a-duration', { text: shown(iso) });
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return instant(millis(i) + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

function read(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (!match) throw notAnInstant(text);
  const [, day = '', hour, minute, second, decimals = '', sign, offsetHour = 0, offsetMinute = 0] = match;
  const date = dayNumber(day);
  const time = [hour, minute, second, offsetHour, offsetMinute].map(Number);
  const [h = 0, m = 0, s = 0, oh = 0, om = 0] = time;
  if (date === undefined || h > 23 || m > 59 || s > 59 || oh > 23 || om > 59) throw notAnInstant(text);
  const offset = (sign === '-' ? -1 : 1) * (oh * 60 + om) * 60_000;
  return date * dayMs + ((h * 60 + m) * 60 + s) * 1000 + Number(decimals.padEnd(3, '0').slice(0, 3)) - offset;
}

function number(d: Day): number {
  const value = dayNumber(d);
  if (value === undefined) throw new DomainError('rule', 'not-a-day', { day: shown(d) });
  return value;
}

/** Days since 1970-01-01, or undefined for what is no day of the calendar. */
function dayNumber(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  // What is no day of its month comes to lie in another.
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.getTime() / dayMs : undefined;
}

function dayText(value: number): Day {
  if (Number.isSafeInteger(value) && value >= firstDay && value <= lastDay) return dateOf(value);
  const isDate = Number.isSafeInteger(value) && Math.abs(value) < 1e8;
  throw new DomainError('rule', 'not-a-day', { day: isDate ? dateOf(value) : String(value) });
}

const dateOf = (value: number): string => new Date(value * dayMs).toISOString().slice(0, 10);

function notAnInstant(text: string): DomainError {
  return new DomainError('rule', 'not-an-instant', { text: shown(text) });
}

function shown(text: string): string {
  return text.slice(0, 40);
}
