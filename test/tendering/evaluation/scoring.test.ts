import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../functions/tendering/award.ts';
import type { Lot } from '../../../functions/tendering/draft.ts';
import { refusal } from '../../support/given.ts';
import priceScores from '../vectors/price-score.json' with { type: 'json' };
import weightedPrices from '../vectors/weighted-price.json' with { type: 'json' };
import { at, evaluated, lotId, oneLot, only, org, ranksOf, sheetsFor } from './support.ts';

const bands = [{ title: '全部', from: '0', to: '100' }];
const factor = (key: string, weight: string) => ({ key, title: key, weight, bands });
const scoring = (priceWeight: string, ...factors: readonly (readonly [string, string])[]): Partial<Lot> => ({
  scoring: { priceWeight, factors: factors.map(([key, weight]) => factor(key, weight)) },
});
const byScore = (lot: Partial<Lot>) => oneLot(lot, { method: 'scoring' });

describe('comprehensive scoring', () => {
  const sizes = ['large', 'small', 'micro'] as const;

  it.each(priceScores.cases)('scores prices $prices less $deductions', (vector) => {
    const deductions = vector.deductions.flatMap((rate, n) => {
      const size = sizes[n];
      return rate === '0' || size === undefined || size === 'large' ? [] : [{ for: size, rate }];
    });
    const lot = { ...scoring(vector.priceWeight), deductions };
    const bids = vector.prices.map((price, n) => at(n, price, { sizeClass: sizes[n] ?? 'large' }));
    const result = only(evaluated(byScore(lot), bids));
    for (const [n, price] of vector.prices.entries()) {
      expect(result.bids.find(({ supplier }) => supplier === org(n))).toMatchObject({
        price: { amount: `${price}.00` },
        evaluated: { shown: `${vector.evaluated[n]}.00` },
        scores: { price: { score: { shown: vector.priceScore[n] }, weighted: { shown: vector.weighted[n] } } },
      });
    }
  });

  it('is the mean of all seats, none left out, times the weights, as exact fractions', () => {
    const tender = byScore(scoring('0.4', ['quality', '0.35'], ['delivery', '0.25']));
    const sheets = [
      ...sheetsFor(1, [1, 2, 3], { quality: ['80', '85', '0'], delivery: ['90', '90', '90'] }),
      ...sheetsFor(2, [1, 2, 3], { quality: ['70.5', '70.5', '70.5'], delivery: ['100', '100', '99'] }),
    ];
    const [first, second] = only(evaluated(tender, [at(1, '300'), at(2, '350')], { sheets })).bids;
    // 40 × 300/350 + 0.35 × 70.5 + 0.25 × 299/3 = 34.2857… + 24.675 + 24.9166… = 83.877380…
    expect(first).toMatchObject({
      supplier: org(2),
      scores: {
        price: { score: { exact: '600/7', shown: '85.71' } },
        factors: [
          { factor: 'quality', score: { exact: '141/2' }, weighted: { exact: '987/40', shown: '24.68' } },
          { factor: 'delivery', seats: [{ seat: 1, value: '100' }, {}, {}], score: { exact: '299/3', shown: '99.67' } },
        ],
        total: { exact: '70457/840', shown: '83.88' },
      },
    });
    // 40 + 0.35 × 55 + 0.25 × 90: the seat that gave nothing counts.
    expect(second?.scores?.total).toEqual({ exact: '327/4', shown: '81.75' });
  });

  it('orders equal totals by the lower evaluated price, and leaves a tie only where both are equal', () => {
    const tender = byScore(scoring('0.5', ['quality', '0.5']));
    // 100 at the lowest price with 50 points, and twice the price with all: both 75.
    const sheets = [
      ...sheetsFor(1, [1], { quality: ['50'] }),
      ...sheetsFor(2, [1], { quality: ['100'] }),
      ...sheetsFor(3, [1], { quality: ['50'] }),
    ];
    const bids = [at(1, '100'), at(2, '200'), at(3, '100')];
    const result = only(evaluated(tender, bids, { sheets }));
    expect(result.bids.map(({ scores }) => scores?.total.exact)).toEqual(['75/1', '75/1', '75/1']);
    expect(ranksOf(result)).toEqual({ [org(1)]: 1, [org(3)]: 1, [org(2)]: 3 });
    expect(result.ties).toEqual([[org(1), org(3)]]);
  });

  it('ranks on the exact total where the published ones are equal', () => {
    const tender = byScore(scoring('0.5', ['quality', '0.5']));
    const sheets = [1, 2].flatMap((n) => sheetsFor(n, [1], { quality: [n === 1 ? '60' : '60.0001'] }));
    const result = only(evaluated(tender, [at(1, '100'), at(2, '100')], { sheets }));
    expect(result.bids.map(({ scores }) => scores?.total.shown)).toEqual(['80.00', '80.00']);
    expect(ranksOf(result)).toEqual({ [org(2)]: 1, [org(1)]: 2 });
  });

  it('says what is missing, and ranks nobody until it is there', () => {
    const tender = byScore(scoring('0.4', ['quality', '0.3'], ['delivery', '0.3']));
    const bids = [at(1, '300'), at(2, '350')];
    const nothing = evaluated(tender, bids);
    expect(nothing.incomplete).toEqual(
      [1, 2].map((n) => ({
        kind: 'sheet',
        lot: lotId,
        supplier: org(n),
        seat: null,
        factors: ['quality', 'delivery'],
      })),
    );
    const sheets = [
      ...sheetsFor(1, [1, 4], { quality: ['80', '80'], delivery: ['80', '80'] }),
      ...sheetsFor(2, [1], { quality: ['80'] }),
    ];
    const partly = evaluated(tender, bids, { sheets });
    expect(partly.incomplete).toEqual([
      { kind: 'sheet', lot: lotId, supplier: org(2), seat: 1, factors: ['delivery'] },
      { kind: 'sheet', lot: lotId, supplier: org(2), seat: 4, factors: ['quality', 'delivery'] },
    ]);
    expect(only(partly).bids.map(({ rank, scores }) => ({ rank, scores }))).toEqual([{ rank: null }, { rank: null }]);
    expect(refusal(() => candidatesOf(partly, 3, []))).toMatchObject({
      code: 'evaluation-incomplete',
      params: { count: 2 },
    });
  });

  it('asks for no sheet of a bid that is not valid', () => {
    const tender = byScore({ ...scoring('0.4', ['quality', '0.6']), ceiling: { amount: '320.00', currency: 'CNY' } });
    const sheets = sheetsFor(1, [1], { quality: ['80'] });
    const result = evaluated(tender, [at(1, '300'), at(2, '350')], { sheets });
    expect(result.incomplete).toEqual([]);
    expect(ranksOf(only(result))).toEqual({ [org(1)]: 1, [org(2)]: null });
  });

  it('gives a price of nothing the whole price score, and does not break on it', () => {
    const [item] = oneLot().lots[0]?.items ?? [];
    const tiny = item ? [{ ...item, quantity: { ...item.quantity, value: '0.000001' } }] : [];
    const tender = byScore({ ...scoring('1'), items: tiny });
    const result = only(evaluated(tender, [at(1, '1'), at(2, '2'), at(3, '90000')]));
    expect(result.bids.map(({ scores }) => scores?.price.score.shown)).toEqual(['100.00', '100.00', '0.00']);
  });

  it('lists where experts lie more than the pack’s points apart, and only there', () => {
    const tender = byScore(scoring('0.4', ['quality', '0.6']));
    const sheets = [
      ...sheetsFor(1, [1, 2, 3], { quality: ['60', '90', '75'] }),
      ...sheetsFor(2, [1, 2, 3], { quality: ['90.1', '75', '60'] }),
    ];
    expect(only(evaluated(tender, [at(1, '300'), at(2, '350')], { sheets })).spreads).toEqual([
      { supplier: org(2), factor: 'quality', lowest: { seat: 3, value: '60' }, highest: { seat: 1, value: '90.1' } },
    ]);
  });
});

