import { describe, expect, it } from 'vitest';
import type { RoundEvent } from '../../functions/joint/events.ts';
import { figuresOf, markOf } from '../../functions/joint/report.ts';
import { round as decider, phaseOf } from '../../functions/joint/round.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { given } from '../support/given.ts';
import {
  afterwards,
  bars,
  during,
  lead,
  lockedPast,
  opened,
  opensAt,
  org,
  reported,
  reports,
  reportsOf,
  round,
  signs,
  terms,
  tonnes,
  unit,
} from './fixtures.ts';

const mine = reported([bars, tonnes('10.5')]);
const theirs = reported([tonnes('20', { deliveryPoint: { division: '350425', address: '均溪镇' } })]);
const hash = (n: number, report: typeof mine) => markOf(round, org(n), terms, report).hash;
const none: readonly never[] = [];
const report = (n: number, of: typeof mine, at = during) =>
  ({ type: 'report', at, ...unit(n), report: of, lastYear: none }) as const;
const sign = (n: number, of: typeof mine, signed = hash(n, of), at = during) =>
  ({ type: 'sign', at, ...unit(n), hash: signed, report: of, lastYear: none }) as const;
const lock = (...all: (typeof mine)[]) => ({ type: 'lock', at: afterwards, reports: reportsOf(...all) }) as const;

describe('opening a round', () => {
  const open = (more: object = {}, invited = [org(0), org(1)]) =>
    ({ type: 'open', at: opensAt, round, lead, invited, terms: { ...terms, ...more } }) as const;

  it('takes a family or a category, and names every fault', () => {
    given(decider)
      .when(open())
      .yields({ type: 'RoundOpened', data: { round, lead, invited: [org(0), org(1)] } });
    given(decider)
      .when(open({ category: 'steel.rebar' }))
      .yields({ type: 'RoundOpened' });
    given(decider)
      .when(open({ category: 'gold' }))
      .refuses('category-unknown', '/category');
    given(decider)
      .when(open({ closesAt: opensAt }))
      .refuses('round-invalid', '/closesAt');
    given(decider)
      .when(open({ opensAt: '2026-03-01T00:00:00.000Z', closesAt: opensAt }))
      .refuses('round-closes-in-past', '/closesAt');
    given(decider)
      .when(open({ deliveryWindow: { from: '2026-04-02', to: '2026-05-30' } }))
      .refuses('delivery-window-too-short', '/deliveryWindow/to');
    given(decider)
      .when(open({ deliveryWindow: { from: '2026-04-02', to: '2026-05-31' } }))
      .yields({ type: 'RoundOpened' });
    given(decider)
      .when(open({}, [org(1), org(1)]))
      .refuses('participant-repeated', '/participants/1');
    const zone = { key: 'a', title: '一', divisions: ['350421'] };
    given(decider)
      .when(open({ zones: [zone, zone] }))
      .refuses('round-invalid', '/zones/1/divisions/0');
    given(decider, opened()).when(open()).refuses('round-exists');
  });

  it('reads its phase off the clock', () => {
    const state = fold<never, RoundEvent, ReturnType<typeof decider.evolve>>(decider as never, [opened()]);
    if (state.status === 'none') throw new Error('none');
    const phases = ['2026-03-02T00:59:59.999Z', opensAt, '2026-03-20T09:59:59.999Z', terms.closesAt];
    expect(phases.map((at) => phaseOf(state, at))).toEqual(['scheduled', 'reporting', 'reporting', 'closed']);
  });

  it('moves its window until it closes, its beginning until it began', () => {
    const move = (changes: object, at = during) => ({ type: 'reschedule', at, changes }) as const;
    const closesAt = '2026-03-25T10:00:00.000Z';
    given(decider, opened()).when(move({ closesAt })).yields({ type: 'RoundRescheduled', data: { opensAt, closesAt } });
    given(decider, opened())
      .when(move({ closesAt: terms.closesAt }))
      .changesNothing();
    given(decider, opened())
      .when(move({ opensAt: during }))
      .refuses('reporting-began');
    given(decider, opened())
      .when(move({ opensAt: during }, '2026-03-02T00:00:00.000Z'))
      .yields({ type: 'RoundRescheduled' });
    given(decider, opened())
      .when(move({ closesAt: '2026-03-09T10:00:00.000Z' }))
      .refuses('round-closes-in-past');
    given(decider, opened()).when(move({ closesAt }, terms.closesAt)).refuses('reporting-closed');
    given(decider).when(move({ closesAt })).refuses('not-found');
  });
});

