import { type Movement, millionths } from '../../shared/kernel/movement.ts';
import { parseQuantity } from '../../shared/kernel/quantity.ts';
import { parseDecimal } from '../../shared/kernel/ratio.ts';
import type { DeliveryEvent } from './delivery-events.ts';

/*
 * The account of a call-off (订单交货台账). Its ledger is the call-off's: an account for each item, in the unit ordered, that
 * opens with what may be delivered of the line, tolerance included; and the gate, one of which each delivery takes.
 * Whoever ends a call-off takes all that the gate holds in its own transaction: a delivery that came between makes that a
 * conflict, and after it none comes.
 */

/** How many deliveries a call-off takes. */
export const mostDeliveries = 500;
export const gateAccount = 'gate';

const gate = (callOff: string, take: bigint): Movement => ({
  ledger: callOff,
  account: gateAccount,
  opening: BigInt(mostDeliveries),
  take,
  refused: 'call-off-not-open',
});

/** What a delivery takes of its call-off, and what its acceptance puts back. */
export function deliveryMovements({ type, data }: DeliveryEvent): Movement[] {
  switch (type) {
    case 'DeliveryMade':
      return [
        gate(data.callOff, 1n),
        ...data.lines.map(({ item, limit, counted }) => ({
          ledger: data.callOff,
          account: item,
          opening: millionths(parseDecimal(limit, 6)),
          take: millionths(parseQuantity(counted)),
          refused: 'over-delivery',
        })),
      ];
    case 'DeliveryAccepted':
    case 'DeliveryDeemedAccepted':
      return data.lines.map(({ item, limit, back }) => ({
        ledger: data.callOff,
        account: item,
        opening: millionths(parseDecimal(limit, 6)),
        take: -millionths(parseDecimal(back, 6)),
        refused: 'concurrent-change',
      }));
    case 'GoodsReturned':
      return [];
  }
}

/** What the gate of a call-off holds, by what its touched accounts hold. */
export const gateOf = (held: ReadonlyMap<string, bigint>): bigint => held.get(gateAccount) ?? BigInt(mostDeliveries);

/** Closes a call-off to deliveries: `held` is what its gate was seen to hold when its deliveries were read. */
export const closing = (callOff: string, held: bigint): Movement => ({
  ...gate(callOff, held),
  refused: 'concurrent-change',
});
