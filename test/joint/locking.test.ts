import { describe, expect, it } from 'vitest';
import type { RoundEvent } from '../../functions/joint/events.ts';
import { effectOf, lockedOf, lockHash } from '../../functions/joint/lots.ts';
import { round as decider } from '../../functions/joint/round.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given } from '../support/given.ts';
import {
  afterwards,
  bars,
  during,
  lockedPast,
  opened,
  org,
  reported,
  reports,
  reportsOf,
  round,
  signs,
  terms,
  tonnes,
} from './fixtures.ts';

const south = { deliveryPoint: { division: '350425', address: '均溪镇' } };
const a = reported([bars, tonnes('10.5')]);
const b = reported([tonnes('20', south), tonnes('9.5', { month: '2026-07' })]);
const c = reported([tonnes('30', south)]);
const all = reportsOf(a, b, c);
const about = { round, ...terms };
const lock = (at = afterwards, given = all) => ({ type: 'lock', at, reports: given }) as const;
const signed = [reports(0, a), signs(0, a), reports(1, b), signs(1, b), reports(2, c), signs(2, c)];
const optOut = (n: number, from = all) =>
  ({ type: 'optOut', at: afterwards, participant: org(n), reason: '项目缓建', reports: from }) as const;
const past = lockedPast(a, b, c);

describe('locking', () => {
  it('waits for the window, unless everyone has signed or left', () => {
    given(decider, opened(), ...signed)
      .when(lock(during))
      .yields({ type: 'RoundLocked', data: { version: 1 } });
    given(decider, opened(4), ...signed)
      .when(lock(during))
      .refuses('round-still-open');
    given(decider, opened(4), ...signed)
      .when(lock())
      .yields({ type: 'RoundLocked' });
    const declined: RoundEvent = {
      type: 'ParticipantWithdrew',
      v: 1,
      data: { participant: org(3), left: 'declined', at: during },
      private: { reason: '无' },
    };
    given(decider, opened(4), ...signed, declined)
      .when(lock(during))
      .yields({ type: 'RoundLocked' });
    const error = given(decider, opened(), ...signed.slice(0, 5))
      .when(lock())
      .refuses('signatures-missing');
    expect(error.params.units).toContain('大田');
    given(decider, opened()).when(lock()).refuses('nothing-reported');
    given(decider, opened(1), reports(0, reported([])), signs(0, reported([])))
      .when(lock(afterwards, reportsOf(reported([]))))
      .refuses('nothing-reported');
  });

  it('leaves out, once the window is closed, who reported and never signed, and nobody else', () => {
    const waiting = signed.slice(0, 5);
    const without = [{ participant: org(2), reason: '多次催办仍未签署' }];
    const asked = (at: string, more: readonly { participant: string; reason: string }[]) => ({
      ...lock(at),
      without: more,
    });
    const data = { ...lockedOf(about, 1, reportsOf(a, b)), lockedAt: afterwards, without };
    given(decider, opened(), ...waiting)
      .when(asked(afterwards, without))
      .yields({ type: 'RoundLocked', data });
    const after = fold(decider, [opened(), ...waiting, { type: 'RoundLocked', v: 1, data }]);
    expect(after).toMatchObject({ members: [{}, {}, { left: 'left-out', leftOut: '多次催办仍未签署' }] });
    given(decider, opened(), ...waiting)
      .when(asked(during, without))
      .refuses('round-still-open');
    // It signed meanwhile; it has left; it reported nothing; nobody knows it; it is named twice.
    given(decider, opened(), ...signed)
      .when(asked(afterwards, without))
      .refuses('not-to-be-left-out');
    for (const participant of [org(0), org(3), org(9)]) {
      const error = given(decider, opened(4), ...waiting)
        .when(asked(afterwards, [...without, { participant, reason: '无' }]))
        .refuses('not-to-be-left-out');
      expect(error.errors.map(({ pointer }) => pointer)).toEqual(['/without/1/participant']);
    }
    given(decider, opened(), ...waiting)
      .when(asked(afterwards, [...without, ...without]))
      .refuses('not-to-be-left-out');
  });

  it('stands on the lines that were signed and no others', () => {
    given(decider, opened(), ...signed)
      .when(lock(afterwards, reportsOf(a, b, b)))
      .refuses('concurrent-change');
    given(decider, opened(), ...signed)
      .when(lock(afterwards, reportsOf(a, b)))
      .refuses('concurrent-change');
  });

  it('makes a lot of each family in each zone, and changes nothing a second time', () => {
    const { lots, hash, ...rest } = lockedOf(about, 1, all);
    expect(lots.map(({ title, lines, sums }) => [title, lines, sums])).toEqual([
      [
        expect.stringContaining('北部片区'),
        3,
        [
          { unit: 'TNE', basis: 'theoretical', total: '2223/250', committed: '4446/625' },
          { unit: 'TNE', basis: 'weighed', total: '20/1', committed: '16/1' },
        ],
      ],
      [expect.stringContaining('南部片区'), 2, [{ unit: 'TNE', basis: 'weighed', total: '50/1', committed: '40/1' }]],
    ]);
    expect(lockHash(about, { lots, ...rest })).toBe(hash);
    expect(lockedOf(about, 1, new Map([...all].reverse()))).toEqual(lockedOf(about, 1, all));
    given(decider, ...past)
      .when(lock())
      .changesNothing();
  });
});

describe('opting out', () => {
  it('is the next version without those lines', () => {
    given(decider, ...past)
      .when(optOut(1))
      .yields({
        type: 'ParticipantOptedOut',
        data: { locked: { version: 2, signed: [{ participant: org(0) }, { participant: org(2) }] } },
      });
    given(decider, ...lockedPast(a))
      .when(optOut(0, reportsOf(a)))
      .refuses('last-participant');
    const [out] = decider.decide(optOut(1), fold(decider, past));
    given(decider, ...past, out as RoundEvent)
      .when(optOut(1))
      .refuses('not-participating');
    given(decider, ...past, out as RoundEvent)
      .when(optOut(2))
      .yields({ data: { locked: { version: 3 } } });
  });

  it('shows what it does to every lot and share', () => {
    const effect = effectOf(about, all, new Map([...all].filter(([one]) => one !== org(1))));
    expect(effect.map(({ zone, sums }) => [zone, sums])).toEqual([
      [
        'north',
        [
          {
            unit: 'TNE',
            basis: 'theoretical',
            before: { total: '2223/250', committed: '4446/625' },
            after: { total: '2223/250', committed: '4446/625' },
            shares: [{ participant: org(0), before: '1/1', after: '1/1' }],
          },
          {
            unit: 'TNE',
            basis: 'weighed',
            before: { total: '20/1', committed: '16/1' },
            after: { total: '21/2', committed: '42/5' },
            shares: [
              { participant: org(0), before: '21/40', after: '1/1' },
              { participant: org(1), before: '19/40', after: '0/1' },
            ],
          },
        ],
      ],
      [
        'south',
        [
          {
            unit: 'TNE',
            basis: 'weighed',
            before: { total: '50/1', committed: '40/1' },
            after: { total: '30/1', committed: '24/1' },
            shares: [
              { participant: org(1), before: '2/5', after: '0/1' },
              { participant: org(2), before: '3/5', after: '1/1' },
            ],
          },
        ],
      ],
    ]);
  });
});
