import { compare, type Ratio, zero } from '../../../shared/kernel/ratio.ts';
import { type Assignment, appraise } from './assignment.ts';
import type { Reading, ReadLot } from './reading.ts';

/**
 * One winner a lot (整标段授予一家): whoever supplies all of it within its capacity at the least cost, packages left out
 * of account, the first by the published order of equals. A lot that nobody can supply alone is left without one.
 */
export function singleWinners({ lots }: Reading): Assignment {
  return lots.map((lot) => {
    const winner = cheapest(lot);
    return lot.offers.map((_, o) => (o === winner ? whole(lot) : nothing(lot)));
  });
}

const whole = ({ needs }: ReadLot): readonly Ratio[] => needs.map(({ quantity }) => quantity);
const nothing = ({ needs }: ReadLot): readonly Ratio[] => needs.map(() => zero);

function cheapest(lot: ReadLot): number | undefined {
  const able = lot.offers.flatMap(({ capacity, minimumOrder, prices }, o) => {
    const within =
      compare(minimumOrder, lot.total) <= 0 && (capacity === undefined || compare(lot.total, capacity) <= 0);
    return within && prices.every((price) => price !== undefined) ? [{ o, cost: costAlone(lot, o) }] : [];
  });
  return able.toSorted((a, b) => compare(a.cost, b.cost) || a.o - b.o)[0]?.o;
}

function costAlone(lot: ReadLot, o: number): Ratio {
  const alone = { ...lot, offers: lot.offers.map((offer) => ({ ...offer, packages: [] })) };
  return appraise({ lots: [alone] }, [lot.offers.map((_, at) => (at === o ? whole(lot) : nothing(lot)))]).cost;
}
