import type { Column, Constraint, Program } from '../../../shared/kernel/program.ts';
import {
  compare,
  div,
  isZero,
  max,
  min,
  mul,
  negate,
  one,
  type Ratio,
  ratio,
  sum,
  zero,
} from '../../../shared/kernel/ratio.ts';
import type { Reading, ReadLot } from './reading.ts';
import { atLeast, atMost, binary, decimal, equals, type Term, term } from './rows.ts';
import { dearest, floorsOf, type Supply, suppliesOf } from './supply.ts';

/**
 * The names of columns beside those of pieces, by the places of lot, offer, tier and package: whether anything is `won`,
 * a tier `reached`; what of the goods' price a `tier` or a `package` bears on.
 */
export const names = {
  won: (l: number, o: number) => `won ${l} ${o}`,
  reached: (l: number, o: number, t: number) => `reached ${l} ${o} ${t}`,
  tier: (l: number, o: number, t: number) => `tier ${l} ${o} ${t}`,
  package: (l: number, o: number, p: number) => `package ${l} ${o} ${p}`,
} as const;

/** Columns and rows that belong together. */
interface Part {
  readonly columns: readonly Column[];
  readonly rows: readonly Constraint[];
}

/** The supplies of every lot, by the places of lot and offer. */
type Supplies = readonly (readonly Supply[])[];

/**
 * The program (数学模型) of a reading: the least delivered evaluated cost, in the formulas of docs/tendering.md. What the
 * cheapest offers of all needs come to is the offset, so that only differences are left, which floats keep apart.
 */
export function programOf({ lots }: Reading): Program {
  const supplies = lots.map(suppliesOf);
  const parts = lots.flatMap((lot, l) => [
    shared(lot, supplies[l] ?? []),
    ...(supplies[l] ?? [])
      .filter(({ pieces }) => pieces.length > 0)
      .flatMap((supply) => [assigned(supply), bounded(supply), ...discounted(supply, supplies)]),
  ]);
  return {
    offset: decimal(offsetOf({ lots })),
    columns: parts.flatMap(({ columns }) => columns),
    rows: parts.flatMap(({ rows }) => rows),
  };
}

/** What is spent at least: every need from whoever asks least for it, before discounts. */
export const offsetOf = ({ lots }: Reading): Ratio =>
  sum(lots.flatMap((lot) => floorsOf(lot).map((price, n) => mul(price, lot.needs[n]?.quantity ?? zero))));

/** Each need is supplied, whole loads and the part load apart; no more than so many win. */
function shared(lot: ReadLot, supplies: readonly Supply[]): Part {
  const able = supplies.filter(({ pieces }) => pieces.length > 0);
  const serving = new Map<string, Term[]>(
    lot.needs.flatMap((_, n) => [
      [`loads ${n}`, []],
      [`rest ${n}`, []],
    ]),
  );
  for (const { pieces } of able) for (const { of, n, column } of pieces) serving.get(`${of} ${n}`)?.push(term(column));
  const supplied = lot.needs.flatMap(({ loads, rest }, n) => [
    ...(loads > 0n ? [equals(serving.get(`loads ${n}`) ?? [], ratio(loads))] : []),
    ...(isZero(rest) ? [] : [equals(serving.get(`rest ${n}`) ?? [], one)]),
  ]);
  const winners = able.map(({ l, o }) => term(names.won(l, o)));
  const limit = lot.maxWinners === undefined ? [] : [atMost(winners, ratio(BigInt(lot.maxWinners)))];
  return { columns: [], rows: [...supplied, ...limit] };
}

/** Pieces are whole. */
const assigned = ({ pieces }: Supply): Part => ({
  columns: pieces.map(({ column, size, most, above }) => ({
    name: column,
    cost: decimal(mul(above, size)),
    lower: '0',
    upper: `${most}`,
    kind: 'integer',
  })),
  rows: [],
});

const quantityOf = ({ pieces }: Supply): readonly Term[] => pieces.map(({ column, size }) => term(column, size));

/** Who wins, wins at least a minimum order or the smallest piece, and at most what capacity and share allow; who does not, nothing. */
function bounded(supply: Supply): Part {
  const { offer, l, o, most, pieces } = supply;
  const least = max(offer.minimumOrder, pieces.map(({ size }) => size).reduce(min));
  const won = names.won(l, o);
  const quantity = quantityOf(supply);
  return {
    columns: [binary(won)],
    rows: [atLeast([...quantity, term(won, negate(least))]), atMost([...quantity, term(won, negate(most))])],
  };
}

/** In which unit discounts bear on goods: the power of ten in which those of the supply come to less than a thousand. */
export function borneUnit(supply: Supply): Ratio {
  const { n, d } = dearest(supply);
  return ratio(10n ** BigInt(Math.max(0, `${n / d}`.length - 3)));
}

/**
 * Tiers and packages. What of the goods' price a discount bears on is no more than all, and nothing without the quantity
 * of the tier, or without something won in each lot of the package. As a better discount always pays more, nothing needs
 * to say that only one counts: together they bear on no more than all.
 */
function discounted(supply: Supply, supplies: Supplies): readonly Part[] {
  const { offer, l, o, most, pieces } = supply;
  const wonBy = (at: number): Supply | undefined =>
    supplies[at]?.find((each) => each.offer.supplier === offer.supplier && each.pieces.length > 0);
  const tiers = offer.tiers.map((tier, t) => ({ ...tier, t })).filter(({ from }) => compare(from, most) <= 0);
  const packages = offer.packages.map((each, p) => ({ ...each, p })).filter(({ lots }) => lots.every(wonBy));
  const goods = dearest(supply);
  const unit = borneUnit(supply);
  const ceiling = negate(div(goods, unit));
  const all = pieces.map(({ column, size, price }) => term(column, negate(div(mul(size, price.goods), unit))));
  const borne = (name: string, discount: Ratio): Column => ({
    name,
    cost: decimal(negate(mul(mul(offer.weight, discount), unit))),
    lower: '0',
    kind: 'continuous',
  });
  const part = (columns: readonly Column[], rows: readonly Constraint[]): readonly Part[] => {
    const discounts = columns.filter(({ kind }) => kind === 'continuous').map(({ name }) => term(name));
    return columns.length === 0 ? [] : [{ columns, rows: [...rows, atMost([...discounts, ...all])] }];
  };
  return [
    ...part(
      tiers.flatMap(({ t, discount }) => [binary(names.reached(l, o, t)), borne(names.tier(l, o, t), discount)]),
      tiers.flatMap(({ t, from }) => [
        atLeast([...quantityOf(supply), term(names.reached(l, o, t), negate(from))]),
        atMost([term(names.tier(l, o, t)), term(names.reached(l, o, t), ceiling)]),
      ]),
    ),
    ...part(
      packages.map(({ p, discount }) => borne(names.package(l, o, p), discount)),
      packages.flatMap(({ p, lots }) =>
        lots.map((at) => atMost([term(names.package(l, o, p)), term(names.won(at, wonBy(at)?.o ?? -1), ceiling)])),
      ),
    ),
  ];
}
