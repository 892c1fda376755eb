import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delivery } from '../../functions/contracts/delivery.ts';
import { closing, deliveryMovements, gateOf, mostDeliveries } from '../../functions/contracts/delivery-account.ts';
import type { DeliveryEvent } from '../../functions/contracts/delivery-events.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { summedMovements } from '../../shared/kernel/movement.ts';
import { accept, callOff, delivered, item, kg, noted, ordered, pieces, rebar, tonnes } from './delivery-fixtures.ts';

const weighedLine = ordered(tonnes('100', 'weighed'), rebar());
const line = ordered(pieces('100'), rebar(), kg('2964', 'theoretical'));
const bars = delivered(line, noted(pieces('100'), { pieces: '100' }));
const late = '2026-04-27T16:00:00.000Z';

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
