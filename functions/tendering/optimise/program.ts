import type { Column, Constraint, Program } from '../../../shared/kernel/program.ts';
import { atLeast, atMost, binary, decimal, equals, type Term, term } from '../../../shared/kernel/program-rows.ts';
import { isZero, mul, negate, one, type Ratio, ratio, sum, zero } from '../../../shared/kernel/ratio.ts';
import type { Reading, ReadLot } from './reading.ts';
import { floorsOf, type Mode, type Piece, type Supply } from './supply.ts';

/** Columns and rows that belong together. */
interface Part {
  readonly columns: readonly Column[];
  readonly rows: readonly Constraint[];
}

/**
 * The program (数学模型) of a reading and its supplies: the least delivered evaluated cost, in the formulas of
 * docs/tendering.md. What the cheapest offers of all needs come to is the offset, so that only differences are left,
 * which floats keep apart.
 */
export function programOf({ lots }: Reading, supplies: readonly (readonly Supply[])[]): Program {
  const parts = lots.flatMap((lot, l) => {
    const able = (supplies[l] ?? []).filter(({ modes }) => modes.length > 0);
    const each = able.flatMap((supply) => [...supply.modes.map(bounded), won(supply, supplies)]);
    return [...each, shared(lot, able)];
  });
  return {
    offset: decimal(offsetOf({ lots })),
    columns: parts.flatMap(({ columns }) => columns),
    rows: parts.flatMap(({ rows }) => rows),
  };
}

/** What is spent before discounts if every need comes from whoever asks least for it. */
export const offsetOf = ({ lots }: Reading): Ratio =>
  sum(lots.flatMap((lot) => floorsOf(lot).map((price, n) => mul(price, lot.needs[n]?.quantity ?? zero))));

/** The modes in which a supply wins, each once. */
export const winning = ({ modes }: Supply, factor: Ratio = one): readonly Term[] =>
  modes.map(({ column }) => term(column, factor));

/** Each need is supplied; no more than so many win; and who wins can bring all of the lot, which bounds see sooner so. */
function shared(lot: ReadLot, able: readonly Supply[]): Part {
  const serving = new Map<string, Term[]>();
  const key = (of: Piece['of'], n: number) => `${of} ${n}`;
  const modes = able.flatMap((supply) => supply.modes);
  for (const { of, n, column } of modes.flatMap(({ pieces }) => pieces)) {
    const terms = serving.get(key(of, n)) ?? [];
    terms.push(term(column));
    serving.set(key(of, n), terms);
  }
  const divided = modes.some(({ pieces }) => pieces.some(({ of }) => of === 'quantity'));
  const supplied = lot.needs.flatMap(({ quantity, loads, rest }, n) => {
    const asked = (of: Piece['of'], value: Ratio) =>
      isZero(value) ? [] : [equals(serving.get(key(of, n)) ?? [], value)];
    if (divided) return asked('quantity', quantity);
    return [...asked('loads', ratio(loads)), ...asked('rest', isZero(rest) ? rest : one)];
  });
  const winners = able.flatMap((supply) => winning(supply));
  const covered = atLeast(
    modes.map(({ column, most }) => term(column, most)),
    lot.total,
  );
  const limit = lot.maxWinners === undefined ? [] : [atMost(winners, ratio(BigInt(lot.maxWinners)))];
  return { columns: [], rows: [...supplied, covered, ...limit] };
}

/** Pieces of a mode, from its least to its most quantity, or none. */
function bounded({ column: mode, least, most, pieces }: Mode): Part {
  const quantity = pieces.map(({ column, size }) => term(column, size));
  return {
    columns: [
      binary(mode),
      ...pieces.map((piece) => ({
        name: piece.column,
        cost: decimal(piece.above),
        lower: '0',
        upper: decimal(piece.most),
        kind: piece.kind,
      })),
    ],
    rows: [atLeast([...quantity, term(mode, negate(least))]), atMost([...quantity, term(mode, negate(most))])],
  };
}

/** A supplier wins in one mode at most, and in one with a package only if it wins in each other lot of that. */
function won(supply: Supply, supplies: readonly (readonly Supply[])[]): Part {
  const { offer, l, modes } = supply;
  const packaged = offer.packages.flatMap((counted) => {
    const claims = modes.filter((mode) => mode.package === counted).map(({ column }) => term(column));
    if (claims.length === 0) return [];
    return counted.lots
      .filter((at) => at !== l)
      .map((at) => {
        const there = supplies[at]?.find((each) => each.offer.supplier === offer.supplier);
        return atMost([...claims, ...(there ? winning(there, ratio(-1n)) : [])]);
      });
  });
  return { columns: [], rows: [atMost(winning(supply), one), ...packaged] };
}
