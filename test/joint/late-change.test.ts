import { describe, expect, it } from 'vitest';
import type { JointTenderRequested, RoundEvent } from '../../functions/joint/events.ts';
import { tenderId } from '../../functions/joint/joint-tender.ts';
import { lockedOf } from '../../functions/joint/lots.ts';
import { markOf } from '../../functions/joint/report.ts';
import { round as decider } from '../../functions/joint/round.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given } from '../support/given.ts';
import {
  afterwards,
  bars,
  id,
  lead,
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
  unit,
} from './fixtures.ts';

const south = { deliveryPoint: { division: '350425', address: '均溪镇' } };
const a = reported([bars, tonnes('10.5')]);
const b = reported([tonnes('20', south), tonnes('9.5', { month: '2026-07' })]);
const c = reported([tonnes('30', south)]);
const all = reportsOf(a, b, c);
const about = { round, ...terms };
const signed = [reports(0, a), signs(0, a), reports(1, b), signs(1, b), reports(2, c), signs(2, c)];
const optOut = (n: number, from = all) =>
  ({ type: 'optOut', at: afterwards, participant: org(n), reason: '项目缓建', reports: from }) as const;
const past = lockedPast(a, b, c);

describe('a late change', () => {
  const next = reported([tonnes('25', { ...south, lineId: b.lines[0]?.id })], { known: b.lines });
  const change = id('chg', 1);
  const mark = markOf(round, org(1), terms, next);
  const propose = {
    type: 'proposeChange',
    at: afterwards,
    change,
    ...unit(1),
    report: next,
    reason: '设计变更',
    reports: all,
    lastYear: [],
  } as const;
  const proposed: RoundEvent = {
    type: 'LateChangeProposed',
    v: 1,
    data: { ...unit(1), ...mark, change, reason: '设计变更', proposedAt: afterwards },
    private: { report: next },
  };
  const consent = (n: number, which = change) =>
    ({ type: 'consent', at: afterwards, change: which, participant: org(n), report: next, reports: all }) as const;
  const consented = (n: number): RoundEvent => ({
    type: 'LateChangeConsented',
    v: 1,
    data: { change, participant: org(n), at: afterwards },
  });
  const refuse = (n: number) =>
    ({ type: 'refuse', at: afterwards, change, participant: org(n), reason: '超出预算' }) as const;

  it('is made with the consent of the last, and is the next version', () => {
    given(decider, ...past)
      .when(propose)
      .yields({ type: 'LateChangeProposed', data: { hash: mark.hash } });
    given(decider, ...past, proposed)
      .when(propose)
      .refuses('late-change-open');
    given(decider, ...past, proposed)
      .when(consent(1))
      .refuses('own-change');
    given(decider, ...past, proposed)
      .when(consent(0))
      .yields({ type: 'LateChangeConsented' });
    given(decider, ...past, proposed, consented(0))
      .when(consent(0))
      .changesNothing();
    const last = given(decider, ...past, proposed, consented(0)).when(consent(2));
    last.yields(
      { type: 'LateChangeConsented' },
      { type: 'LateChangeApplied', data: { hash: mark.hash, locked: { version: 2 } }, private: { report: next } },
    );
    const events = decider.decide(consent(2), fold(decider, [...past, proposed, consented(0)]));
    const state = fold(decider, [...past, proposed, consented(0), ...events]);
    expect(state).toMatchObject({ status: 'locked', locked: lockedOf(about, 2, reportsOf(a, next, c)) });
    expect(state).not.toHaveProperty('change');
    given(decider, ...past, proposed, consented(0), ...events)
      .when(consent(0))
      .refuses('late-change-closed');
  });

  it('ends with one refusal, a taking back, or an opting out', () => {
    for (const n of [0, 1])
      given(decider, ...past, proposed)
        .when(refuse(n))
        .yields({ type: 'LateChangeRefused', data: { participant: org(n) } });
    given(decider, ...past, proposed)
      .when(optOut(2))
      .yields({ type: 'ParticipantOptedOut', data: { lapsed: change } });
    const [out] = decider.decide(optOut(2), fold(decider, [...past, proposed]));
    given(decider, ...past, proposed, out as RoundEvent)
      .when(consent(0))
      .refuses('late-change-closed');
    given(decider, ...past)
      .when(refuse(0))
      .refuses('late-change-closed');
  });

  it('is made at once where nobody else is left, and never empties the round', () => {
    const alone = lockedPast(b);
    const own = { ...propose, ...unit(0), reports: reportsOf(b) };
    given(decider, ...alone)
      .when(own)
      .yields({ type: 'LateChangeProposed' }, { type: 'LateChangeApplied', data: { locked: { version: 2 } } });
    given(decider, ...alone)
      .when({ ...own, report: b })
      .refuses('nothing-changed');
    given(decider, ...alone)
      .when({ ...own, report: reported([]) })
      .refuses('nothing-reported');
    given(decider, ...alone)
      .when({ ...own, ...unit(3) })
      .refuses('not-found');
  });

  it('keeps to what a report may hold', () => {
    const many = reported(Array.from({ length: 199 }, (_, n) => tonnes(String(n + 1))));
    given(decider, ...past)
      .when({ ...propose, report: many })
      .refuses('too-many-lines');
    const figures = a.lines.slice(1);
    given(decider, ...past)
      .when({ ...propose, lastYear: figures })
      .refuses('deviation-unexplained', '/lines/0/reason');
  });
});