describe('the weighted price', () => {
  it.each(weightedPrices.cases)('is price ÷ (1 + Σv ÷ (1 − Σmax)): max $max', ({ max, bids, winner }) => {
    const criteria = max.map((value, n) => ({
      key: `c${n}`,
      title: `标准${n}`,
      options: [
        { title: '无', value: '0' },
        { title: '优', value },
      ],
    }));
    const tender = oneLot({ criteria }, { method: 'weighted-price', regime: 'soe-voluntary' });
    const sheets = bids.flatMap(({ values }, n) =>
      sheetsFor(n, [1, 2], Object.fromEntries(values.map((value, c) => [`c${c}`, [value, value]]))),
    );
    const result = only(
      evaluated(
        tender,
        bids.map(({ price }, n) => at(n, price)),
        { sheets },
      ),
    );
    expect(result.bids[0]?.supplier).toBe(org(winner));
    for (const [n, { price, weighted }] of bids.entries()) {
      expect(result.bids.find(({ supplier }) => supplier === org(n))).toMatchObject({
        price: { amount: `${price}.00` },
        weighted: { price: { shown: weighted }, criteria: max.map((value) => ({ max: value })) },
      });
    }
  });

  it('takes the mean of the seats’ values, exactly', () => {
    const options = [{ title: '优', value: '0.2' }];
    const tender = oneLot(
      { criteria: [{ key: 'life', title: '寿命', options }] },
      { method: 'weighted-price', regime: 'soe-voluntary' },
    );
    const sheets = sheetsFor(1, [1, 2, 3], { life: ['0.2', '0.2', '0'] });
    // 1 + (0.4/3) / 0.8 = 7/6
    expect(only(evaluated(tender, [at(1, '700')], { sheets })).bids[0]?.weighted).toMatchObject({
      criteria: [{ value: { exact: '2/15', shown: '0.1333' } }],
      coefficient: { exact: '7/6', shown: '1.1667' },
      price: { exact: '600/1', shown: '600.00' },
    });
  });
});
