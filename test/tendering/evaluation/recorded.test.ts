import { describe, expect, it } from 'vitest';
import type { Allocation } from '../../../functions/tendering/allocation.ts';
import type { RecordedAllocation, RecordedShare } from '../../../functions/tendering/allocation-events.ts';
import { allocatedOf, awardsOf } from '../../../functions/tendering/award.ts';
import { canBeAwarded } from '../../../functions/tendering/results.ts';
import { rebarItem } from '../fixtures.ts';
import { at, cny, evaluated, lotId, oneLot, org } from './support.ts';

const rule: Allocation = {
  rule: 'optimised',
  step: { value: '1', unit: 'TNE', basis: 'theoretical' },
  maxWinners: 2,
  gap: '0.0001',
  nodes: 100,
  otherwise: 'best-found',
};
const tender = oneLot(
  { items: [rebarItem(1, '100')], allocation: rule, deductions: [{ for: 'small', rate: '0.10' }] },
  { regime: 'soe-voluntary' },
);
const evaluation = evaluated(tender, [at(1, '3520.55', { sizeClass: 'small' }), at(2, '3600'), at(3, '3700')]);
const share = (n: number, quantity: string, discount = '0'): RecordedShare => ({
  supplier: org(n),
  discount,
  lines: [{ item: rebarItem(1).id, quantity }],
});
const recorded = (...awards: RecordedShare[]): { draft: typeof tender; allocation: RecordedAllocation } => ({
  draft: tender,
  allocation: {
    ...{ evaluation: '', outcome: '', problem: '', solver: 'HiGHS' },
    groups: [{ status: 'optimal', nodes: 1, tiesBroken: true, conflicts: [], lots: [{ lot: lotId, awards }] }],
  },
});

describe('a recorded allocation', () => {
  const made = recorded(share(2, '30'), share(1, '70', '0.0125'));
  const candidates = allocatedOf(made, evaluation);

  it('names its winners as the candidates, the largest amount first, compared after their deductions', () => {
    expect(candidates[0]?.candidates).toMatchObject([
      // 3520.55 × 0.9875 = 3476.543125, half-up to four decimals; × 70 = 243,358.017
      { rank: 1, supplier: org(1), price: cny('243358.02'), evaluated: { shown: '219022.22' } },
      { rank: 2, supplier: org(2), price: cny('108000.00'), evaluated: { shown: '108000.00' } },
    ]);
  });

  it('is awarded at the price that was bid, less the discount that it earned', () => {
    const [first, second] = awardsOf(made, evaluation, candidates);
    expect(first).toMatchObject({
      ...{ rank: 1, share: '7/10', amount: cny('243358.02') },
      lines: [{ quantity: { value: '70' }, unitPrice: cny('3476.5431'), discount: '0.0125' }],
    });
    expect(second).toMatchObject({ rank: 2, share: '3/10', lines: [{ unitPrice: cny('3600') }] });
    expect(second?.lines[0]).not.toHaveProperty('discount');
  });

  it('leaves the others as they are when one drops out', () => {
    expect(awardsOf(made, evaluation, candidates, { [lotId]: [org(1)] })).toMatchObject([
      { rank: 1, supplier: org(2), lines: [{ quantity: { value: '30' } }] },
    ]);
    expect(awardsOf(made, evaluation, candidates, { [lotId]: [org(1), org(2)] })).toEqual([]);
  });

  it('without an award leaves nothing that can be awarded', () => {
    expect(canBeAwarded(recorded(), evaluation)).toBe(false);
    expect(canBeAwarded(made, evaluation)).toBe(true);
  });
});