describe('the joint tender', () => {
  const estimates = {};
  const request = {
    type: 'requestTender',
    at: afterwards,
    affiliates: ['91350400100000001X'],
    estimates,
    reports: all,
    title: '联合采购',
    regime: 'bidding-compulsory',
    deadline: '2026-04-20T01:00:00.000Z',
    bidValidityDays: 90,
  } as const;
  const [requested] = decider.decide(request, fold(decider, past)) as [JointTenderRequested];
  const end = (outcome: 'cancelled' | 'failed' | 'awarded', tender = requested.data.tender) =>
    ({ type: 'endTender', at: afterwards, tender, outcome }) as const;

  it('asks for each line once, in its lot, due on the last day of its month', () => {
    const { data } = requested;
    expect(data).toMatchObject({ round, tender: tenderId(round, 1, 0), lead, hash: lockedOf(about, 1, all).hash });
    expect(data.buyers.map((one) => one.id)).toEqual([org(0), org(1), org(2)]);
    expect(data.excluded).toEqual(
      [...new Set(['91350400100000001X', ...[0, 1, 2].map((n) => unit(n).participant.uscc)])].sort(),
    );
    expect(data.lots.map((lot) => lot.id)).toEqual(lockedOf(about, 1, all).lots.map((lot) => lot.id));
    const items = data.lots.flatMap((lot) => lot.items);
    expect(items.map(({ line }) => line).sort()).toEqual(
      [...a.lines, ...b.lines, ...c.lines].map((line) => line.id).sort(),
    );
    expect(items.find(({ line }) => line === a.lines[0]?.id)).toMatchObject({
      buyer: org(0),
      quantity: { value: '8.892', unit: 'TNE', basis: 'theoretical' },
      deliverBy: '2026-05-31',
    });
  });

  it('holds the round still until it is over', () => {
    for (const command of [optOut(1), request, { type: 'cancel', at: afterwards, reason: '无' } as const]) {
      given(decider, ...past, requested)
        .when(command)
        .refuses('round-tendering');
    }
    given(decider, ...past, requested)
      .when(end('cancelled', id('tnd', 5)))
      .changesNothing();
    given(decider, ...past, requested)
      .when(end('failed'))
      .yields({ type: 'JointTenderEnded', data: { outcome: 'failed' } });
    const failed: RoundEvent = {
      type: 'JointTenderEnded',
      v: 1,
      data: { tender: requested.data.tender, outcome: 'failed', at: afterwards },
    };
    given(decider, ...past, requested, failed)
      .when(end('failed'))
      .changesNothing();
    given(decider, ...past, requested, failed)
      .when(request)
      .yields({ type: 'JointTenderRequested', data: { tender: tenderId(round, 1, 1) } });
    given(decider, ...past, requested, failed)
      .when(optOut(1))
      .yields({ type: 'ParticipantOptedOut' });
    const awarded: RoundEvent = { type: 'JointTenderEnded', v: 1, data: { ...failed.data, outcome: 'awarded' } };
    given(decider, ...past, requested, awarded)
      .when(request)
      .refuses('round-status');
  });

  it('is refused for what it cannot be', () => {
    given(decider, ...past)
      .when({ ...request, deadline: afterwards })
      .refuses('deadline-past', '/deadline');
    const amount = { amount: '1.00', currency: 'CNY' as const };
    given(decider, ...past)
      .when({ ...request, estimates: { [id('lot', 7)]: amount } })
      .refuses('round-lot-unknown', `/estimates/${id('lot', 7)}`);
    given(decider, opened(), ...signed)
      .when(request)
      .refuses('round-status');
  });
});
