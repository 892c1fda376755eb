import { appraise } from '../functions/tendering/optimise/assignment.ts';
import { greedy } from '../functions/tendering/optimise/greedy.ts';
import { readingOf } from '../functions/tendering/optimise/reading.ts';
import { search } from '../functions/tendering/optimise/search.ts';
import type { Solve } from '../shared/kernel/program.ts';
import { type Ratio, roundHalfUp } from '../shared/kernel/ratio.ts';
import { highsSolver } from '../shared/ports/solver.highs.ts';
import { market, type Size } from './market.ts';
import { cpuSeconds, machine, report, reported } from './report.ts';

/**
 * How near to the least cost the allocation comes on one thread in WebAssembly, and what that saves against a buyer who
 * fills the cheapest offers by hand: `node bench/allocation.ts [asked] [bounded] [large]`. The time is that of the
 * processor, as other work on the machine only takes away; that of the clock and the load stand beside.
 */
const sizes: Readonly<Record<string, Size>> = {
  asked: { counties: 11, items: 40, suppliers: 30, itemsPerLot: 5, bounded: false },
  bounded: { counties: 11, items: 40, suppliers: 30, itemsPerLot: 5 },
  large: {
    counties: 100,
    items: 200,
    suppliers: 100,
    itemsPerLot: 5,
    zones: 10,
    reach: 3,
    bounded: false,
    gap: '0.01',
  },
};
const seed = 1;

const yuan = (value: Ratio): number => Number(roundHalfUp(value, 2));
const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

async function measured(size: Size) {
  const problem = market(size, seed);
  const { solve: asked } = highsSolver();
  // What loads and compiles the solver is not what is measured.
  await asked({ offset: '0', columns: [{ name: 'one', cost: '1', kind: 'binary' }], rows: [] }, { gap: '0', nodes: 1 });
  let solver = '';
  let [columns, rows] = [0, 0];
  const solve: Solve = async (program, ...rest) => {
    [columns, rows] = [Math.max(columns, program.columns.length), Math.max(rows, program.rows.length)];
    const solved = await asked(program, ...rest);
    solver = solved.solver;
    return solved;
  };

  const [began, started] = [performance.now(), cpuSeconds()];
  const { status, found, bound, nodes } = await search(problem, solve);
  const [took, spent] = [(performance.now() - began) / 1000, cpuSeconds() - started];
  const reading = readingOf(problem);
  const byHand = greedy(reading);
  const hand = byHand && yuan(appraise(reading, byHand).cost);
  const cost = found && yuan(found.cost);
  const least = bound && yuan(bound);
  return {
    machine: machine(),
    solver,
    size: {
      ...size,
      lots: problem.lots.length,
      packages: problem.packages.length,
      prices: problem.lots.reduce(
        (all, { offers }) => offers.reduce((some, { prices }) => some + prices.length, all),
        0,
      ),
      largestProgram: { columns, rows },
    },
    status,
    cpuSeconds: round(spent, 2),
    clockSeconds: round(took, 2),
    nodes,
    cost,
    bound: least,
    gapPercent: cost && least && round((100 * (cost - least)) / cost, 4),
    byUnitPrice: hand,
    savedPercent: cost && hand && round((100 * (hand - cost)) / hand, 3),
  };
}

const known = reported<Record<string, unknown>>('allocation') ?? {};
const named = process.argv.slice(2);
for (const [name, size] of Object.entries(sizes)) {
  if (named.length > 0 && !named.includes(name)) continue;
  known[name] = await measured(size);
}
const question = 'How near to the least cost does the allocation come, in which time, and what does it save?';
const results = Object.fromEntries(Object.keys(sizes).flatMap((name) => (name in known ? [[name, known[name]]] : [])));
report('allocation', question, results);
