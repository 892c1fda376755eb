import { add, compare, isZero, min, mul, type Ratio, ratio, sub, zero } from '../../../shared/kernel/ratio.ts';
import { evaluatedPrice, mostOf, type ReadLot, type ReadOffer, type ReadPrice } from './reading.ts';

/** What one offer may supply of its lot, in pieces that are not divided. */
export interface Supply {
  readonly lot: ReadLot;
  readonly offer: ReadOffer;
  /** The places of lot and offer. */
  readonly l: number;
  readonly o: number;
  /** The most of all together. */
  readonly most: Ratio;
  readonly pieces: readonly Piece[];
}

/** Whole loads of a need, up to so many, or its part load. */
export interface Piece {
  readonly n: number;
  readonly of: 'loads' | 'rest';
  readonly column: string;
  /** The quantity of one. */
  readonly size: Ratio;
  readonly most: bigint;
  readonly price: ReadPrice;
  /** What a unit costs beyond the least that anyone asks for the need: evaluated, before discounts. */
  readonly above: Ratio;
}

/** The least evaluated price of each need; zero where nobody serves it. */
export const floorsOf = ({ needs, offers }: ReadLot): readonly Ratio[] =>
  needs.map((_, n) => {
    const prices = offers.flatMap((offer) => (offer.prices[n] ? [evaluatedPrice(offer, offer.prices[n])] : []));
    return prices.reduce<Ratio | undefined>((least, each) => (least ? min(least, each) : each), undefined) ?? zero;
  });

/** The supplies of a lot, in the order of its offers; one that cannot bring a single load has no pieces. */
export function suppliesOf(lot: ReadLot, l: number): readonly Supply[] {
  const floors = floorsOf(lot);
  return lot.offers.map((offer, o) => {
    const most = mostOf(lot, offer);
    const fits = (most.n * lot.step.d) / (most.d * lot.step.n);
    const pieces = lot.needs.flatMap(({ loads, rest }, n): readonly Piece[] => {
      const price = offer.prices[n];
      if (price === undefined) return [];
      const above = sub(evaluatedPrice(offer, price), floors[n] ?? zero);
      const piece = (of: Piece['of'], size: Ratio, bound: bigint): Piece => ({
        n,
        of,
        column: `${of} ${l} ${o} ${n}`,
        size,
        most: bound,
        price,
        above,
      });
      const whole = piece('loads', lot.step, min(ratio(loads), ratio(fits)).n);
      const part = piece('rest', rest, !isZero(rest) && compare(rest, most) <= 0 ? 1n : 0n);
      return [whole, part].filter(({ most: bound }) => bound > 0n);
    });
    return { lot, offer, l, o, most, pieces };
  });
}

/** The most that the goods of a supply can come to: its dearest pieces, until nothing more fits. */
export function dearest({ pieces, most }: Supply): Ratio {
  let [left, goods] = [most, zero];
  for (const piece of pieces.toSorted((a, b) => compare(b.price.goods, a.price.goods))) {
    const taken = min(left, mul(piece.size, ratio(piece.most)));
    left = sub(left, taken);
    goods = add(goods, mul(taken, piece.price.goods));
  }
  return goods;
}
