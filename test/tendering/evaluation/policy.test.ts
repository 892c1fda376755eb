import { describe, expect, it } from 'vitest';
import { awardsOf, candidatesOf } from '../../../functions/tendering/award.ts';
import type { Deduction } from '../../../functions/tendering/draft.ts';
import { at, evaluated, oneLot, only, org } from './support.ts';

const deductions: readonly Deduction[] = [
  { for: 'small', rate: '0.10' },
  { for: 'micro', rate: '0.15' },
  { for: 'consortium', rate: '0.05' },
];
const tender = oneLot({ deductions });
const [large, small, micro] = (['large', 'small', 'micro'] as const).map((sizeClass) => ({ sizeClass }));
const inConsortium = (...ns: number[]) =>
  Object.fromEntries(ns.map((n) => [org(n), { qualified: true, reasons: [], consortium: true }]));

describe('policy deductions', () => {
  it('go by size class, and none is for medium or large firms, nor for a bidder of no known size', () => {
    const bids = [at(1, '100', small), at(2, '100', micro), at(3, '100', large), at(4, '100')];
    const shown = only(evaluated(tender, bids)).bids.map(({ evaluated: { shown }, deduction }) => [
      shown,
      deduction?.for,
    ]);
    expect(shown).toEqual([
      ['85.00', 'micro'],
      ['90.00', 'small'],
      ['100.00', undefined],
      ['100.00', undefined],
    ]);
  });

  it('of a consortium are the consortium’s, and never both', () => {
    const [bid] = only(evaluated(tender, [at(1, '100', small)], { qualification: inConsortium(1) })).bids;
    expect(bid).toMatchObject({ deduction: { for: 'consortium' }, evaluated: { exact: '95/1' } });
    const without = oneLot({ deductions: deductions.slice(0, 2) });
    expect(only(evaluated(without, [at(1, '100', small)], { qualification: inConsortium(1) })).bids[0]).toMatchObject({
      evaluated: { exact: '100/1' },
    });
  });

  it('change the order, never the contract: the outcome is given with and without each', () => {
    // With: 94.5, 93.5, 95, 94.05. Without the one for small firms the first is 105.
    const bids = [at(1, '105', small), at(2, '110', micro), at(3, '95', large), at(4, '99', large)];
    const evaluation = evaluated(tender, bids, { qualification: inConsortium(4) });
    const lot = only(evaluation);
    expect(lot.bids.map(({ supplier }) => supplier)).toEqual([org(2), org(4), org(1), org(3)]);
    expect(lot.withoutDeductions).toEqual([
      { without: 'small', ranks: { [org(2)]: 1, [org(4)]: 2, [org(3)]: 3, [org(1)]: 4 }, winners: [org(2)] },
      { without: 'micro', ranks: { [org(4)]: 1, [org(1)]: 2, [org(3)]: 3, [org(2)]: 4 }, winners: [org(4)] },
      { without: 'consortium', ranks: { [org(2)]: 1, [org(1)]: 2, [org(3)]: 3, [org(4)]: 4 }, winners: [org(2)] },
      { without: 'all', ranks: { [org(3)]: 1, [org(4)]: 2, [org(1)]: 3, [org(2)]: 4 }, winners: [org(3)] },
    ]);
    const [award] = awardsOf({ draft: tender }, evaluation, candidatesOf(evaluation, 3, []));
    expect(award).toMatchObject({ supplier: org(2), amount: { amount: '110.00' } });
  });

  it('that nobody has change nothing, and are not compared', () => {
    expect(only(evaluated(tender, [at(1, '100', large), at(2, '99', large)])).withoutDeductions).toEqual([]);
  });

  it('name every winner where the first place would tie', () => {
    const lot = only(evaluated(tender, [at(1, '100', small), at(2, '100', large)]));
    expect(lot.withoutDeductions).toEqual([
      { without: 'small', ranks: { [org(1)]: 1, [org(2)]: 1 }, winners: [org(1), org(2)] },
    ]);
  });
});
