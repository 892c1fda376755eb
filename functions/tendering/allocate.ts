import type { Solve } from '../../shared/kernel/program.ts';
import type { Solver } from '../../shared/ports/solver.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { Draft } from './draft.ts';
import type { Evaluation } from './evaluation/evaluation.ts';
import { appraise } from './optimise/assignment.ts';
import { conflict, conflictsOf } from './optimise/conflicts.ts';
import type { Search } from './optimise/found.ts';
import { greedy } from './optimise/greedy.ts';
import type { AllocationOutcome, Conflict, GroupOutcome } from './optimise/outcome.ts';
import { allocationsOf, costsOf } from './optimise/present.ts';
import type { Problem } from './optimise/problem.ts';
import { type AllocatedBid, problemsOf } from './optimise/problems.ts';
import { readingOf } from './optimise/reading.ts';
import { firstOfTies, search } from './optimise/search.ts';
import { singleWinners } from './optimise/single.ts';
import { secondBestOf, storyOf } from './optimise/story.ts';

/** What an allocation is made from: the documents, their evaluation, and the bids as they were opened. */
export interface AllocationAsked {
  readonly draft: Draft;
  readonly evaluation: Evaluation;
  readonly bids: readonly AllocatedBid[];
  readonly solver: Solver;
  /** How many of the problems, which are solved one after the other, are solved. */
  report?(done: number, total: number): Promise<unknown>;
}

/**
 * Allocates the lots that the documents award at the least delivered cost (优化授标): each group of lots by itself, first
 * the least cost, then of equals the first by the published order, then what constraints cost and what the second-best
 * allocation would. The same documents and bids always give the same outcome. Lots that cannot be awarded stand apart,
 * with the constraints that conflict, and do not keep the others back.
 * @throws Error when the solver's result breaks a constraint in exact numbers
 */
export async function allocate({
  draft,
  evaluation,
  bids,
  solver,
  report,
}: AllocationAsked): Promise<AllocationOutcome> {
  const problems = problemsOf(draft, evaluation, bids);
  const groups: GroupOutcome[] = [];
  let name = '';
  const solve: Solve = async (...asked) => {
    const solved = await solver.solve(...asked);
    name = solved.solver;
    return solved;
  };
  // Each report is a write: of hundreds of lots by themselves a twentieth each is enough.
  const often = Math.ceil(problems.length / 20);
  for (const [at, problem] of problems.entries()) {
    if (at % often === 0 && problems.length > 1) await report?.(at, problems.length);
    groups.push(...(await groupsOf(problem, solve)));
  }
  return { problem: hashJson(problems), solver: name, groups };
}

async function groupsOf(problem: Problem, solve: Solve): Promise<readonly GroupOutcome[]> {
  const searched = await search(problem, solve, { start: greedy(readingOf(problem)) });
  if (searched.status !== 'infeasible') return [await groupOf(problem, solve, searched)];

  const conflicts = new Map<string, readonly Conflict[]>();
  for (const lot of problem.lots) conflicts.set(lot.id, await conflictsOf(lot, solve));
  const stuck = problem.lots.filter(({ id }) => conflicts.get(id)?.length !== 0).map(({ id }) => id);
  if (stuck.length === 0) throw new Error('a problem is infeasible though each of its lots is not');
  const others = withoutLots(problem, stuck);
  const rest = others.lots.length === 0 ? [] : await groupsOf(others, solve);
  const lots = stuck.map((lot) => ({ lot, awards: [] }));
  return [
    ...rest,
    {
      status: 'infeasible',
      lots,
      nodes: searched.nodes,
      tiesBroken: false,
      conflicts: [...conflicts.values()].flat(),
      story: [],
    },
  ];
}

/** A package that names a lot that is not awarded cannot count. */
const withoutLots = ({ lots, packages }: Problem, out: readonly string[]): Problem => ({
  lots: lots.filter(({ id }) => !out.includes(id)),
  packages: packages.filter(({ lots: named }) => !named.some((lot) => out.includes(lot))),
});

async function groupOf(problem: Problem, solve: Solve, searched: Search): Promise<GroupOutcome> {
  const { status, found, nodes } = searched;
  const single = problem.lots.some(({ otherwise }) => otherwise === 'winner-takes-all');
  if (found === undefined || (status === 'limit' && single)) return singleOf(problem, searched);
  const first = await firstOfTies(problem, solve, found);
  const best = first ?? found;
  return {
    status: status === 'optimal' ? 'optimal' : 'best-found',
    lots: allocationsOf(problem, best),
    ...costsOf(best, searched),
    nodes,
    tiesBroken: first !== undefined,
    conflicts: [],
    story: await storyOf(problem, solve, best),
    secondBest: await secondBestOf(problem, solve, best),
  };
}

/** The search ended early, and the documents have one winner a lot for that, or nothing else was found. */
function singleOf(problem: Problem, searched: Search): GroupOutcome {
  const reading = readingOf(problem);
  const assignment = singleWinners(reading);
  const found = { assignment, ...appraise(reading, assignment) };
  const alone = found.lots.filter(({ parts }) => parts.length === 0);
  return {
    status: 'winner-takes-all',
    lots: allocationsOf(problem, found),
    ...(alone.length === 0 ? costsOf(found, searched) : {}),
    nodes: searched.nodes,
    tiesBroken: true,
    conflicts: alone.map(({ lot }) => conflict('no-single-supplier', lot.id)),
    story: [],
  };
}
