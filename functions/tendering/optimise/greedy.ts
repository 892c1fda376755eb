import { add, compare, div, isZero, min, mul, type Ratio, ratio, sub, zero } from '../../../shared/kernel/ratio.ts';
import { type Assignment, breachesOf } from './assignment.ts';
import { evaluatedPrice, mostOf, type Reading, type ReadLot } from './reading.ts';

/**
 * What a buyer does by hand (按单价从低到高): need after need, the largest first, from whoever asks least for it and has
 * anything left, discounts left out of account; who does not come to its minimum order falls out, and all is done again.
 * Keeps every constraint, or is undefined.
 */
export function greedy({ lots }: Reading): Assignment | undefined {
  const assignment: Assignment = lots.map((lot) => byUnitPrice(lot) ?? []);
  return breachesOf({ lots }, assignment).length === 0 ? assignment : undefined;
}

type Row = readonly Ratio[];

function byUnitPrice(lot: ReadLot): readonly Row[] | undefined {
  const out = new Set<number>();
  while (out.size < lot.offers.length) {
    const rows = filled(lot, out);
    if (rows === undefined) return undefined;
    const short = rows
      .map((row, o) => ({ o, quantity: row.reduce(add, zero) }))
      .filter(({ o, quantity }) => !isZero(quantity) && compare(quantity, lot.offers[o]?.minimumOrder ?? zero) < 0)
      .toSorted((a, b) => compare(a.quantity, b.quantity));
    if (short[0] === undefined) return rows;
    out.add(short[0].o);
  }
  return undefined;
}

/** All needs, as long as the offers that are not out go; undefined where they do not. */
function filled(lot: ReadLot, out: ReadonlySet<number>): readonly Row[] | undefined {
  const left = lot.offers.map((offer, o) => (out.has(o) ? zero : mostOf(lot, offer)));
  const rows = lot.offers.map(() => lot.needs.map(() => zero));
  const winners = new Set<number>();
  const mayWin = (o: number) => winners.has(o) || winners.size < (lot.maxWinners ?? lot.offers.length);
  const take = (o: number, n: number, quantity: Ratio) => {
    const row = rows[o];
    if (row === undefined || isZero(quantity)) return;
    row[n] = add(row[n] ?? zero, quantity);
    left[o] = sub(left[o] ?? zero, quantity);
    winners.add(o);
  };

  const order = [...lot.needs.keys()].toSorted(
    (a, b) => compare(lot.needs[b]?.quantity ?? zero, lot.needs[a]?.quantity ?? zero) || a - b,
  );
  for (const n of order) {
    const need = lot.needs[n];
    if (need === undefined) continue;
    let [loads, rest] = [ratio(need.loads), need.rest];
    const served = lot.offers
      .flatMap((offer, o) => (offer.prices[n] ? [{ o, price: evaluatedPrice(offer, offer.prices[n]) }] : []))
      .toSorted((a, b) => compare(a.price, b.price) || a.o - b.o);
    for (const { o } of served) {
      if (!mayWin(o)) continue;
      const fitting = min(loads, floor(div(left[o] ?? zero, lot.step)));
      take(o, n, mul(fitting, lot.step));
      loads = sub(loads, fitting);
      if (!isZero(rest) && compare(rest, left[o] ?? zero) <= 0) {
        take(o, n, rest);
        rest = zero;
      }
    }
    if (!isZero(loads) || !isZero(rest)) return undefined;
  }
  return rows;
}

const floor = ({ n, d }: Ratio): Ratio => ratio(n / d);
