import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { market } from '../../../bench/market.ts';
import { appraise, breachesOf } from '../../../functions/tendering/optimise/assignment.ts';
import { foundOf } from '../../../functions/tendering/optimise/found.ts';
import { greedy } from '../../../functions/tendering/optimise/greedy.ts';
import type { Offer, Problem } from '../../../functions/tendering/optimise/problem.ts';
import { programOf } from '../../../functions/tendering/optimise/program.ts';
import { readingOf } from '../../../functions/tendering/optimise/reading.ts';
import { firstOfTies, search } from '../../../functions/tendering/optimise/search.ts';
import { suppliesOf } from '../../../functions/tendering/optimise/supply.ts';
import { valuesOf } from '../../../functions/tendering/optimise/values.ts';
import { compare, div, mul, one, parseDecimal, ratio, roundHalfUp, sub, sum } from '../../../shared/kernel/ratio.ts';
import { highsSolver } from '../../../shared/ports/solver.highs.ts';
import { problems } from './arbitrary.ts';
import { bruteForce } from './brute.ts';

const { solve } = highsSolver();
const runs = 150;

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

  test('comes within the gap of that, and its bound stays below, with loads divided first', async () => {
    let approached = 0;
    await fc.assert(
      fc.asyncProperty(problems, fc.constantFrom('0.0001', '0.05', '0.2'), async ({ lots, packages }, gap) => {
        const problem = { packages, lots: lots.map((lot) => ({ ...lot, gap })) };
        const [best, { status, found, bound }] = [bruteForce(problem), await search(problem, solve)];
        if (best === undefined) {
          expect(status).toBe('infeasible');
          return;
        }
        const least = ratio(best.cost, 10n ** 10n);
        expect(status).toBe('optimal');
        expect(bound && compare(bound, least)).toBeLessThanOrEqual(0);
        const most = mul(least, div(one, sub(one, parseDecimal(gap, 4))));
        expect(found && compare(found.cost, most)).toBeLessThanOrEqual(0);
        if (found && compare(found.cost, least) > 0) approached++;
      }),
      { numRuns: 2 * runs },
    );
    expect(approached).toBeGreaterThan(0);
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
      { numRuns: runs / 2 },
    );
  });

  test('with a gap above zero gives, of those that win, as much as can be to who is first', async () => {
    const offer = (supplier: string): Offer => ({
      supplier,
      weight: '1',
      capacity: '70',
      tiers: [],
      prices: [{ item: 'item', goods: '3500', freight: '0' }],
    });
    const problem: Problem = {
      packages: [],
      lots: [
        {
          id: 'lot',
          unit: 'TNE',
          step: '10',
          gap: '0.01',
          nodes: 1000,
          otherwise: 'best-found',
          items: [{ item: 'item', quantity: '100', goods: 'goods' }],
          offers: ['first', 'last'].map(offer),
        },
      ],
    };
    const [firstMost, lastMost] = [
      [[ratio(70n)], [ratio(30n)]],
      [[ratio(30n)], [ratio(70n)]],
    ];
    const found = foundOf(readingOf(problem), [lastMost]);
    expect((await firstOfTies(problem, solve, found))?.assignment).toEqual([firstMost]);
  });

  test('ends at its nodes, with the best found and a bound below it', async () => {
    const { packages, lots } = market({ counties: 3, items: 2, suppliers: 9, itemsPerLot: 2 }, 5);
    const problem = { packages, lots: lots.map((lot) => ({ ...lot, gap: '0', nodes: 1 })) };
    const reading = readingOf(problem);
    const { status, found, bound, nodes } = await search(problem, solve);
    expect(status).toBe('limit');
    expect(nodes).toBeLessThan(5);
    expect(found && breachesOf(reading, found.assignment)).toEqual([]);
    expect(found && bound && compare(bound, found.cost)).toBe(-1);
  });

  test('may start from what a buyer does by hand: its values keep every row of the program, at its cost', () => {
    let started = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const reading = readingOf(problem);
        const byHand = greedy(reading);
        if (byHand === undefined) return;
        started++;
        const { offset, columns, rows } = programOf(reading, suppliesOf(reading));
        const values = valuesOf(reading, byHand);
        const total = (terms: readonly { readonly column: string; readonly factor: string }[]) =>
          terms.reduce((all, { column, factor }) => all + (values.get(column) ?? 0) * Number(factor), 0);
        for (const { terms, lower = '-Infinity', upper = 'Infinity' } of rows) {
          expect(total(terms)).toBeGreaterThan(Number(lower) - 1e-6);
          expect(total(terms)).toBeLessThan(Number(upper) + 1e-6);
        }
        const cost = Number(offset) + total(columns.map(({ name, cost: factor }) => ({ column: name, factor })));
        expect(cost).toBeCloseTo(Number(roundHalfUp(appraise(reading, byHand).cost, 6)), 3);
      }),
      { numRuns: 300 },
    );
    expect(started).toBeGreaterThan(50);
  });
});
