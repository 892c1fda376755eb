import type { Constraint, Program, Solve, Solved, SolveLimits, Values } from '../../../shared/kernel/program.ts';
import { boundOf, decimal, toFloat } from '../../../shared/kernel/program-rows.ts';
import { mul, parseDecimal, ratio } from '../../../shared/kernel/ratio.ts';
import { cheaper, type Found, foundOf, type Search, searchOf } from './found.ts';
import { programOf } from './program.ts';
import type { Reading, ReadLot } from './reading.ts';
import { type Supply, suppliesOf } from './supply.ts';
import { assignmentOf } from './values.ts';

/** What may be added to a search. */
export interface Added {
  /** Values of an assignment to start from. */
  readonly start?: Values | undefined;
  readonly rows: readonly Constraint[];
}

/**
 * Approaches the least cost with loads that may be divided (松弛整车): only who wins in which mode is whole then, which is
 * far quicker, and nothing whole costs less. The modes it finds are filled with whole loads afterwards; where that costs
 * little more than the bound, nothing else needs to be searched. The linear relaxation (线性松弛) is a bound too, and often
 * enough; the program of all modes is bounded only where it is not, and no further than that cost asks for.
 */
export async function approach(reading: Reading, solve: Solve, limits: SolveLimits, added: Added): Promise<Search> {
  const gap = parseDecimal(limits.gap, places);
  const supplies = suppliesOf(reading, { divided: true });
  const program = withRows(programOf(reading, supplies), added.rows);
  const linear = await solve({ ...program, columns: program.columns.map(asContinuous) }, limits);
  if (linear.status === 'infeasible') return { status: 'infeasible', nodes: linear.nodes };

  const share = (of: bigint) => ({ ...limits, gap: decimal(mul(gap, ratio(of, 100n))) });
  const filledIn = async ({ values }: Solved, nearTo: number): Promise<Found | undefined> => {
    const filled = values && (await fill(reading, solve, values, nearTo, share(20n)));
    return filled && foundOf(reading, assignmentOf(reading, filled));
  };

  const guess = promising(supplies, linear.reducedCosts, 32);
  const guessed = await solve(restricted(program, guess), limits);
  const first = await filledIn(guessed, 64);
  const early = searchOf(first, boundOf(linear.bound), gap, guessed.nodes);
  if (early.status === 'optimal') return early;

  const divided = guessed.values && costOf(program, guessed.values);
  const to = first && divided && left(toFloat(first.cost), divided, toFloat(gap));
  const near = await solve(
    program,
    { ...share(50n), ...(to && { gap: to }), boundOnly: guessed.values !== undefined },
    guessed.values ?? added.start,
  );
  if (near.status === 'infeasible') return { status: 'infeasible', nodes: near.nodes };
  const isBetter = near.values && (divided === undefined || costOf(program, near.values) < divided - 0.01);
  const [bound, nodes] = [boundOf(near.bound), guessed.nodes + near.nodes];
  const found = cheaper(first, isBetter ? await filledIn(near, 64) : undefined);
  const soon = searchOf(found, bound, gap, nodes);
  return soon.status === 'optimal' ? soon : searchOf(cheaper(found, await filledIn(near, 0)), bound, gap, nodes);
}

/**
 * How near to its own divided loads a search must be bounded to bound a cost of whole loads to the gap; undefined where
 * those cost more than that already.
 */
function left(cost: number, divided: number, gap: number): string | undefined {
  const most = 1 - (cost * (1 - gap)) / divided;
  return most > gap / 10 ? decimal(ratio(BigInt(Math.floor(most * 1e12)), 10n ** 12n)) : undefined;
}

const places = 24;

/**
 * Whole loads in the modes that are won, lot by lot, of pieces that cost little more than where divided ones go; undefined
 * where those do not do.
 */
async function fill(
  reading: Reading,
  solve: Solve,
  values: Values,
  nearTo: number,
  limits: SolveLimits,
): Promise<Values | undefined> {
  const only = new Set([...values].flatMap(([name, value]) => (isMode(name) && value > 0.5 ? [name] : [])));
  const [divided, whole] = [suppliesOf(reading, { divided: true, only }), suppliesOf(reading, { only })];
  const filled = new Map<string, number>();
  for (const [l, lot] of reading.lots.entries()) {
    const linear = inModes(lot, divided[l]);
    const { reducedCosts } = await solve({ ...linear, columns: linear.columns.map(asContinuous) }, limits);
    const some = promising([divided[l] ?? []], reducedCosts, nearTo);
    const program = inModes(lot, whole[l]);
    const to = program.columns.filter(({ name }) => some.has(name.replace(/^(loads|rest)/, 'quantity')));
    const solved = await solve(restricted(program, new Set(to.map(({ name }) => name))), limits);
    if (solved.values === undefined) return undefined;
    for (const [name, value] of solved.values) filled.set(name, value);
  }
  return filled;
}

/** The program of one lot in which all modes that there are win. */
export const inModes = (lot: ReadLot, supplies: readonly Supply[] = []): Program =>
  won(programOf({ lots: [lot] }, [supplies.map(withoutPackages)]));

/** As modes are chosen, nothing has to say any more which lots a package needs. */
const withoutPackages = (supply: Supply): Supply => ({ ...supply, offer: { ...supply.offer, packages: [] } });

/** With all its modes won. */
const won = (program: Program): Program => ({
  ...program,
  columns: program.columns.map((column) =>
    isMode(column.name) ? { ...column, kind: 'integer' as const, lower: '1', upper: '1' } : column,
  ),
});

const isMode = (name: string): boolean => name.startsWith('mode ');
const asContinuous = (column: Program['columns'][number]) =>
  column.kind === 'binary'
    ? { ...column, kind: 'continuous' as const, lower: '0', upper: '1' }
    : { ...column, kind: 'continuous' as const };

/**
 * All modes, and the pieces whose reduced cost is at most so small a part of what the need costs at least (0 for any):
 * what a good solution is probably made of. Only guesses hang on it, no bound.
 */
function promising(
  supplies: readonly (readonly Supply[])[],
  reducedCosts: Values | undefined,
  nearTo: number,
): ReadonlySet<string> {
  const modes = supplies.flatMap((lot) => lot.flatMap((supply) => supply.modes));
  return new Set(
    modes.flatMap(({ column, pieces }) => [
      column,
      ...pieces
        .filter((piece) => (reducedCosts?.get(piece.column) ?? 0) * nearTo <= toFloat(piece.floor))
        .map((piece) => piece.column),
    ]),
  );
}

/** The program with some of its columns only; the others are zero. */
function restricted({ offset, columns, rows }: Program, to: ReadonlySet<string>): Program {
  return {
    offset,
    columns: columns.filter(({ name }) => to.has(name)),
    rows: rows.map((row) => ({ ...row, terms: row.terms.filter(({ column }) => to.has(column)) })),
  };
}

/** The program with rows added, as far as it has their columns. */
export function withRows(program: Program, rows: readonly Constraint[]): Program {
  if (rows.length === 0) return program;
  const known = new Set(program.columns.map(({ name }) => name));
  const own = restricted({ ...program, rows }, known);
  return { ...program, rows: [...program.rows, ...own.rows] };
}

const costOf = ({ offset, columns }: Program, values: Values): number =>
  columns.reduce((sum, { name, cost }) => sum + Number(cost) * (values.get(name) ?? 0), Number(offset));
