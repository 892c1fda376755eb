import type { Constraint, Solve } from '../../../shared/kernel/program.ts';
import { atLeast } from '../../../shared/kernel/program-rows.ts';
import { isZero, one, ratio, sub } from '../../../shared/kernel/ratio.ts';
import { figure } from '../evaluation/evaluation.ts';
import type { Found, Search } from './found.ts';
import type { SecondBest, Shadow } from './outcome.ts';
import type { Problem } from './problem.ts';
import { winning } from './program.ts';
import { readingOf } from './reading.ts';
import { search } from './search.ts';
import { suppliesOf } from './supply.ts';
import { has, removables, without } from './without.ts';

/** What each kind of constraint costs and each kind of discount saves: the same search without it, from what keeps all. */
export async function storyOf(problem: Problem, solve: Solve, found: Found): Promise<readonly Shadow[]> {
  const story: Shadow[] = [];
  for (const kind of removables.filter((each) => has(problem, each))) {
    story.push({
      without: kind,
      ...compared(await search(without(problem, kind), solve, { start: found.assignment }), found),
    });
  }
  return story;
}

/** The best assignment in which somebody else wins somewhere, or somebody does not. */
export async function secondBestOf(problem: Problem, solve: Solve, found: Found): Promise<SecondBest> {
  const other = await search(problem, solve, { rows: [otherWinners(problem, found)] });
  const winners = other.found?.lots.map(({ lot, parts }) => ({
    lot: lot.id,
    suppliers: parts.map(({ offer }) => offer.supplier),
  }));
  return { ...compared(other, found), winners: winners ?? [] };
}

/** Not all winners and nobody else: of those that won one does not, or of the others one does. */
function otherWinners(problem: Problem, found: Found): Constraint {
  const able = suppliesOf(readingOf(problem))
    .flat()
    .filter(({ modes }) => modes.length > 0)
    .map((supply) => ({
      supply,
      wins: found.assignment[supply.l]?.[supply.o]?.some((each) => !isZero(each)) ?? false,
    }));
  const winners = BigInt(able.filter(({ wins }) => wins).length);
  return atLeast(
    able.flatMap(({ supply, wins }) => winning(supply, wins ? ratio(-1n) : one)),
    ratio(1n - winners),
  );
}

function compared({ status, found: other }: Search, { cost }: Found): Pick<Shadow, 'status' | 'cost' | 'difference'> {
  if (other === undefined) return { status: status === 'infeasible' ? status : 'unknown' };
  return {
    status: status === 'optimal' ? 'optimal' : 'best-found',
    cost: figure(other.cost),
    difference: figure(sub(other.cost, cost)),
  };
}
