import type { Money } from '../../../shared/kernel/money.ts';
import type { OfferedItem, OfferedLot } from '../../../shared/sealing/bid.ts';
import type { Item, Lot } from '../draft.ts';

/** What a bidder's freight to an item's delivery point comes to, a unit and tax included; undefined where nothing says. */
export type FreightOf = (item: Item, offered: OfferedItem, offer: OfferedLot) => Money | undefined;

/** How freight counts in a lot (运费), by the documents; undefined where it is in the unit price. */
export function freightOf({ freight }: Pick<Lot, 'freight'>): FreightOf | undefined {
  if (freight === undefined || freight.basis === 'included') return undefined;
  if (freight.basis === 'quoted') return (_, offered) => offered.freight;
  const rates = new Map(freight.zones.map(({ from, to, perUnit }) => [`${from} ${to}`, perUnit]));
  return ({ deliveryPoint }, _, { terms }) => rates.get(`${terms?.stockDivision} ${deliveryPoint.division}`);
}
