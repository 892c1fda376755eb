import { describe, expect, it } from 'vitest';
import { agreement } from '../../functions/contracts/agreement.ts';
import { type ExistingAgreement, supplies } from '../../functions/contracts/agreement-state.ts';
import { bookedBy, bookedByCallOff } from '../../functions/contracts/annexes.ts';
import { type CallOffCommand, callOff } from '../../functions/contracts/call-off.ts';
import type { AgreementMade, CallOffPlaced } from '../../functions/contracts/events.ts';
import { accounts, withTolerance } from '../../functions/contracts/ledger.ts';
import { ordered } from '../../functions/contracts/order.ts';
import { elapsed, isBehind, progressOf } from '../../functions/contracts/progress.ts';
import { sharesOf } from '../../functions/contracts/shares.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { fraction, ratio } from '../../shared/kernel/ratio.ts';
import { given } from '../support/given.ts';
import { cast, framework, itemOf, lots, named } from './framework.ts';

const at = '2026-03-02T01:00:00.000Z';
const made: AgreementMade = { type: 'AgreementMade', v: 1, data: framework() };
const [first, second] = cast.winners.map(({ id }) => id) as [string, string];
const reserve = cast.reserve.id;
const activate = { type: 'activate', at, lot: lots.rebar, from: first, to: reserve, reason: '停产' } as const;
const activated = {
  type: 'ReserveActivated',
  v: 1,
  data: { lot: lots.rebar, from: first, to: reserve, reason: '停产', activatedAt: at },
} as const;

describe('an agreement', () => {
  it('is made once, and again only by a later revision', () => {
    given(agreement).when({ type: 'make', at, framework: framework() }).yields({ type: 'AgreementMade' });
    given(agreement, made).when({ type: 'make', at, framework: framework() }).changesNothing();
    given(agreement, made)
      .when({ type: 'make', at, framework: framework(cast, { revision: 2, lots: framework().lots.slice(1) }) })
      .yields({ type: 'AgreementRevised', data: { revisions: { [lots.cement]: 1 }, closed: [{}, {}, {}] } });
  });

  it('takes the counts of the lots that changed whole, so that no call-off stands beside it', () => {
    const next = framework(cast, { revision: 2, lots: framework().lots.slice(1) });
    const [event] = agreement.decide({ type: 'make', at, framework: next }, fold(agreement, [made]));
    if (event === undefined) throw new Error('nothing happened');
    expect(bookedBy(event).map(({ opening, take, refused }) => [take === opening, refused])).toEqual(
      Array(3).fill([true, 'lot-called-off']),
    );
  });

  it('puts a reserve in the place of a winner once, and of nobody else', () => {
    const past = given(agreement, made);
    past.when(activate).yields({ type: 'ReserveActivated' });
    past.when({ ...activate, from: named('organisation', 'x', 1) }).refuses('supplier-not-in-lot', '/from');
    past.when({ ...activate, to: first }).refuses('supplier-not-in-lot', '/to');
    past.when({ ...activate, lot: named('lot', 'x') }).refuses('lot-not-agreed', '/lot');
    const after = given(agreement, made, activated);
    after.when(activate).changesNothing();
    after.when({ ...activate, from: second, to: first }).refuses('supplier-replaced', '/to');
    const state = after.state as ExistingAgreement;
    expect([first, second, reserve].map((one) => supplies(state, lots.rebar, one))).toEqual([false, true, true]);
    expect([first, reserve].map((one) => supplies(state, lots.cement, one))).toEqual([true, false]);
  });

  it('forgets whom a reserve replaced in a lot that is awarded anew, and in no other', () => {
    const lots2 = framework().lots.map((lot, at) => (at === 0 ? { ...lot, title: '螺纹钢 改判' } : lot));
    const next = framework(cast, { revision: 2, lots: lots2 });
    const revised = agreement.decide({ type: 'make', at, framework: next }, fold(agreement, [made, activated]));
    const state = fold(agreement, [made, activated, ...revised]) as ExistingAgreement;
    expect([first, reserve].map((one) => supplies(state, lots.rebar, one))).toEqual([true, false]);
    const cement = { ...activated, data: { ...activated.data, lot: lots.cement } } as const;
    const other = fold(agreement, [made, cement, ...revised]) as ExistingAgreement;
    expect([first, reserve].map((one) => supplies(other, lots.cement, one))).toEqual([false, true]);
  });

  it('rolls over only where the documents say so, before it ends', () => {
    given(agreement, made)
      .when({ type: 'rollOver', at, reason: '顺延' })
      .yields({ type: 'AgreementRolledOver', data: { until: '2027-03-31' } });
    const { rollOver: _, ...terms } = framework().terms;
    given(agreement, { ...made, data: framework(cast, { terms }) })
      .when({ type: 'rollOver', at, reason: '顺延' })
      .refuses('roll-over-not-agreed');
    given(agreement, made)
      .when({ type: 'rollOver', at: '2026-12-31T16:00:00.000Z', reason: '晚' })
      .refuses('agreement-closed');
    given(agreement, made).when({ type: 'timePassed', at: '2026-12-31T15:59:59.999Z' }).changesNothing();
    given(agreement, made)
      .when({ type: 'timePassed', at: '2026-12-31T16:00:00.000Z' })
      .yields({ type: 'AgreementClosed' });
  });

  it('is checked once a month', () => {
    const check = { type: 'checkProgress', at, month: '2026-04', behind: [] } as const;
    given(agreement, made)
      .when({ ...check, month: '2026-03' })
      .changesNothing();
    given(agreement, made).when(check).yields({ type: 'ProgressAlerted' });
    given(agreement, made, { type: 'ProgressAlerted', v: 1, data: { month: '2026-04', behind: [], at } })
      .when(check)
      .changesNothing();
  });
});

