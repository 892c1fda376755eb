import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appraise, better, breachesOf } from '../../functions/market/combining/appraise.ts';
import { combine } from '../../functions/market/combining/combine.ts';
import { greedy, relaxedCost } from '../../functions/market/combining/greedy.ts';
import type { Problem } from '../../functions/market/combining/model.ts';
import { problemOf } from '../../functions/market/combining/problem.ts';
import { reasonsFor } from '../../functions/market/combining/reasons.ts';
import type { Candidate } from '../../functions/market/matching/model.ts';
import { compare, fraction, ratio, roundHalfUp, zero } from '../../shared/kernel/ratio.ts';
import { bruteForce, smallDemand, smallOffers } from './combinations.ts';
import { offers, tonnes, wants, yuan } from './fixtures.ts';

function solved(problem: Problem) {
  const [need] = problem.needs;
  if (need === undefined) throw new Error('no need');
  const parts = combine(need, problem.links, problem.maxSuppliers);
  return { need, parts, found: appraise(problem, parts) };
}
/** At the demand's own place, so that nothing is freight. */
const at = (id: string, has: string, price: string, more: Partial<Candidate> = {}): Candidate =>
  offers({ id, party: id, point: wants().point, quantity: tonnes(has), price: yuan(price), ...more });
const combined = (asked: string, supplies: readonly Candidate[], maxSuppliers?: number) => {
  const problem = problemOf([wants({ quantity: tonnes(asked) })], supplies, maxSuppliers);
  const { need, found } = solved(problem);
  return {
    lines: found.lines.map(({ offer, quantity, trucks }) => [offer, roundHalfUp(quantity, 0), trucks]),
    amount: found.amount,
    out: reasonsFor(problem, need, found).map(({ offer, code, params }) => [offer, code, ...Object.values(params)]),
  };
};

describe('one demand', () => {
  it('is filled from the cheapest on, in whole trucks, the rest once', () => {
    const { lines, amount, out } = combined('500', [at('a', '300', '3400'), at('b', '860', '3380'), at('c', '9', '1')]);
    expect(lines).toEqual([['b', '500', 15]]);
    expect(amount).toBe(169_000_000n);
    expect(out).toEqual([
      ['c', 'combining-below-load', '9', '35', 'TNE theoretical'],
      ['a', 'combining-dearer', '20.00', 'TNE theoretical'],
    ]);
  });

  it('leaves out what is cheaper and does not fit, though by hand one would begin with it', () => {
    const a = at('a', '300', '3300', { minimumOrder: tonnes('280') });
    const [b, c] = [at('b', '350', '3310', { minimumOrder: tonnes('140') }), at('c', '1000', '3400')];
    const { lines, amount, out } = combined('350', [a, b, c]);
    expect(lines).toEqual([['b', '350', 10]]);
    expect(amount).toBe(115_850_000n);
    expect(out.map(([offer, code]) => [offer, code])).toEqual([
      ['a', 'combining-does-not-fit'],
      ['c', 'combining-dearer'],
    ]);
    const problem = problemOf([wants({ quantity: tonnes('350') })], [a, b, c]);
    expect(appraise(problem, greedy(problem)).amount).toBe(116_200_000n);
  });

  it('says which minimum order is above what is left', () => {
    const a = at('a', '300', '3300', { minimumOrder: tonnes('280') });
    const b = at('b', '140', '3310', { minimumOrder: tonnes('140') });
    const { lines, out } = combined('350', [at('c', '1000', '3400'), b, a]);
    expect(lines).toEqual([
      ['a', '280', 8],
      ['c', '70', 2],
    ]);
    expect(out).toEqual([['b', 'combining-minimum-above-left', '140', '70', 'TNE theoretical']]);
  });

  it('keeps to as many suppliers as may be, a supplier of several offers being one', () => {
    const three = [at('a', '140', '3300'), at('b', '140', '3310', { party: 'a' }), at('c', '140', '3320')];
    const big = at('d', '420', '3500');
    expect(combined('280', [...three, big], 1).lines.map(([offer]) => offer)).toEqual(['a', 'b']);
    const { lines, out } = combined('420', [...three, big], 1);
    expect(lines.map(([offer]) => offer)).toEqual(['d']);
    expect(out.map(([offer, code]) => [offer, code])).toEqual([
      ['a', 'combining-suppliers-full'],
      ['b', 'combining-suppliers-full'],
      ['c', 'combining-suppliers-full'],
    ]);
    expect(combined('420', [...three, big], 2).lines.map(([offer]) => offer)).toEqual(['a', 'b', 'c']);
  });

  it('covers what it can where the market has too little, and says what cannot be counted on', () => {
    const silent = [offers({ id: 'x', quantity: undefined }), offers({ id: 'y', price: undefined })];
    const { lines, out } = combined('100', [at('a', '90', '3400'), ...silent]);
    expect(lines).toEqual([['a', '70', 2]]);
    expect(out).toEqual([
      ['x', 'combining-no-quantity'],
      ['y', 'combining-no-price'],
    ]);
  });

  it('of equal costs takes fewer offers, and the smaller id', () => {
    const { lines, out } = combined('200', [at('c', '200', '3400'), at('b', '200', '3400'), at('a', '100', '3400')]);
    expect(lines).toEqual([['b', '200', 6]]);
    expect(out).toEqual([
      ['a', 'combining-not-needed'],
      ['c', 'combining-not-needed'],
    ]);
  });

  it('goes onto trucks by weight, of pieces and boards as many whole ones as a truck takes', () => {
    const load = (more: Partial<Candidate>) => {
      const [need] = problemOf([wants(more)], []).needs;
      return need && [fraction(need.load), need.trucks, need.loads, fraction(need.rest)];
    };
    expect(load({ quantity: { value: '120000', unit: 'KGM', basis: 'weighed' } })).toEqual([
      '35000/1',
      1,
      3,
      '15000/1',
    ]);
    const cement = { subject: 'cement.common', spec: { code: 'P·O', grade: '42.5', form: 'bulk' } };
    expect(load({ ...cement, quantity: { value: '100', unit: 'TNE', basis: 'weighed' } })).toEqual([
      '33/1',
      1,
      3,
      '1/1',
    ]);
    const board = { subject: 'board.plywood', spec: {} };
    expect(load({ ...board, quantity: { value: '120', unit: 'MTQ' } })).toEqual(['50/1', 1, 2, '20/1']);
    expect(load({ quantity: tonnes('50000') })).toEqual(['140/1', 4, 357, '20/1']);
  });
});

