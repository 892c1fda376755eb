import type { Constraint, Program, Solve, SolveLimits } from '../../../shared/kernel/program.ts';
import { atMost, boundOf, decimal } from '../../../shared/kernel/program-rows.ts';
import {
  add,
  compare,
  isZero,
  max,
  mul,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  sum,
} from '../../../shared/kernel/ratio.ts';
import { type Added, approach, inModes, withRows } from './approach.ts';
import type { Assignment } from './assignment.ts';
import { cheaper, type Found, foundOf, type Search, searchOf } from './found.ts';
import type { Problem } from './problem.ts';
import { offsetOf, programOf } from './program.ts';
import { type Reading, readingOf } from './reading.ts';
import { type Supply, suppliesOf } from './supply.ts';
import { assignmentOf, valuesOf } from './values.ts';

const read = (text: string): Ratio => parseDecimal(text, 24);

/** The limits of lots that are solved together: the strictest gap, the nodes of all. */
export const limitsOf = ({ lots }: Problem): SolveLimits => ({
  gap: lots.map(({ gap }) => gap).reduce((a, b) => (compare(read(a), read(b)) <= 0 ? a : b)),
  nodes: lots.reduce((all, { nodes }) => all + nodes, 0),
});

/** Prices × modes beyond which lots are searched one by one. */
const large = 100_000;

/**
 * Searches the assignment of the least cost, from one that is known where there is one. What the solver finds in floats
 * is rounded to whole pieces and appraised in exact numbers. First loads are divided; whole ones are searched only where
 * that does not come within the gap.
 * @throws Error when a result breaks a constraint: such a result is refused
 */
export async function search(
  problem: Problem,
  solve: Solve,
  { start, rows = [] }: { readonly start?: Assignment | undefined; readonly rows?: readonly Constraint[] } = {},
): Promise<Search> {
  const reading = readingOf(problem);
  if (sizeOf(reading) > large && problem.lots.length > 1 && rows.length === 0) return oneByOne(problem, solve, start);

  const limits = limitsOf(problem);
  const added = { start: start && valuesOf(reading, start), rows };
  if (isZero(read(limits.gap))) return whole(reading, solve, limits, added);
  const near = await approach(reading, solve, limits, added);
  if (near.status !== 'limit') return near;
  const known = cheaper(near.found, start && foundOf(reading, start));
  return whole(reading, solve, limits, { rows, start: known && valuesOf(reading, known.assignment) }, near);
}

/** Whole loads from the first, from the bound that is known. */
async function whole(
  reading: Reading,
  solve: Solve,
  limits: SolveLimits,
  { start, rows }: Added,
  near?: Search,
): Promise<Search> {
  const program = withRows(programOf(reading, suppliesOf(reading)), rows);
  const { status, values, bound: yuan, nodes } = await solve(program, limits, start);
  if (status === 'unbounded') throw new Error('a program of costs has no end');
  if (status === 'infeasible') return { status, nodes };
  const bounds = [boundOf(yuan), near?.bound].filter((bound) => bound !== undefined);
  const bound = bounds.length === 0 ? undefined : bounds.reduce(max);
  const found = cheaper(values && foundOf(reading, assignmentOf(reading, values)), near?.found);
  const ended = searchOf(found, bound, read(limits.gap), nodes + (near?.nodes ?? 0));
  return status === 'optimal' ? { ...ended, status } : ended;
}

const sizeOf = ({ lots }: Reading): number =>
  lots.reduce(
    (all, { offers, needs }) =>
      offers.reduce(
        (some, { tiers, packages }) => some + needs.length * (tiers.length + 1) * (packages.length + 1),
        all,
      ),
    0,
  );

/**
 * Lots that are too many to be searched together: each alone, as if all its packages counted, which bounds what all cost;
 * what it then costs is appraised with those packages only that do.
 */
async function oneByOne(problem: Problem, solve: Solve, start: Assignment | undefined): Promise<Search> {
  const lots: Search[] = [];
  for (const lot of problem.lots) {
    const packages = problem.packages
      .filter((each) => each.lots.includes(lot.id))
      .map((each) => ({ ...each, lots: [lot.id] }));
    const searched = await search({ lots: [lot], packages }, solve);
    if (searched.status === 'infeasible') return searched;
    lots.push(searched);
  }
  const reading = readingOf(problem);
  const [all, bounds] = [
    lots.flatMap(({ found }) => found?.assignment ?? []),
    lots.flatMap(({ bound }) => bound ?? []),
  ];
  const joined = all.length === lots.length ? foundOf(reading, all) : undefined;
  return searchOf(
    cheaper(joined, start && foundOf(reading, start)),
    bounds.length === lots.length ? sum(bounds) : undefined,
    read(limitsOf(problem).gap),
    lots.reduce((nodes, each) => nodes + each.nodes, 0),
  );
}

/** A hundredth of a fen: how far floats may take a cost for another. */
const slack = ratio(1n, 10_000n);

/** Nodes after which the ties of one lot are left, with a gap above zero. */
const nodesOfTies = 100;

/**
 * Of the assignments that cost no more, the first by the published order (并列处理): as much as can be comes from who is
 * before others, so that quantity × place, over all lots, is the least. With a gap above zero that is looked for lot by
 * lot, in the modes that are found. Undefined where it is not established within the limits, or where floats do not tell
 * the costs apart.
 */
export async function firstOfTies(problem: Problem, solve: Solve, found: Found): Promise<Found | undefined> {
  const reading = readingOf(problem);
  const limits = { ...limitsOf(problem), gap: '0' };
  const known = valuesOf(reading, found.assignment);
  const exact = isZero(read(limitsOf(problem).gap));
  const supplies = suppliesOf(reading, exact ? {} : { only: new Set(known.keys()) });
  const parts = exact
    ? [byPlace(programOf(reading, supplies), supplies.flat(), sub(found.cost, offsetOf(reading)))]
    : found.lots.map(({ lot, cost }, l) =>
        byPlace(inModes(lot, supplies[l]), supplies[l] ?? [], sub(cost, offsetOf({ lots: [lot] }))),
      );
  const values = new Map<string, number>();
  for (const part of parts) {
    const nodes = exact ? limits.nodes : Math.min(limits.nodes, nodesOfTies);
    const solved = await solve(part, { ...limits, nodes }, known);
    if (solved.status !== 'optimal' || solved.values === undefined) return undefined;
    for (const [name, value] of solved.values) values.set(name, value);
  }
  const first = foundOf(reading, assignmentOf(reading, values));
  return compare(first.cost, found.cost) <= 0 ? first : undefined;
}

/** The program in which quantity × place is the least, at no more than that cost beyond its offset. */
function byPlace({ columns, rows }: Program, supplies: readonly Supply[], cost: Ratio): Program {
  const places = new Map(
    supplies.flatMap(({ o, modes }) =>
      modes.flatMap(({ pieces }) =>
        pieces.map(({ column, size }) => [column, decimal(mul(size, ratio(BigInt(o))))] as const),
      ),
    ),
  );
  const spent = columns
    .filter((column) => column.cost !== '0')
    .map(({ name, cost: factor }) => ({ column: name, factor }));
  return {
    offset: '0',
    columns: columns.map((column) => ({ ...column, cost: places.get(column.name) ?? '0' })),
    rows: [...rows, atMost(spent, add(cost, slack))],
  };
}
