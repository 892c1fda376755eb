import type { Column } from '../../../shared/kernel/program.ts';
import {
  add,
  compare,
  isZero,
  max,
  min,
  mul,
  one,
  type Ratio,
  ratio,
  sub,
  sum,
  zero,
} from '../../../shared/kernel/ratio.ts';
import {
  evaluatedPrice,
  mostOf,
  type Reading,
  type ReadLot,
  type ReadNeed,
  type ReadOffer,
  type ReadPackage,
  type ReadPrice,
  type ReadTier,
} from './reading.ts';

/** What one offer may supply of its lot, in one of several modes; one that cannot bring a single load has none. */
export interface Supply {
  readonly offer: ReadOffer;
  /** The places of lot and offer. */
  readonly l: number;
  readonly o: number;
  readonly modes: readonly Mode[];
}

/** A way to win (中标方式): under one tier or none and one package or none, and how much that takes. */
export interface Mode {
  readonly column: string;
  readonly package?: ReadPackage | undefined;
  readonly least: Ratio;
  readonly most: Ratio;
  readonly pieces: readonly Piece[];
}

/** Whole loads of a need, up to so many, or its part load; or, where loads are divided, any quantity of it. */
export interface Piece {
  readonly n: number;
  readonly of: 'loads' | 'rest' | 'quantity';
  readonly column: string;
  readonly kind: Column['kind'];
  /** The quantity of one. */
  readonly size: Ratio;
  readonly most: Ratio;
  /** What one costs beyond the least that anyone asks for the need before discounts; and that least. */
  readonly above: Ratio;
  readonly floor: Ratio;
}

/** Which pieces there are: whole ones or divided ones; of all modes, or only of some. */
export interface Form {
  readonly divided?: boolean;
  readonly only?: ReadonlySet<string>;
}

/** The name of a mode's column, by the places of lot, offer, tier and package (-1 for none). */
export const modeName = (l: number, o: number, t: number, p: number): string => `mode ${l} ${o} ${t} ${p}`;

/** The name of a piece's column. */
export const pieceName = (of: Piece['of'], l: number, o: number, t: number, p: number, n: number): string =>
  `${of} ${l} ${o} ${t} ${p} ${n}`;

/** The least evaluated price of each need; zero where nobody serves it. */
export const floorsOf = ({ needs, offers }: ReadLot): readonly Ratio[] =>
  needs.map((_, n) => {
    const prices = offers.flatMap((offer) => (offer.prices[n] ? [evaluatedPrice(offer, offer.prices[n])] : []));
    return prices.reduce<Ratio | undefined>((least, each) => (least ? min(least, each) : each), undefined) ?? zero;
  });

/** The supplies of every lot, in the order of its offers. */
export const suppliesOf = ({ lots }: Reading, form: Form = {}): readonly (readonly Supply[])[] =>
  lots.map((lot, l) => {
    const floors = floorsOf(lot);
    return lot.offers.map((offer, o) => ({ offer, l, o, modes: modesOf(lot, l, offer, o, floors, form) }));
  });

/** A need that an offer serves. */
interface Served {
  readonly n: number;
  readonly need: ReadNeed;
  readonly price: ReadPrice;
  readonly floor: Ratio;
  readonly above: Ratio;
}

/**
 * The modes of an offer: each tier from its quantity to that of the next, without and with each package. Where an award
 * fits into several, the least cost takes the one that bids mean: the best tier reached and the best package that counts.
 */
function modesOf(
  lot: ReadLot,
  l: number,
  offer: ReadOffer,
  o: number,
  floors: readonly Ratio[],
  { divided = false, only }: Form,
): readonly Mode[] {
  const all = mostOf(lot, offer);
  const served = lot.needs.flatMap((need, n): readonly Served[] => {
    const [price, floor = zero] = [offer.prices[n], floors[n]];
    return price ? [{ n, need, price, floor, above: sub(evaluatedPrice(offer, price), floor) }] : [];
  });
  const tiers: readonly (ReadTier | undefined)[] = [undefined, ...offer.tiers];
  const packages: readonly (ReadPackage | undefined)[] = [undefined, ...offer.packages];
  return tiers.flatMap((tier, t) => {
    const most = min(all, tiers[t + 1]?.from ?? all);
    const fitting = served.map((each) => ({ ...each, whole: wholeShapes(lot.step, each.need, most) }));
    const sizes = fitting.flatMap(({ whole }) => whole.map(({ size }) => size));
    const least = [offer.minimumOrder, tier?.from ?? zero].reduce(max, sizes.reduce(min, most));
    if (sizes.length === 0 || compare(least, most) > 0) return [];
    return packages.flatMap((counted, p): readonly Mode[] => {
      const column = modeName(l, o, t - 1, p - 1);
      if (only?.has(column) === false) return [];
      const off = mul(offer.weight, add(tier?.discount ?? zero, counted?.discount ?? zero));
      const pieces = fitting.flatMap(({ n, price, floor, above, whole }) => {
        const unit = sub(above, mul(off, price.goods));
        return (divided ? dividedShape(whole, most) : whole).map(
          (shape): Piece => ({
            ...shape,
            n,
            column: pieceName(shape.of, l, o, t - 1, p - 1, n),
            above: mul(shape.size, unit),
            floor: mul(shape.size, floor),
          }),
        );
      });
      return [{ column, package: counted, least, most, pieces }];
    });
  });
}

type Shape = Pick<Piece, 'of' | 'kind' | 'size' | 'most'>;

/** The whole pieces of a need that fit into a quantity. */
function wholeShapes(step: Ratio, { loads, rest }: ReadNeed, most: Ratio): readonly Shape[] {
  const count = min(ratio(loads), ratio((most.n * step.d) / (most.d * step.n)));
  const shapes: Shape[] = [];
  if (!isZero(count)) shapes.push({ of: 'loads', kind: 'integer', size: step, most: count });
  if (!isZero(rest) && compare(rest, most) <= 0) shapes.push({ of: 'rest', kind: 'binary', size: rest, most: one });
  return shapes;
}

/** Any quantity up to what whole pieces come to. */
function dividedShape(whole: readonly Shape[], most: Ratio): readonly Shape[] {
  if (whole.length === 0) return [];
  const all = sum(whole.map((shape) => mul(shape.size, shape.most)));
  return [{ of: 'quantity', kind: 'continuous', size: one, most: min(most, all) }];
}
