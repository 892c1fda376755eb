import type { Program, Solve, Solved, SolveLimits } from '../../../shared/kernel/program.ts';
import { boundOf } from '../../../shared/kernel/program-rows.ts';
import {
  compare,
  div,
  isZero,
  max,
  min,
  mul,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  sum,
  zero,
} from '../../../shared/kernel/ratio.ts';
import { type Appraisal, appraise, better } from './appraise.ts';
import { greedy } from './greedy.ts';
import type { Link, Part, Problem } from './model.ts';
import { partsOf, programOf, valuesOf } from './program.ts';

/** When a search ends: by its gap or its nodes, never by the clock. */
export const limits: SolveLimits = { gap: '0.0005', nodes: 300 };
/** So many pairs are searched as a whole, and to the end; of more, those that a good plan is probably made of. */
const mostLinks = 60;
/** So many pairs of each demand and of each offer, beside those that the relaxed plan takes. */
const promising = 3;

/** The plan that was found, and how good it is (调配结果). */
export interface Found {
  /** `optimal`: nothing covers more, and nothing that covers as much costs less by more than the gap of the search. */
  readonly status: 'optimal' | 'best-found';
  readonly plan: Appraisal;
  readonly byHand: Appraisal;
  /** Nothing covers more, in tonnes; nothing that covers as much costs less. */
  readonly coverageBound: Ratio;
  readonly bound: Ratio;
  readonly nodes: number;
  readonly solver: string;
}

/**
 * Who supplies whom with how much, over many demands and offers at once (联合调配): what is not covered counts before any
 * cost, so first the most coverage is looked for, then the least landed cost at which it is reached. With trucks divided
 * the problem is a flow (最小费用流), which bounds both and shows which pairs matter; those are then searched in whole
 * trucks. The same posts give the same plan.
 * @throws Error when the solver's result breaks a rule in exact numbers
 */
export async function solvePlan(problem: Problem, solve: Solve): Promise<Found> {
  const byHand = greedy(problem);
  const asked = sum(problem.needs.map((need) => mul(need.weight, need.asked)));
  const flow = await solve(divided(programOf(problem, 'coverage')), limits);
  const reach = min(asked, tonnesBound(-flow.bound) ?? asked);
  const cheapest = await solve(divided(programOf(problem, 'cost', max(zero, sub(reach, nearly)))), limits);

  const small = problem.links.length <= mostLinks;
  const within = small ? problem : restricted(problem, cheapest, byHand);
  const until = small ? { ...limits, gap: '0.000001' } : limits;
  const most = await search(within, solve, until, byHand);
  const least = await search(within, solve, until, most.parts, most.appraisal.coverage);

  const plan = appraise(problem, least.parts);
  const bounded = small ? least.bound : (await solve(divided(programOf(problem, 'cost', plan.coverage)), limits)).bound;
  const coverageBound = max(plan.coverage, small ? min(reach, tonnesBound(-most.bound) ?? reach) : reach);
  const bound = min(boundOf(bounded) ?? zero, plan.cost);
  const covered = isClose(sub(coverageBound, plan.coverage), plan.coverage);
  return {
    status: covered && isClose(sub(plan.cost, bound), plan.cost) ? 'optimal' : 'best-found',
    plan,
    byHand: appraise(problem, byHand),
    coverageBound,
    bound,
    nodes: most.nodes + least.nodes,
    solver: least.solver,
  };
}

const isClose = (gap: Ratio, of: Ratio): boolean =>
  isZero(gap) || (!isZero(of) && compare(div(gap, of), parseDecimal(limits.gap, 6)) <= 0);

/** A bound of coverage as a solver gives it, to the kilogram above; a gram is what floats may be off. */
const tonnesBound = (tonnes: number): Ratio | undefined =>
  Number.isFinite(tonnes) ? ratio(BigInt(Math.ceil(tonnes * 1000 - 0.001)), 1000n) : undefined;

/** How much less than the most the flow that shows which pairs matter covers, in tonnes: floats reach no bound quite. */
const nearly = ratio(1n, 100n);

/** As if trucks could be divided. */
const divided = (program: Program): Program => ({
  ...program,
  columns: program.columns.map((column) =>
    column.kind === 'binary'
      ? { ...column, kind: 'continuous', lower: '0', upper: '1' }
      : { ...column, kind: 'continuous' },
  ),
});

/** The pairs that the relaxed plan takes, those of the least reduced cost, and those that are taken by hand. */
function restricted(problem: Problem, { values, reducedCosts }: Solved, byHand: readonly Part[]): Problem {
  const [taken, above] = [new Set<Link>(), new Map<Link, number>()];
  for (const [at, link] of problem.links.entries()) {
    const used = [`loads ${at}`, `rest ${at}`].some((column) => (values?.get(column) ?? 0) > 1e-9);
    if (used || byHand.some(({ need, offer }) => need === link.need && offer === link.offer)) taken.add(link);
    above.set(link, reducedCosts?.get(`loads ${at}`) ?? 0);
  }
  const cheapest = (links: readonly Link[]) =>
    links.toSorted((a, b) => (above.get(a) ?? 0) - (above.get(b) ?? 0)).slice(0, promising);
  const groups = [Map.groupBy(problem.links, ({ need }) => need), Map.groupBy(problem.links, ({ offer }) => offer)];
  for (const group of groups) for (const links of group.values()) for (const link of cheapest(links)) taken.add(link);
  return { ...problem, links: problem.links.filter((link) => taken.has(link)) };
}

interface Searched {
  readonly parts: readonly Part[];
  readonly appraisal: Appraisal;
  /** As the solver gives it. */
  readonly bound: number;
  readonly nodes: number;
  readonly solver: string;
}

/** The most coverage, or the least cost at that coverage; what it starts from stands where nothing better is found. */
async function search(
  problem: Problem,
  solve: Solve,
  until: SolveLimits,
  start: readonly Part[],
  coverage?: Ratio,
): Promise<Searched> {
  const program = programOf(problem, coverage === undefined ? 'coverage' : 'cost', coverage);
  const solved = await solve(program, until, valuesOf(problem, start));
  const [from, to] = [start, solved.values === undefined ? start : partsOf(problem, solved.values)];
  const [before, after] = [appraise(problem, from), appraise(problem, to)];
  const improved = better(after, before) < 0;
  return {
    parts: improved ? to : from,
    appraisal: improved ? after : before,
    bound: solved.bound,
    nodes: solved.nodes,
    solver: solved.solver,
  };
}