describe('reporting', () => {
  it('is inside the window only', () => {
    given(decider, opened())
      .when(report(0, mine))
      .yields({
        type: 'DemandReported',
        data: { hash: hash(0, mine), count: 2, lots: ['steel.rebar/north'] },
        private: { report: mine },
      });
    given(decider, opened())
      .when(report(0, mine, '2026-03-02T00:59:59.999Z'))
      .refuses('reporting-not-open');
    given(decider, opened())
      .when(report(0, mine, terms.closesAt))
      .refuses('reporting-closed');
    given(decider, opened()).when(report(3, mine)).refuses('not-found');
  });

  it('tells no line in the open part of its event', () => {
    const [event] = decider.decide(report(0, mine), fold(decider, [opened()]));
    expect(JSON.stringify(event?.data)).not.toContain('10.5');
  });

  it('changes nothing when it says the same, and else voids the signature', () => {
    given(decider, opened(), reports(0, mine), signs(0, mine)).when(report(0, mine)).changesNothing();
    given(decider, opened(), reports(0, mine), signs(0, mine), reports(0, theirs))
      .when(sign(0, mine))
      .refuses('lines-changed');
    given(decider, opened(), reports(0, mine), signs(0, mine), reports(0, theirs))
      .when(lock(theirs))
      .refuses('signatures-missing');
  });

  it('stops at what one tender takes', () => {
    const many = (count: number) => reported(Array.from({ length: count }, (_, n) => tonnes(String(n + 1))));
    const [big, small] = [many(150), many(51)];
    given(decider, opened(), reports(0, big))
      .when(report(1, many(50)))
      .yields({ type: 'DemandReported' });
    given(decider, opened(), reports(0, big)).when(report(1, small)).refuses('too-many-lines', '/lines');
    given(decider, opened(), reports(0, big)).when(report(0, small)).yields({ type: 'DemandReported' });
    const { zones: _, ...single } = terms;
    const places = (count: number, province: number) =>
      reported(
        Array.from({ length: count }, (_, n) =>
          tonnes('1', { deliveryPoint: { division: `${province}04${10 + n}`, address: '工地' } }),
        ),
        { about: single },
      );
    const past = [
      opened(3, single),
      {
        ...reports(0, places(20, 35)),
        data: { ...unit(0), ...markOf(round, org(0), single, places(20, 35)), reportedAt: during },
      } as RoundEvent,
    ];
    given(decider, ...past)
      .when(report(1, places(12, 36)))
      .yields({ type: 'DemandReported' });
    given(decider, ...past)
      .when(report(1, places(13, 36)))
      .refuses('too-many-lots', '/lines');
  });

  it('can be taken back, declined, and begun anew', () => {
    const leave = (n: number) => ({ type: 'withdraw', at: during, participant: org(n), reason: '暂无需求' }) as const;
    const declined = given(decider, opened()).when(leave(1));
    declined.yields({ type: 'ParticipantWithdrew', data: { left: 'declined' }, private: { reason: '暂无需求' } });
    given(decider, opened(), reports(1, mine))
      .when(leave(1))
      .yields({ data: { left: 'withdrawn' } });
    const left: RoundEvent = {
      type: 'ParticipantWithdrew',
      v: 1,
      data: { participant: org(1), left: 'withdrawn', at: during },
      private: { reason: '无' },
    };
    given(decider, opened(), reports(1, mine), left).when(leave(1)).changesNothing();
    given(decider, opened(), reports(1, mine), left).when(sign(1, mine)).refuses('nothing-to-sign');
    given(decider, opened(), reports(1, mine), left).when(report(1, theirs)).yields({ type: 'DemandReported' });
    given(decider, ...lockedPast(mine, theirs))
      .when(leave(1))
      .refuses('round-status');
  });
});

describe('signing', () => {
  it('covers the lines as they are now, once', () => {
    given(decider, opened()).when(sign(0, mine)).refuses('nothing-to-sign');
    given(decider, opened(), reports(0, mine))
      .when(sign(0, mine))
      .yields({ type: 'DemandSigned', data: { hash: hash(0, mine) } });
    given(decider, opened(), reports(0, mine))
      .when(sign(0, mine, hash(1, mine)))
      .refuses('lines-changed');
    given(decider, opened(), reports(0, mine))
      .when(sign(0, theirs, hash(0, mine)))
      .refuses('concurrent-change');
    given(decider, opened(), reports(0, mine), signs(0, mine)).when(sign(0, mine)).changesNothing();
    given(decider, opened(), reports(0, mine))
      .when(sign(0, mine, hash(0, mine), afterwards))
      .yields({ type: 'DemandSigned' });
  });

  it('waits for reasons that last year’s figures ask for, which then stand', () => {
    const goods = { category: 'steel.rebar', attributes: bars.attributes, quantity: tonnes('100').quantity };
    const figures = figuresOf([goods], terms);
    const enter = (list = figures) =>
      ({ type: 'enterHistory', at: during, participant: org(0), figures: list }) as const;
    given(decider, opened())
      .when(enter())
      .yields({ type: 'HistoryEntered', data: { hash: hashJson(figures), count: 1 }, private: { figures } });
    given(decider, opened(), reports(0, mine))
      .when({ ...sign(0, mine), lastYear: figures })
      .refuses('deviation-unexplained', '/lines/1/reason');
    given(decider, opened())
      .when({ ...report(0, mine), lastYear: figures })
      .refuses('deviation-unexplained', '/lines/1/reason');
    given(decider, opened(), reports(0, mine), signs(0, mine)).when(enter()).refuses('history-signed');
    const entered: RoundEvent = {
      type: 'HistoryEntered',
      v: 1,
      data: { participant: org(0), hash: hashJson(figures), count: 1, enteredAt: during },
      private: { figures },
    };
    given(decider, opened(), entered).when(enter()).changesNothing();
    given(decider, opened(), entered, reports(0, mine), signs(0, mine)).when(enter()).changesNothing();
  });
});

describe('cancelling', () => {
  const cancel = { type: 'cancel', at: during, reason: '调整年度计划' } as const;
  it('is possible until a tender runs, and once', () => {
    given(decider, opened()).when(cancel).yields({ type: 'RoundCancelled' });
    given(decider, ...lockedPast(mine, theirs))
      .when(cancel)
      .yields({ type: 'RoundCancelled' });
    const gone: RoundEvent = { type: 'RoundCancelled', v: 1, data: { reason: '无', cancelledAt: during } };
    given(decider, opened(), gone).when(cancel).changesNothing();
    given(decider, opened(), gone).when(report(0, mine)).refuses('round-status');
  });
});
