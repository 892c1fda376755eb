import type { Solve, Solved } from '../../../shared/kernel/program.ts';
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
import type { Part, Problem } from './model.ts';
import { partsOf, programOf, valuesOf } from './program.ts';

/** When a search ends: by its gap or its nodes, never by the clock. */
export const limits = { gap: '0.0001', nodes: 5000 } as const;

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
 * cost, so first the most coverage is looked for, then the least landed cost at which it is reached. The same posts give
 * the same plan.
 * @throws Error when the solver's result breaks a rule in exact numbers
 */
export async function solvePlan(problem: Problem, solve: Solve): Promise<Found> {
  const byHand = greedy(problem);
  const most = await search(problem, solve, byHand);
  const least = await search(problem, solve, most.parts, most.appraisal.coverage);
  const plan = least.appraisal;
  const asked = sum(problem.needs.map((need) => mul(need.weight, need.asked)));
  const coverageBound = max(plan.coverage, min(asked, tonnesBound(-most.bound) ?? asked));
  const bound = min(boundOf(least.bound) ?? zero, plan.cost);
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

interface Searched {
  readonly parts: readonly Part[];
  readonly appraisal: Appraisal;
  /** As the solver gives it. */
  readonly bound: number;
  readonly nodes: number;
  readonly solver: string;
}

/** The most coverage, or the least cost at that coverage; what it starts from stands where nothing better is found. */
async function search(problem: Problem, solve: Solve, start: readonly Part[], coverage?: Ratio): Promise<Searched> {
  const program = programOf(problem, coverage === undefined ? 'coverage' : 'cost', coverage);
  const asked = coverage === undefined ? { ...limits, gap: '0.000001' } : limits;
  const solved: Solved = await solve(program, asked, valuesOf(problem, start));
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
