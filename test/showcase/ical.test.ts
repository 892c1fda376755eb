import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEntry, calendarFile, escaped, folded } from '../../functions/showcase/ical.ts';
import { entryOf } from '../../functions/showcase/live-calendar.ts';
import { liveSession } from '../../functions/showcase/live-session.ts';
import type { ExistingSession } from '../../functions/showcase/live-state.ts';
import { listedOf } from '../../functions/showcase/live-views.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { at, facts, host, terms } from './fixtures.ts';

const octets = (text: string): number => new TextEncoder().encode(text).length;
const unfolded = (file: string): string => file.replaceAll('\r\n ', '');
/** How a reader takes a text value apart. */
const unescaped = (text: string): string => text.replace(/\\([\\;,nN])/g, (_, one) => (/n/i.test(one) ? '\n' : one));
const words = fc.string({
  unit: fc.constantFrom('a', '铸', '😀', 'é', ' ', ',', ';', '\\', '\n', ':', '"', 'BEGIN:'),
  maxLength: 200,
});

describe('a content line', () => {
  it('is folded at 75 octets, breaks no character, and unfolds to itself', () => {
    const line = words.map((text) => text.replaceAll('\n', ''));
    fc.assert(
      fc.property(line, (text) => {
        const pieces = folded(text).split('\r\n');
        expect(unfolded(folded(text))).toBe(text);
        expect(pieces.every((piece) => octets(piece) <= 75 && !piece.includes('\uFFFD'))).toBe(true);
        expect(pieces.slice(1).every((piece) => piece.startsWith(' '))).toBe(true);
      }),
    );
    expect(folded('铸'.repeat(25))).not.toContain('\r\n');
    expect(folded('铸'.repeat(26))).toBe(`${'铸'.repeat(25)}\r\n 铸`);
  });

  it('carries any text as a value', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(unescaped(escaped(text))).toBe(text);
      }),
    );
    expect(escaped('一\r\n二\u0007')).toBe('一\\n二');
  });
});

describe('a calendar file', () => {
  const entry = (summary: string): CalendarEntry => {
    const times = { changedAt: at, startsAt: terms.startsAt, endsAt: terms.endsAt };
    return { uid: 'u', sequence: 0, ...times, summary, description: summary, cancelled: false };
  };

  it('has one line a property, whatever people write', () => {
    fc.assert(
      fc.property(words, (text) => {
        const file = calendarFile(text, [entry(text)]);
        expect(file.endsWith('\r\n')).toBe(true);
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const lines = unfolded(file).split('\r\n');
        expect(lines.filter((line) => line.startsWith('BEGIN:'))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT']);
        expect(lines).toContain(`SUMMARY:${escaped(text)}`);
      }),
    );
  });

  it('says of a session when, where and by whom, and that it was moved or cancelled', () => {
    const drafted = { type: 'SessionDrafted', v: 1, data: { host, terms, facts, draftedAt: at } } as const;
    const announced = { type: 'SessionAnnounced', v: 1, data: { announcedAt: at } } as const;
    let state = fold(liveSession, [drafted, announced]) as ExistingSession;
    const url = 'https://jicai.example/v1/live-sessions/liv_1';
    const lines = () => unfolded(calendarFile('直播', [entryOf(listedOf('liv_1', state), url)])).split('\r\n');
    expect(lines()).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Jicai//Jicai 1//ZH',
      'CALSCALE:GREGORIAN',
      'NAME:直播',
      'X-WR-CALNAME:直播',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'BEGIN:VEVENT',
      'UID:liv_1@jicai',
      'DTSTAMP:20260302T010000Z',
      'LAST-MODIFIED:20260302T010000Z',
      'SEQUENCE:0',
      'DTSTART:20260306T113000Z',
      'DTEND:20260306T130000Z',
      'STATUS:CONFIRMED',
      'SUMMARY:乐购三明 · 建材专场',
      'DESCRIPTION:主办：三明市闽岳钢铁有限公司\\n主播：林晓（闽岳钢铁销售经理）\\n抖音：https://live.douyin.com/80017709309',
      'CATEGORIES:螺纹钢',
      `URL:${url}`,
      'CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="抖音":https://live.douyin.com/80017709309',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    const later = '2026-03-03T01:00:00.000Z';
    const move = {
      type: 'amendSession',
      at: later,
      changes: { endsAt: '2026-03-06T13:30:00.000Z' },
      facts: {},
    } as const;
    state = fold(liveSession, liveSession.decide(move, state), state) as ExistingSession;
    expect(lines()).toEqual(
      expect.arrayContaining(['SEQUENCE:1', 'DTEND:20260306T133000Z', 'DTSTAMP:20260303T010000Z']),
    );
    const cancel = { type: 'cancelSession', at: later, by: 'host', reason: '停电' } as const;
    state = fold(liveSession, liveSession.decide(cancel, state), state) as ExistingSession;
    expect(lines()).toEqual(expect.arrayContaining(['SEQUENCE:2', 'STATUS:CANCELLED']));
  });
});
