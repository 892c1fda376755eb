import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delivery, deliveryAt, isOverdue } from '../../functions/contracts/delivery.ts';
import { closing, deliveryMovements, gateOf, mostDeliveries } from '../../functions/contracts/delivery-account.ts';
import type { DeliveryEvent } from '../../functions/contracts/delivery-events.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { summedMovements } from '../../shared/kernel/movement.ts';
import { given } from '../support/given.ts';
import {
  accept,
  at,
  bulkCement,
  callOff,
  deliver,
  delivered,
  item,
  kg,
  noted,
  order,
  ordered,
  pieces,
  rebar,
  tonnes,
} from './delivery-fixtures.ts';

const line = ordered(pieces('100'), rebar(), kg('2964', 'theoretical'));
const weighedLine = ordered(tonnes('100', 'weighed'), rebar());
const cement = ordered(tonnes('65'), bulkCement);
const none = given(delivery);
const bars = delivered(line, noted(pieces('100'), { pieces: '100', weighed: kg('2900'), heatNo: 'H1' }));
const tanker = (weighing?: 'note-within-3-per-mille' | 'received') =>
  delivered(cement, noted(tonnes('32.50'), { weighed: tonnes('32.50') }), {
    terms: { tolerance: '0', acceptDays: 7, ...(weighing === undefined ? {} : { weighing }) },
  });
const finding = (accepted: ReturnType<typeof pieces>, more: object = {}) => ({ itemId: item(1), accepted, ...more });
const late = '2026-04-27T16:00:00.000Z';

describe('a delivery', () => {
  it('fulfils lines of a confirmed call-off, and may be refused until its days are over', () => {
    none.when(deliver([line], [noted(pieces('40'), { pieces: '40', weighed: kg('1180'), heatNo: 'H1' })])).yields({
      type: 'DeliveryMade',
      data: {
        callOff,
        orderedAt: '2026-04-01T01:00:00.000Z',
        recordedAt: at,
        acceptBy: late,
        lines: [
          {
            item: item(1),
            counted: pieces('40'),
            countedBy: 'pieces',
            limit: '105',
            theoretical: kg('1185.6', 'theoretical'),
            weighed: kg('1180', 'weighed'),
            missing: ['mill-certificate'],
          },
        ],
      },
    });
  });

  it('has days of acceptance from when it was told, to the next working day', () => {
    const told = deliver([line], [noted(pieces('1'))], {
      deliveredAt: '2026-04-10T01:00:00.000Z',
      terms: { tolerance: '0', acceptDays: 5 },
    });
    // 25 April is a Saturday, on which nobody works; 27 April is a Monday.
    none.when(told).yields({ data: { acceptBy: '2026-04-27T16:00:00.000Z', deliveredAt: '2026-04-10T01:00:00.000Z' } });
  });

  it('names the papers that it lacks', () => {
    const document = (kind: 'mill-certificate' | 'weigh-ticket') => ({ kind, name: 'a.pdf', sha256: 'ab' });
    const note = noted(tonnes('10'), { weighed: tonnes('10') });
    const missing = (more: object) => {
      const [made] = delivered(weighedLine, { ...note, ...more });
      return made?.type === 'DeliveryMade' ? made.data.lines[0]?.missing : undefined;
    };
    expect(missing({})).toEqual(['mill-certificate', 'weigh-ticket', 'heat-number']);
    const documents = [document('mill-certificate'), document('weigh-ticket')];
    expect(missing({ heatNo: 'H1', documents })).toEqual([]);
  });

  it('finds every fault of every line', () => {
    const lines = [noted(pieces('0')), noted(pieces('1')), { ...noted(pieces('1')), itemId: item(9) }];
    const { errors } = none.when(deliver([line], lines, { deliveredAt: late })).refuses('delivery-invalid');
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/deliveredAt delivered-in-future',
      '/lines/0/declared quantity-zero',
      '/lines/1/itemId item-repeated',
      '/lines/2/itemId item-not-ordered',
    ]);
    const early = deliver([line], [noted(pieces('1'))], { deliveredAt: '2026-03-31T01:00:00.000Z' });
    none.when(early).refuses('delivery-invalid', '/deliveredAt');
  });

  it.each(['placed', 'refused', 'lapsed', 'cancelled', 'expired', 'fulfilled'])(
    'fulfils no call-off that is %s',
    (status) => {
      none.when(deliver([line], [noted(pieces('1'))], { order: order([line], status) })).refuses('call-off-not-open');
    },
  );

  it('is made once', () => {
    given(delivery, ...bars)
      .when(deliver([line], [noted(pieces('1'))]))
      .refuses('delivery-exists');
    none.when(deliver([line], [], { order: { status: 'none' } })).refuses('not-found');
    none.when(accept([])).refuses('not-found');
  });
});

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