describe('progress', () => {
  it('is behind under 80 % of the share of the time', () => {
    const state = fold(agreement, [made]) as ExistingAgreement;
    expect(fraction(elapsed(state, '2026-02-01T00:00:00.000Z'))).toBe('0/1');
    // 153 of 306 days.
    expect(fraction(elapsed(state, '2026-07-31T16:00:00.000Z'))).toBe('1/2');
    expect(fraction(elapsed(state, '2027-05-01T00:00:00.000Z'))).toBe('1/1');
    expect([ratio(2n, 5n), ratio(399n, 1000n)].map((done) => isBehind(done, ratio(1n, 2n)))).toEqual([false, true]);
  });
});

describe('progress after a reserve took over', () => {
  it('agrees with the reserve what was moved to it, and with who was replaced what it had to supply', () => {
    const state = fold(agreement, [made, activated]) as ExistingAgreement;
    const shares = sharesOf(framework(), {});
    const [buyer, item] = [cast.buyers[0]?.id ?? '', itemOf('rebar', 0)];
    const quota = (supplier: string): string => accounts.quota(buyer, supplier, item, 1);
    // 63 t with the tolerance: 21 t were called off of the first winner, 42 t moved, and 10 t of these called off.
    const held = new Map([
      [quota(first), 0n],
      [accounts.out(quota(first)), 42_000_000n],
      [quota(reserve), 32_000_000n],
      [accounts.in(quota(reserve)), 42_000_000n],
      [accounts.done(buyer, reserve, item), 10_000_000n],
    ]);
    const { rows } = progressOf(state, shares, held, at);
    const of = (supplier: string) => rows.find((row) => row.supplier === supplier && row.item === item);
    expect(of(first)).toMatchObject({ agreed: '20', left: '0', calledOff: '21', done: '0' });
    expect(of(reserve)).toMatchObject({ agreed: '40', left: '32', calledOff: '10', done: '10', share: '1/4' });
    const moved = { ledger: 'agr', account: quota(first), opening: '63', quantity: '42' };
    const to = { ...moved, account: quota(reserve), opening: '0' };
    const data = { lot: lots.rebar, from: first, to: reserve, moves: [{ from: moved, to }], done: true };
    expect(bookedBy({ type: 'QuotaMoved', v: 1, data }).map(({ account, take }) => [account, take])).toEqual([
      [quota(first), 42_000_000n],
      [quota(reserve), -42_000_000n],
      [accounts.out(quota(first)), -42_000_000n],
      [accounts.in(quota(reserve)), -42_000_000n],
    ]);
  });
});

