import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appraise, better } from '../../functions/market/combining/appraise.ts';
import { combine } from '../../functions/market/combining/combine.ts';
import { problemOf } from '../../functions/market/combining/problem.ts';
import { solvePlan } from '../../functions/market/combining/solve.ts';
import { compare, fraction, mul, parseDecimal, sub } from '../../shared/kernel/ratio.ts';
import { highsSolver } from '../../shared/ports/solver.highs.ts';
import { bruteForce, smallDemand, smallOffers } from './combinations.ts';
import { offers, tonnes, wants, yuan } from './fixtures.ts';

const { solve } = highsSolver();

describe('a joint plan', () => {
  it('gives a scarce offer to the demand that no other serves', async () => {
    const both = { grade: 'HRB400E', diameter: { oneOf: [16, 20] } };
    const demands = [
      wants({ id: 'x', quantity: tonnes('105') }),
      wants({ id: 'y', quantity: tonnes('105'), spec: { grade: 'HRB400E', diameter: 16 } }),
    ];
    const supplies = [
      offers({ id: 'a', spec: both, quantity: tonnes('105'), price: yuan('3400') }),
      offers({ id: 'b', quantity: tonnes('105'), price: yuan('3600') }),
    ];
    const problem = problemOf(demands, supplies);
    const { plan, byHand, status } = await solvePlan(problem, solve);
    expect(plan.lines.map(({ need, offer, trucks }) => [need, offer, trucks])).toEqual([
      ['x', 'b', 3],
      ['y', 'a', 3],
    ]);
    expect([fraction(byHand.coverage), status]).toEqual(['105/1', 'optimal']);
  });

  it('counts pieces and tonnes of one offer in its own unit', async () => {
    const spec = { grade: 'HRB400E', diameter: 20, length: 12 };
    const demands = [
      wants({ id: 'x', spec, quantity: { value: '1000', unit: 'H87' } }),
      wants({ id: 'y', spec, quantity: tonnes('40') }),
    ];
    const problem = problemOf(demands, [offers({ id: 'a', spec, quantity: tonnes('66') })]);
    const { plan } = await solvePlan(problem, solve);
    expect(plan.lines.map(({ need, quantity, trucks }) => [need, fraction(quantity), trucks])).toEqual([
      ['x', '1000/1', 1],
      ['y', '35/1', 1],
    ]);
  });

  const market = fc.record({
    x: smallDemand('x', 100),
    y: smallDemand('y', 100),
    supplies: smallOffers(3),
    maxSuppliers: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined, freq: 2 }),
  });

  it('is as good as trying everything, keeps every rule, and is no worse than by hand', async () => {
    await fc.assert(
      fc.asyncProperty(market, async ({ x, y, supplies, maxSuppliers }) => {
        const problem = problemOf([x, y], supplies, maxSuppliers);
        const { plan, byHand, bound, coverageBound } = await solvePlan(problem, solve);
        const best = bruteForce(problem);
        expect(fraction(plan.coverage)).toEqual(fraction(best.coverage));
        const gap = sub(plan.cost, best.cost);
        expect(compare(gap, mul(parseDecimal('0.000001', 6), plan.cost))).toBeLessThanOrEqual(0);
        expect(compare(bound, best.cost)).toBeLessThanOrEqual(0);
        expect(compare(coverageBound, plan.coverage)).toBeGreaterThanOrEqual(0);
        expect(better(plan, byHand)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  it('of one demand is its combination, in whatever order posts come', async () => {
    await fc.assert(
      fc.asyncProperty(market, async ({ x, supplies, maxSuppliers }) => {
        const problem = problemOf([x], supplies, maxSuppliers);
        const [need] = problem.needs;
        const exact = need && appraise(problem, combine(need, problem.links, maxSuppliers));
        const { plan } = await solvePlan(problem, solve);
        const again = await solvePlan(problemOf([x], supplies.toReversed(), maxSuppliers), solve);
        expect(again.plan).toEqual(plan);
        expect(fraction(plan.coverage)).toBe(exact && fraction(exact.coverage));
      }),
      { numRuns: 40 },
    );
  });
});