/** An account as the table keeps it: nothing is taken that it does not hold. */
function book(held: Map<string, bigint>, events: readonly DeliveryEvent[]): boolean {
  const movements = summedMovements(events.flatMap(deliveryMovements));
  const left = movements.map(({ account, opening, take }) => [account, (held.get(account) ?? opening) - take] as const);
  if (left.some(([, remaining]) => remaining < 0n)) return false;
  for (const [account, remaining] of left) held.set(account, remaining);
  return true;
}

describe('the account of a call-off', () => {
  it('never takes more than was ordered and the tolerance, whatever is delivered and rejected', () => {
    const load = fc.record({
      mass: fc.integer({ min: 1, max: 45_000_000 }),
      rejected: fc.integer({ min: 0, max: 100 }),
      deemed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(load, { maxLength: 30 }), fc.infiniteStream(fc.boolean()), (loads, now) => {
        const held = new Map<string, bigint>();
        const waiting: { readonly events: readonly DeliveryEvent[]; readonly load: (typeof loads)[number] }[] = [];
        let net = 0n;
        const settle = () => {
          const next = waiting.shift();
          if (next === undefined) return;
          const state = fold(delivery, next.events);
          if (state.status === 'none') return;
          const counted = BigInt(next.load.mass);
          const rejected = next.load.deemed ? 0n : (counted * BigInt(next.load.rejected)) / 100n;
          const text = (micro: bigint) => `${micro / 1_000_000n}.${(micro % 1_000_000n).toString().padStart(6, '0')}`;
          const lines = [
            {
              itemId: item(1),
              accepted: tonnes(text(counted - rejected)),
              rejected: tonnes(text(rejected)),
              reason: '不合格',
            },
          ];
          const decision = rejected === 0n ? 'accepted' : rejected === counted ? 'rejected' : 'partly-rejected';
          const events = next.load.deemed
            ? delivery.decide({ type: 'timePassed', at: late }, state)
            : delivery.decide(accept(lines, decision), state);
          expect(book(held, events)).toBe(true);
          net -= rejected;
        };
        for (const one of loads) {
          const value = (one.mass / 1e6).toFixed(6);
          const events = delivered(weighedLine, noted(tonnes(value), { weighed: tonnes(value) }));
          if (book(held, events)) {
            net += BigInt(one.mass);
            waiting.push({ events, load: one });
          }
          expect(net <= 105_000_000n).toBe(true);
          expect(105_000_000n - net).toBe(held.get(item(1)) ?? 105_000_000n);
          if (now.next().value) settle();
        }
        while (waiting.length > 0) settle();
        expect(105_000_000n - net).toBe(held.get(item(1)) ?? 105_000_000n);
      }),
    );
  });

  it('is closed by whoever ends the call-off, unless a delivery came between', () => {
    const held = new Map<string, bigint>();
    const seen = gateOf(held);
    expect(seen).toBe(BigInt(mostDeliveries));
    expect(book(held, bars)).toBe(true);
    expect(closing(callOff, seen).take > (held.get('gate') ?? 0n)).toBe(true);
    expect(closing(callOff, gateOf(held))).toMatchObject({ take: 499n, refused: 'concurrent-change' });
    held.set('gate', 0n);
    expect(book(held, delivered(line, noted(pieces('1'))))).toBe(false);
  });
});
