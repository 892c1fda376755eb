import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { awardsOf, candidatesOf, reservesOf } from '../../../functions/tendering/award.ts';
import { at, evaluated, lotId, oneLot, only, org, root } from './support.ts';

const bids = [at(1, '500'), at(2, '500'), at(3, '500'), at(4, '499')];
const drawn = oneLot({}, { tieRule: 'draw' });

describe('an exact tie', () => {
  it('is drawn by the order of SHA-256(root ‖ lot ‖ supplier), as any tool computes it', () => {
    const digestOf = (n: number) =>
      createHash('sha256')
        .update(`${root}${lotId}${org(n)}`)
        .digest('hex');
    const order = [1, 2, 3].sort((a, b) => (digestOf(a) < digestOf(b) ? -1 : 1));
    const result = only(evaluated(drawn, bids));
    expect(result.bids.map(({ supplier, rank }) => [supplier, rank])).toEqual([
      [org(4), 1],
      ...order.map((n, place) => [org(n), place + 2]),
    ]);
    expect(result.draws).toEqual([{ order: order.map((n) => ({ supplier: org(n), digest: digestOf(n) })) }]);
    expect(result.ties).toEqual([]);
  });

  it('is drawn otherwise from another root', () => {
    const orders = new Set(
      Array.from({ length: 16 }, (_, n) => {
        const one = only(evaluated(drawn, bids, { root: n.toString(16).padStart(2, '0').repeat(32) }));
        return one.bids.map(({ supplier }) => supplier).join();
      }),
    );
    expect(orders.size).toBeGreaterThan(2);
  });

  it('stays one where the documents leave it to a decision, and before bids are frozen', () => {
    const tied = [[org(1), org(2), org(3)]];
    expect(only(evaluated(oneLot({}, { tieRule: 'decision' }), bids))).toMatchObject({ ties: tied, draws: [] });
    expect(only(evaluated(oneLot(), bids)).ties).toEqual(tied);
    expect(only(evaluated(drawn, bids, { root: '' }))).toMatchObject({ ties: tied, draws: [] });
  });

  it('that reaches past the last place is ordered whole, and cut there', () => {
    const evaluation = evaluated(oneLot(), bids);
    const order = [org(3), org(1), org(2)];
    const [first] = candidatesOf(evaluation, 3, [{ lot: lotId, order, reason: '质量保证期长' }]);
    expect(first?.candidates.map(({ supplier, rank }) => [rank, supplier])).toEqual([
      [1, org(4)],
      [2, org(3)],
      [3, org(1)],
    ]);
  });

  it('is one of the exact prices, not of the published ones', () => {
    const tender = oneLot({ deductions: [{ for: 'micro', rate: '0.3333' }] });
    // 300.05 × 0.6667 = 200.043335, published as 200.04
    const close = [{ ...at(1, '300.05'), sizeClass: 'micro' } as const, at(2, '200.04')];
    const result = only(evaluated(tender, close));
    expect(result.bids.map(({ evaluated: { shown } }) => shown)).toEqual(['200.04', '200.04']);
    expect(result.bids.map(({ supplier }) => supplier)).toEqual([org(2), org(1)]);
    expect(result.ties).toEqual([]);
  });
});

describe('succession', () => {
  const evaluation = evaluated(oneLot(), [at(1, '498'), at(2, '499'), at(3, '500'), at(4, '501')]);
  const candidates = candidatesOf(evaluation, 3, []);
  const awarded = (...dropped: string[]) => awardsOf({ draft: oneLot() }, evaluation, candidates, { [lotId]: dropped });

  it('goes to the next in rank, and ends with the candidates', () => {
    const winners = (...dropped: string[]) => awarded(...dropped).map(({ supplier }) => supplier);
    expect(winners()).toEqual([org(1)]);
    expect(winners(org(1))).toEqual([org(2)]);
    expect(winners(org(2), org(1))).toEqual([org(3)]);
    expect(winners(org(1), org(2), org(3))).toEqual([]);
  });

  it('awards the lot at the price that the next one bid', () => {
    expect(awarded(org(1))).toMatchObject([{ lot: lotId, supplier: org(2), amount: { amount: '499.00' } }]);
  });

  it('names as many reserves as the documents say, of those that stay', () => {
    const one = oneLot({ allocation: { rule: 'reserves', reserves: 1 } }).lots;
    const names = (dropped = {}) =>
      reservesOf(one, candidates, dropped).flatMap((lot) => lot.candidates.map(({ supplier }) => supplier));
    expect(names()).toEqual([org(2)]);
    expect(names({ [lotId]: [org(1)] })).toEqual([org(3)]);
    expect(names({ [lotId]: [org(1), org(2)] })).toEqual([]);
    expect(reservesOf(oneLot().lots, candidates)).toEqual([]);
  });
});