describe('a call-off', () => {
  const state = fold(agreement, [made]) as ExistingAgreement;
  const share = sharesOf(framework(), {})[0];
  if (share === undefined) throw new Error('no share');
  const lines = [
    { itemId: itemOf('rebar', 0), quantity: { value: '2000', unit: 'H87' as const }, deliverBy: '2026-06-30' },
  ];
  const order = ordered(
    { id: 'agr', state, share, supplier: first, lines, at },
    new Map([[`quota#${share.buyer}#${first}#${itemOf('rebar', 0)}#1`, 50_000_000n]]),
  );
  const placed: CallOffPlaced = { type: 'CallOffPlaced', v: 1, data: order };
  const confirmed = { type: 'CallOffConfirmed', v: 1, data: { confirmedAt: at } } as const;
  const held = (left: string) => ({ id: 'cof', items: { [itemOf('rebar', 0)]: left }, gate: '500' });
  const takes = (command: CallOffCommand, ...past: Parameters<typeof callOff.evolve>[1][]) =>
    callOff
      .decide(command, fold(callOff, past))
      .flatMap(bookedByCallOff)
      .filter(({ ledger }) => ledger === 'agr')
      .map(({ account, take }) => [account.split('#')[0], take]);

  it('takes the quota first, then what is free', () => {
    expect(order.lines[0]).toMatchObject({ canonical: { value: '59.28' }, fromFree: '9.28', deliverable: '2100' });
    expect(takes({ type: 'place', order })).toEqual([
      ['lot', 1_000_000n],
      ['quota', 50_000_000n],
      ['free', 9_280_000n],
    ]);
    expect(withTolerance('60', '5')).toBe('63');
    expect(withTolerance('0.000001', '5')).toBe('0.000001');
  });

  it('gives all back when it is refused or lapses', () => {
    const back = [
      ['lot', -1_000_000n],
      ['quota', -50_000_000n],
      ['free', -9_280_000n],
    ];
    expect(takes({ type: 'refuse', at, reason: '无货', next: [] }, placed)).toEqual(back);
    expect(takes({ type: 'lapse', at: order.confirmBy, next: [] }, placed)).toEqual(back);
    given(callOff, placed).when({ type: 'lapse', at, next: [] }).changesNothing();
    given(callOff, placed).when({ type: 'confirm', at: order.confirmBy }).refuses('call-off-not-open');
    given(callOff, placed, confirmed).when({ type: 'refuse', at, reason: '晚', next: [] }).refuses('call-off-not-open');
  });

  it('gives back what is not delivered, the free part first, and is fulfilled within the tolerance', () => {
    const cancel = { type: 'cancel', at, reason: '停工' } as const;
    // 400 of 2,000 bars came: 47.424 t go back.
    expect(takes({ ...cancel, held: held('1700') }, placed, confirmed)).toEqual([
      ['quota', -38_144_000n],
      ['free', -9_280_000n],
    ]);
    given(callOff, placed, confirmed)
      .when({ ...cancel, held: held('200') })
      .yields({ type: 'CallOffFulfilled', data: { undelivered: { [itemOf('rebar', 0)]: '2.964' } } });
    given(callOff, placed, confirmed)
      .when({ ...cancel, held: held('201') })
      .yields({ type: 'CallOffCancelled' });
    expect(takes({ ...cancel, held: held('0') }, placed, confirmed)).toEqual([]);
  });

  it('gives back later what is rejected after its end, once', () => {
    const cancelled = callOff.decide(
      { type: 'cancel', at, reason: '停工', held: held('1700') },
      fold(callOff, [placed, confirmed]),
    );
    const past = [placed, confirmed, ...cancelled];
    given(callOff, ...past)
      .when({ type: 'sweep', at, held: held('1700') })
      .changesNothing();
    const swept = callOff.decide({ type: 'sweep', at, held: held('1710') }, fold(callOff, past));
    expect(swept).toMatchObject([
      { type: 'RemainderReturned', data: { undelivered: { [itemOf('rebar', 0)]: '0.2964' } } },
    ]);
    given(callOff, ...past, ...swept)
      .when({ type: 'sweep', at, held: held('1710') })
      .changesNothing();
    // What is free went back before: the rest is the quota's.
    expect(swept.flatMap(bookedByCallOff).map(({ account, take }) => [account.split('#')[0], take])).toEqual([
      ['quota', -296_400n],
      ['gate', 500n],
    ]);
    given(callOff, ...past)
      .when({ ...{ type: 'cancel', at, reason: '再' }, held: held('0') } as const)
      .refuses('call-off-not-open');
  });
});
