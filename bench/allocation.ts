import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Appraisal, type Assignment, appraise, breachesOf } from '../functions/tendering/optimise/assignment.ts';
import { greedy } from '../functions/tendering/optimise/greedy.ts';
import { programOf } from '../functions/tendering/optimise/program.ts';
import { readingOf } from '../functions/tendering/optimise/reading.ts';
import { assignmentOf, valuesOf } from '../functions/tendering/optimise/values.ts';
import { type Ratio, roundHalfUp } from '../shared/kernel/ratio.ts';
import { highsSolver } from '../shared/ports/solver.highs.ts';
import { market, type Size } from './market.ts';

/**
 * How near to the least cost one thread in WebAssembly comes, and what that saves against a buyer who fills the cheapest
 * offers by hand. The time is that of the processor, as other work on the machine only takes away; the solver's own limit
 * is one of the clock: `node bench/allocation.ts [seconds]`.
 */
const seconds = Number(process.argv[2] ?? 60);
const size: Size = { counties: 11, items: 40, suppliers: 30, itemsPerLot: 5 };
const seed = 1;

const yuan = (value: Ratio): number => Number(roundHalfUp(value, 2));
const cpuSeconds = (): number => process.cpuUsage().user / 1e6;
const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

const problem = market(size, seed);
const started = cpuSeconds();
const reading = readingOf(problem);
const byHand = greedy(reading);
const program = programOf(reading);
const built = cpuSeconds();
const begun = performance.now();
const limits = { gap: '0.0001', nodes: 1_000_000, seconds };
const solved = await highsSolver().solve(program, limits, byHand && valuesOf(reading, byHand));
const ended = cpuSeconds();

/** An assignment that keeps every constraint, and its exact cost. */
function kept(assignment: Assignment | undefined): Appraisal | undefined {
  if (assignment === undefined || breachesOf(reading, assignment).length > 0) return undefined;
  return appraise(reading, assignment);
}

const optimised = kept(solved.values && assignmentOf(reading, solved.values));
const hand = kept(byHand);
const cost = optimised && yuan(optimised.cost);
const handCost = hand && yuan(hand.cost);

const result = {
  question: 'How near to the least cost does the allocation come, in which time, and what does it save?',
  machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version, solver: solved.solver },
  size: { ...size, lots: problem.lots.length, columns: program.columns.length, rows: program.rows.length },
  status: solved.status,
  cpuSeconds: { build: round(built - started, 2), solve: round(ended - built, 2) },
  clockSeconds: round((performance.now() - begun) / 1000, 2),
  nodes: solved.nodes,
  cost,
  bound: round(solved.bound, 2),
  gapPercent: cost && round((100 * (cost - solved.bound)) / cost, 4),
  byUnitPrice: handCost,
  savedPercent: cost && handCost && round((100 * (handCost - cost)) / handCost, 3),
};
writeFileSync(new URL('results/allocation.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
