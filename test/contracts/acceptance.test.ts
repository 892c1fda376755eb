import { describe, expect, it } from 'vitest';
import { delivery, deliveryAt, isOverdue } from '../../functions/contracts/delivery.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given } from '../support/given.ts';
import {
  accept,
  at,
  bulkCement,
  callOff,
  delivered,
  item,
  kg,
  noted,
  ordered,
  pieces,
  rebar,
  tonnes,
} from './delivery-fixtures.ts';

const line = ordered(pieces('100'), rebar(), kg('2964', 'theoretical'));
const cement = ordered(tonnes('65'), bulkCement);
const bars = delivered(line, noted(pieces('100'), { pieces: '100', weighed: kg('2900'), heatNo: 'H1' }));
const tanker = (weighing?: 'note-within-3-per-mille' | 'received') =>
  delivered(cement, noted(tonnes('32.50'), { weighed: tonnes('32.50') }), {
    terms: { acceptDays: 7, ...(weighing === undefined ? {} : { weighing }) },
  });
const finding = (accepted: ReturnType<typeof pieces>, more: object = {}) => ({ itemId: item(1), accepted, ...more });
const late = '2026-04-27T16:00:00.000Z';

describe('an acceptance', () => {
  it('settles what was counted in the unit of the item', () => {
    const settled = { settled: kg('2964', 'theoretical'), settledBy: 'counted', back: '0', rejected: pieces('0') };
    given(delivery, ...bars)
      .when(accept([finding(pieces('100'))]))
      .yields({ type: 'DeliveryAccepted', data: { callOff, day: '2026-04-21', lines: [settled] } });
  });

  it('puts back what is rejected with its reason', () => {
    const rejected = finding(pieces('60'), { rejected: pieces('40'), reason: '锈蚀' });
    given(delivery, ...bars)
      .when(accept([rejected], 'partly-rejected'))
      .yields({ data: { lines: [{ settled: kg('1778.4', 'theoretical'), back: '40', reason: '锈蚀' }] } });
    const all = finding(pieces('0'), { rejected: pieces('100'), reason: '无质保书' });
    given(delivery, ...bars)
      .when(accept([all], 'rejected'))
      .yields({ data: { lines: [{ settled: kg('0', 'theoretical'), back: '100' }] } });
  });

  it('says every fault', () => {
    const when = (lines: Parameters<typeof accept>[0], decision?: Parameters<typeof accept>[1]) =>
      given(delivery, ...bars).when(accept(lines, decision));
    when([]).refuses('acceptance-invalid', '/lines');
    when([finding(pieces('99'))]).refuses('acceptance-invalid', '/lines/0/accepted');
    when([finding(kg('100'))]).refuses('acceptance-invalid', '/lines/0/accepted');
    when([finding(pieces('99'), { rejected: kg('1') })]).refuses('acceptance-invalid', '/lines/0/rejected');
    when([finding(pieces('99'), { rejected: pieces('1') })], 'partly-rejected').refuses(
      'acceptance-invalid',
      '/lines/0/reason',
    );
    when([finding(pieces('100'), { received: pieces('1') })]).refuses('acceptance-invalid', '/lines/0/received');
    when([finding(pieces('100')), finding(pieces('100'))]).refuses('acceptance-invalid', '/lines/1/itemId');
    when([{ ...finding(pieces('100')), itemId: item(3) }]).refuses('acceptance-invalid', '/lines/0/itemId');
    when([finding(pieces('100'))], 'rejected').refuses('acceptance-invalid', '/decision');
  });

  it.each([
    ['note-within-3-per-mille', '32.42', '32.5', 'note-within-3-per-mille', '0'],
    ['note-within-3-per-mille', '32.36', '32.36', 'received', '0.14'],
    ['note-within-3-per-mille', '32.4025', '32.5', 'note-within-3-per-mille', '0'],
    ['note-within-3-per-mille', '32.402499', '32.402499', 'received', '0.097501'],
    ['note-within-3-per-mille', '32.6', '32.6', 'received', '0'],
    ['received', '32.42', '32.42', 'received', '0.08'],
    [undefined, '32.42', '32.5', 'weighed', '0'],
  ] as const)('of bulk cement under %s, received %s t, settles %s t by %s', (weighing, received, settled, by, back) => {
    const expected = { settled: tonnes(settled), settledBy: by, back };
    given(delivery, ...tanker(weighing))
      .when(accept([finding(tonnes('32.5'), { received: tonnes(received) })]))
      .yields({ data: { lines: [expected] } });
  });

  it('weighs a sample of bags', () => {
    const sampled = (value: string) => accept([finding(tonnes('32.5'), { sampleGross: kg(value) })]);
    given(delivery, ...tanker())
      .when(sampled('999'))
      .yields({ data: { lines: [{ sample: { holds: false } }] } });
    given(delivery, ...tanker())
      .when(sampled('1000'))
      .yields({ data: { lines: [{ sample: { holds: true } }] } });
  });

  it('comes before the days are over, once', () => {
    const whole = [finding(pieces('100'))];
    const accepted = delivery.decide(accept(whole), fold(delivery, bars));
    given(delivery, ...bars, ...accepted)
      .when(accept(whole))
      .refuses('delivery-accepted');
    given(delivery, ...bars)
      .when(accept(whole, 'accepted', '2026-04-27T15:59:59.999Z'))
      .yields({});
    given(delivery, ...bars)
      .when(accept(whole, 'accepted', late))
      .refuses('acceptance-over');
    const deemed = delivery.decide({ type: 'timePassed', at: late }, fold(delivery, bars));
    given(delivery, ...bars, ...deemed)
      .when(accept(whole, 'accepted', late))
      .refuses('acceptance-over');
  });
});

