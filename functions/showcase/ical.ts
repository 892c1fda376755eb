import type { Instant } from '../../shared/kernel/time.ts';

/** One entry of a calendar (日历事项). */
export interface CalendarEntry {
  readonly uid: string;
  /** When what it says was changed last. */
  readonly changedAt: Instant;
  /** Rises with each new time, and when it is cancelled. */
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly location?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly url?: string | undefined;
  /** Where it is to be seen over the network (RFC 7986, 5.11). */
  readonly conferences?: readonly { readonly label: string; readonly url: string }[] | undefined;
  readonly cancelled: boolean;
}

/** The media type of a calendar file. */
export const calendarType = 'text/calendar; charset=utf-8';

/** The octets of a content line without its end, at most (RFC 5545, 3.1). */
const longest = 75;
const octets = (text: string): number => new TextEncoder().encode(text).length;

/** A calendar file (RFC 5545, with the properties of RFC 7986), the same for the same entries. */
export function calendarFile(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jicai//Jicai 1//ZH',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function entryLines(entry: CalendarEntry): string[] {
  const { description, location, categories = [], url, conferences = [] } = entry;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${utc(entry.changedAt)}`,
    `LAST-MODIFIED:${utc(entry.changedAt)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escaped(entry.summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(location === undefined ? [] : [`LOCATION:${escaped(location)}`]),
    ...(categories.length === 0 ? [] : [`CATEGORIES:${categories.map(escaped).join(',')}`]),
    ...(url === undefined ? [] : [`URL:${uri(url)}`]),
    ...conferences.map((one) => `CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="${quoted(one.label)}":${uri(one.url)}`),
    'END:VEVENT',
  ];
}

/** `20260306T113000Z`: in UTC no description of a time zone is needed. */
const utc = (at: Instant): string => at.replace(/[-:]|\.\d{3}/g, '');

/** Text as a value (RFC 5545, 3.3.11); control characters other than tabs and line ends are left out. */
export const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** Text between quotation marks, as the value of a parameter. */
const quoted = (text: string): string => text.replace(/[\p{Cc}"]/gu, '');
const uri = (url: string): string => url.replace(/[\p{Cc}\s]/gu, '');

/** A content line in pieces of at most 75 octets, none of which breaks a character (RFC 5545, 3.1). */
export function folded(line: string): string {
  const pieces = [''];
  let room = longest;
  for (const character of line) {
    const size = octets(character);
    if (size > room) {
      pieces.push('');
      // The space that begins it counts.
      room = longest - 1;
    }
    pieces[pieces.length - 1] += character;
    room -= size;
  }
  return pieces.join('\r\n ');
}
