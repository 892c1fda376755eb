import type { Constraint, Program, Solve, Solved, SolveLimits } from '../../../shared/kernel/program.ts';
import { add, compare, min, mul, type Ratio, ratio, sub } from '../../../shared/kernel/ratio.ts';
import { type Appraisal, type Assignment, appraise, breachesOf } from './assignment.ts';
import type { Problem } from './problem.ts';
import { offsetOf, programOf } from './program.ts';
import { type Reading, readingOf } from './reading.ts';
import { atMost, decimal } from './rows.ts';
import { suppliesOf } from './supply.ts';
import { assignmentOf, valuesOf } from './values.ts';

/** What a search came to (求解结果): an assignment that keeps every constraint and what it costs, both exact. */
export interface Search {
  readonly status: 'optimal' | 'limit' | 'infeasible';
  readonly found?: Found;
  /** No assignment costs less. */
  readonly bound?: Ratio;
  readonly nodes: number;
  readonly solver: string;
}

export interface Found extends Appraisal {
  readonly assignment: Assignment;
}

/** The limits of lots that are solved together: the strictest gap, the nodes of all. */
export const limitsOf = ({ lots }: Problem): SolveLimits => ({
  gap: lots.map(({ gap }) => gap).reduce((a, b) => (Number(a) <= Number(b) ? a : b)),
  nodes: lots.reduce((sum, { nodes }) => sum + nodes, 0),
});

/**
 * Searches the assignment of the least cost, from one that is known where there is one. What the solver finds in floats
 * is rounded to whole pieces and appraised in exact numbers.
 * @throws Error when it then breaks a constraint: such a result is refused
 */
export async function search(
  problem: Problem,
  solve: Solve,
  { start, rows = [] }: { readonly start?: Assignment | undefined; readonly rows?: readonly Constraint[] } = {},
): Promise<Search> {
  const reading = readingOf(problem);
  const program = programOf(reading);
  const solved = await solve(
    { ...program, rows: [...program.rows, ...rows] },
    limitsOf(problem),
    start && valuesOf(reading, start),
  );
  return searchOf(reading, solved);
}

function searchOf(reading: Reading, { status, values, bound, nodes, solver }: Solved): Search {
  if (status === 'unbounded') throw new Error('a program of costs has no end');
  if (status === 'infeasible' || values === undefined)
    return { status: status === 'infeasible' ? status : 'limit', nodes, solver };
  const found = foundOf(reading, assignmentOf(reading, values));
  const least = Number.isFinite(bound) ? { bound: min(toFenDown(bound), found.cost) } : {};
  return { status, found, ...least, nodes, solver };
}

function foundOf(reading: Reading, assignment: Assignment): Found {
  const breaches = breachesOf(reading, assignment);
  if (breaches.length > 0) throw new Error(`the solver's result breaks ${JSON.stringify(breaches)}`);
  return { assignment, ...appraise(reading, assignment) };
}

/** Yuan to the fen below. */
const toFenDown = (yuan: number): Ratio => ratio(BigInt(Math.floor(yuan * 100)), 100n);

/** A hundredth of a fen: how far floats may take a cost for another. */
const slack = ratio(1n, 10_000n);

/**
 * Of the assignments that cost no more, the first by the published order (并列处理): as much as can be comes from who is
 * before others, so that quantity × place, over all lots, is the least. Undefined where that is not established within the
 * limits, or where floats do not tell the costs apart.
 */
export async function firstOfTies(
  problem: Problem,
  solve: Solve,
  { assignment, cost }: Found,
): Promise<Found | undefined> {
  const reading = readingOf(problem);
  const { columns, rows } = programOf(reading);
  const places = new Map(
    reading.lots.flatMap((lot, l) =>
      suppliesOf(lot, l).flatMap(({ o, pieces }) =>
        pieces.map(({ column, size }) => [column, decimal(mul(size, ratio(BigInt(o))))] as const),
      ),
    ),
  );
  const spent = columns
    .filter((column) => column.cost !== '0')
    .map(({ name, cost: factor }) => ({ column: name, factor }));
  const byPlace: Program = {
    offset: '0',
    columns: columns.map((column) => ({ ...column, cost: places.get(column.name) ?? '0' })),
    rows: [...rows, atMost(spent, add(sub(cost, offsetOf(reading)), slack))],
  };
  const solved = await solve(byPlace, { ...limitsOf(problem), gap: '0' }, valuesOf(reading, assignment));
  if (solved.status !== 'optimal' || solved.values === undefined) return undefined;
  const found = foundOf(reading, assignmentOf(reading, solved.values));
  return compare(found.cost, cost) <= 0 ? found : undefined;
}