describe('silence', () => {
  it('accepts at the end of the days, whenever the clock comes by', () => {
    const clock = (when: string) => ({ type: 'timePassed', at: when }) as const;
    given(delivery, ...bars)
      .when(clock('2026-04-27T15:59:59.999Z'))
      .changesNothing();
    const deemed = { acceptedAt: late, day: '2026-04-27', lines: [{ settled: kg('2964', 'theoretical') }] };
    given(delivery, ...bars)
      .when(clock('2026-05-30T00:00:00.000Z'))
      .yields({ type: 'DeliveryDeemedAccepted', data: deemed });
    const state = fold(delivery, bars);
    expect(isOverdue(state, late)).toBe(true);
    expect(deliveryAt(state, '2026-05-30T00:00:00.000Z')).toMatchObject({
      status: 'deemed-accepted',
      acceptance: deemed,
    });
    expect(deliveryAt(state, at)).toBe(state);
    given(delivery, ...bars, ...delivery.decide(clock(late), state))
      .when(clock(late))
      .changesNothing();
  });
});

describe('a return', () => {
  const back = { type: 'returnGoods', at: '2026-04-22T01:00:00.000Z', note: '已装车运回' } as const;
  it('is of rejected goods, once', () => {
    given(delivery, ...bars)
      .when(back)
      .refuses('nothing-to-return');
    const kept = delivery.decide(accept([finding(pieces('100'))]), fold(delivery, bars));
    given(delivery, ...bars, ...kept)
      .when(back)
      .refuses('nothing-to-return');
    const command = accept([finding(pieces('0'), { rejected: pieces('100'), reason: '锈蚀' })], 'rejected');
    const refused = [...bars, ...delivery.decide(command, fold(delivery, bars))];
    given(delivery, ...refused)
      .when(back)
      .yields({ type: 'GoodsReturned', data: { note: '已装车运回' } });
    const returned = delivery.decide(back, fold(delivery, refused));
    given(delivery, ...refused, ...returned)
      .when(back)
      .refuses('goods-returned');
  });
});
