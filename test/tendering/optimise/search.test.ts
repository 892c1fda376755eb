import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstOfTies, search } from '../../../functions/tendering/optimise/search.ts';
import { compare, mul, ratio, sum } from '../../../shared/kernel/ratio.ts';
import { highsSolver } from '../../../shared/ports/solver.highs.ts';
import { problems } from './arbitrary.ts';
import { bruteForce } from './brute.ts';

const { solve } = highsSolver();
const runs = 300;

describe('the search', () => {
  test('finds exactly what trying everything finds', async () => {
    const seen = { solved: 0, infeasible: 0 };
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const best = bruteForce(problem);
        const { status, found, bound } = await search(problem, solve);
        if (best === undefined) {
          seen.infeasible++;
          expect(status).toBe('infeasible');
          return;
        }
        seen.solved++;
        expect({ status, cost: found?.cost }).toEqual({ status: 'optimal', cost: ratio(best.cost, 10n ** 10n) });
        expect(bound && compare(bound, ratio(best.cost, 10n ** 10n))).toBeLessThanOrEqual(0);
      }),
      { numRuns: runs },
    );
    expect(Math.min(seen.solved, seen.infeasible)).toBeGreaterThan(20);
  });

  test('of equal costs takes the first by the published order', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const best = bruteForce(problem);
        const { found } = await search(problem, solve);
        if (best === undefined || found === undefined) return;
        const first = await firstOfTies(problem, solve, found);
        expect(first?.cost).toEqual(found.cost);
        const places = sum(
          (first?.assignment ?? []).flatMap((lot) => lot.map((row, o) => mul(sum(row), ratio(BigInt(o))))),
        );
        expect(places).toEqual(ratio(best.places, 10n));
        const winners = first?.lots.map(({ parts }) => parts.map(({ offer }) => offer.supplier).join(' ')).join(' | ');
        expect(best.winners).toContain(winners);
      }),
      { numRuns: runs / 3 },
    );
  });
});