describe('whatever is offered', () => {
  const small = fc.record({
    demand: smallDemand('w'),
    supplies: smallOffers(4),
    maxSuppliers: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  });

  it('nothing that keeps the rules is better, and everything keeps them', () => {
    fc.assert(
      fc.property(small, ({ demand, supplies, maxSuppliers }) => {
        const problem = problemOf([demand], supplies, maxSuppliers);
        const { need, parts, found } = solved(problem);
        const best = bruteForce(problem);
        expect([fraction(found.coverage), fraction(found.cost)]).toEqual([
          fraction(best.coverage),
          fraction(best.cost),
        ]);
        expect(breachesOf(problem, greedy(problem))).toEqual([]);
        expect(better(found, appraise(problem, greedy(problem)))).toBeLessThanOrEqual(0);
        const covered = found.covered.get(need.id) ?? zero;
        expect(compare(relaxedCost(problem, covered), found.cost)).toBeLessThanOrEqual(0);
        const named = [
          ...parts.map(({ offer }) => offer),
          ...reasonsFor(problem, need, found).map(({ offer }) => offer),
        ];
        expect(named.sort()).toEqual([...problem.links, ...problem.unusable].map(({ offer }) => offer).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('the order of posts makes no difference, and one more offer never makes it worse', () => {
    fc.assert(
      fc.property(small, fc.infiniteStream(fc.nat(9)), ({ demand, supplies, maxSuppliers }, keys) => {
        const all = solved(problemOf([demand], supplies, maxSuppliers));
        const shuffled = supplies.map((each) => [keys.next().value, each] as const).sort(([a], [b]) => a - b);
        const other = shuffled.map(([, each]) => each);
        expect(solved(problemOf([demand], [...other, ...other], maxSuppliers)).parts).toEqual(all.parts);
        const fewer = solved(problemOf([demand], other.slice(1), maxSuppliers));
        expect(better(all.found, fewer.found)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('a large market is solved as exactly', () => {
    const supplies = Array.from({ length: 200 }, (_, n) =>
      at(`o${String(n).padStart(3, '0')}`, String(40 + ((n * 37) % 90)), String(3400 + ((n * 53) % 97)), {
        party: `p${n % 60}`,
        minimumOrder: tonnes(String(35 + ((n * 29) % 5))),
      }),
    );
    const problem = problemOf([wants({ quantity: tonnes('9000') })], supplies, 10);
    const { need, found } = solved(problem);
    expect(new Set(found.lines.map(({ link }) => link.party)).size).toBeLessThanOrEqual(10);
    const free = solved(problemOf([wants({ quantity: tonnes('9000') })], supplies)).found;
    expect(compare(free.covered.get(need.id) ?? zero, ratio(9000n))).toBe(0);
  });
});
