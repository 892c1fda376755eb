import type { Constraint, Program, Solve, SolveLimits, Values } from '../../../shared/kernel/program.ts';
import { mul, parseDecimal, ratio } from '../../../shared/kernel/ratio.ts';
import { boundOf, cheaper, foundOf, type Search, searchOf } from './found.ts';
import { programOf } from './program.ts';
import type { Reading } from './reading.ts';
import { decimal, toFloat } from './rows.ts';
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
 * little more, nothing else needs to be searched.
 */
export async function approach(reading: Reading, solve: Solve, limits: SolveLimits, added: Added): Promise<Search> {
  const gap = parseDecimal(limits.gap, places);
  const supplies = suppliesOf(reading, { divided: true });
  const program = withRows(programOf(reading, supplies), added.rows);
  const linear = await solve({ ...program, columns: program.columns.map(asContinuous) }, limits);
  if (linear.status === 'infeasible') return { status: 'infeasible', nodes: linear.nodes };

  const share = (of: bigint) => ({ ...limits, gap: decimal(mul(gap, ratio(of, 100n))) });
  const guessed = await solve(restricted(program, promising(supplies, linear.reducedCosts, 32)), limits);
  const near =
    // Half of the gap is for the modes; what whole loads cost more is to fit into the rest.
    guessed.values && costOf(program, guessed.values) * (1 - Number(share(50n).gap)) <= linear.bound
      ? { ...guessed, bound: linear.bound }
      : await solve(program, { ...share(50n), boundOnly: guessed.values !== undefined }, guessed.values ?? added.start);
  if (near.status === 'infeasible') return { status: 'infeasible', nodes: near.nodes };

  const bound = boundOf(near.bound);
  const nodes = guessed.nodes + near.nodes;
  let best = searchOf(undefined, bound, gap, nodes);
  if (near.values === undefined) return best;
  for (const nearTo of [64, 0]) {
    const filled = await fill(reading, solve, near.values, nearTo, share(10n));
    if (filled === undefined) continue;
    best = searchOf(cheaper(best.found, foundOf(reading, assignmentOf(reading, filled))), bound, gap, nodes);
    if (best.status === 'optimal') break;
  }
  return best;
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
    const programIn = (supplies: readonly (readonly Supply[])[]) =>
      won(programOf({ lots: [lot] }, [(supplies[l] ?? []).map(withoutPackages)]));
    const linear = programIn(divided);
    const { reducedCosts } = await solve({ ...linear, columns: linear.columns.map(asContinuous) }, limits);
    const some = promising([divided[l] ?? []], reducedCosts, nearTo);
    const program = programIn(whole);
    const to = program.columns.filter(({ name }) => some.has(name.replace(/^(loads|rest)/, 'quantity')));
    const solved = await solve(restricted(program, new Set(to.map(({ name }) => name))), limits);
    if (solved.values === undefined) return undefined;
    for (const [name, value] of solved.values) filled.set(name, value);
  }
  return filled;
}

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
