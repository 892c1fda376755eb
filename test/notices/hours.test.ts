import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTry } from '../../functions/notices/backoff.ts';
import { type Digest, outOfQuiet, type QuietHours, sendAt } from '../../functions/notices/hours.ts';
import { monthOfId, timedId } from '../../functions/notices/notice.ts';
import { isId } from '../../shared/kernel/id.ts';
import { type Instant, instant, millis, parseInstant } from '../../shared/kernel/time.ts';

const at = (text: string): Instant => parseInstant(`2026-03-${text}:00+08:00`);
const night = { from: '22:00', to: '07:30' };

describe('mail', () => {
  it.each<[string, Digest, QuietHours | undefined, string]>([
    ['02T09:00', { mode: 'at-once' }, undefined, '02T09:01'],
    ['02T21:59', { mode: 'at-once' }, night, '03T07:30'],
    ['02T07:29', { mode: 'at-once' }, night, '02T07:30'],
    ['02T09:00', { mode: 'hourly' }, night, '02T10:00'],
    ['02T21:10', { mode: 'hourly' }, night, '03T07:30'],
    ['02T09:00', { mode: 'daily', hour: 8 }, night, '03T08:00'],
    ['02T07:59', { mode: 'daily', hour: 8 }, undefined, '02T08:00'],
    ['02T09:00', { mode: 'daily', hour: 7 }, night, '03T07:30'],
    ['02T12:30', { mode: 'at-once' }, { from: '12:00', to: '14:00' }, '02T14:00'],
    ['02T23:59', { mode: 'at-once' }, { from: '00:00', to: '00:01' }, '03T00:01'],
  ])('of %s, %o, with quiet hours %o, goes at %s', (told, digest, quiet, expected) => {
    expect(sendAt(at(told), digest, quiet)).toBe(at(expected));
  });

  const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map(instant);
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const quiet = fc.option(
    fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to),
    { nil: undefined },
  );
  const digest = fc.oneof(
    fc.constant<Digest>({ mode: 'at-once' }),
    fc.constant<Digest>({ mode: 'hourly' }),
    fc.integer({ min: 0, max: 23 }).map((hour): Digest => ({ mode: 'daily', hour })),
  );

  it('is later than it was told, within two days, in no quiet hour, and keeps the order in which it was told', () => {
    fc.assert(
      fc.property(moment, moment, digest, quiet, (one, other, how, silent) => {
        const [first, second] = [one, other].sort() as [Instant, Instant];
        const sent = sendAt(first, how, silent);
        expect(sent > first).toBe(true);
        expect(millis(sent) - millis(first)).toBeLessThanOrEqual(2 * 86_400_000);
        expect(outOfQuiet(sent, silent)).toBe(sent);
        expect(sent <= sendAt(second, how, silent)).toBe(true);
      }),
    );
  });
});

describe('what failed', () => {
  it('is tried ten times within 76 to 92 hours, each time later than the specification suggests and by a fifth at most', () => {
    const suggested = [5, 305, 2_105, 9_305, 27_305, 63_305, 113_705, 185_705, 272_105];
    for (const jitter of [0, 99]) {
      let time = instant(Date.UTC(2026, 2, 2));
      for (const [index, seconds] of suggested.entries()) {
        time = nextTry(index + 1, time, jitter) ?? '';
        const waited = (millis(time) - Date.UTC(2026, 2, 2)) / 1000;
        expect(waited).toBeGreaterThanOrEqual(seconds);
        expect(waited).toBeLessThanOrEqual(seconds * 1.2);
      }
      expect(nextTry(10, time, jitter)).toBeUndefined();
    }
  });

  it('waits as long as the receiver asks, a day at most', () => {
    const time = instant(Date.UTC(2026, 2, 2));
    const waits = (retryAfter: number) => (millis(nextTry(1, time, 0, retryAfter) ?? '') - millis(time)) / 1000;
    expect([waits(0), waits(3), waits(600), waits(10_000_000)]).toEqual([5, 5, 600, 86_400]);
  });
});

it('the id of a notice is the same for the same event, stands in the order of events, and names its month', () => {
  const early = timedId('notice', at('02T09:00'), 'mch_1/3 matches-found');
  expect(early).toBe(timedId('notice', at('02T09:00'), 'mch_1/3 matches-found'));
  expect(isId('notice', early)).toBe(true);
  expect(early < timedId('notice', at('02T09:01'), 'a')).toBe(true);
  expect(early).not.toBe(timedId('notice', at('02T09:00'), 'mch_2/3 matches-found'));
  expect([monthOfId(early), monthOfId(timedId('notice', parseInstant('2026-03-31T16:30:00Z'), 'x'))]).toEqual([
    '2026-03',
    '2026-04',
  ]);
});
