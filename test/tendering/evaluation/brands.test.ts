import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../functions/tendering/award.ts';
import { drawOf } from '../../../functions/tendering/evaluation/ranking.ts';
import { refusal } from '../../support/given.ts';
import { at, branded, brandRules, evaluated, lotId, oneLot, only, org, ranksOf, root, sheetsFor } from './support.ts';

const regime = 'government-procurement';
const byPrice = (more = {}) => oneLot({}, { regime, ...more });
const scored = (more = {}) =>
  oneLot(
    {
      scoring: {
        priceWeight: '0.5',
        factors: [{ key: 'q', title: '质量', weight: '0.5', bands: [{ title: '全部', from: '0', to: '100' }] }],
      },
    },
    { regime, method: 'scoring', ...more },
  );

describe('bidders of one brand (MOF Order 87 art. 31)', () => {
  const bids = [at(1, '100'), at(2, '110'), at(3, '120'), at(4, '130')];
  const qualification = branded([1, '闽光'], [2, '闽光'], [3, '三钢'], [4, '绿筑']);

  it('count as one', () => {
    expect(only(evaluated(byPrice(), bids, { qualification })).bidders).toEqual({ counted: 3, needed: 3 });
  });

  it('count as one however the brand is spelt', () => {
    const spelt = branded([1, 'ＭＩＮ Guang'], [2, 'min guang '], [3, '三钢'], [4, '绿筑']);
    expect(only(evaluated(byPrice(), bids, { qualification: spelt })).bidders.counted).toBe(3);
  });

  it('fewer than the rules ask for are not evaluated', () => {
    const few = branded([1, '闽光'], [2, '闽光'], [3, '三钢'], [4, '三钢']);
    const result = only(evaluated(byPrice(), bids, { qualification: few }));
    expect(result).toMatchObject({ failed: 'too-few-qualified', bidders: { counted: 2, needed: 3 } });
    expect(result.bids.every(({ rank }) => rank === null)).toBe(true);
  });

  it('are several where the pack says nothing of brands', () => {
    const result = only(evaluated(oneLot(), bids, { qualification }));
    expect(result.bidders.counted).toBe(4);
    expect(result.bids.map(({ rank, brand }) => [rank, brand])).toEqual([1, 2, 3, 4].map((n) => [n, undefined]));
  });

  it('by lowest price, the lowest of a brand takes part and the others are invalid', () => {
    const result = only(evaluated(byPrice(), bids, { qualification }));
    expect(ranksOf(result)).toEqual({ [org(1)]: 1, [org(3)]: 2, [org(4)]: 3, [org(2)]: null });
    expect(result.bids.at(-1)).toMatchObject({ supplier: org(2), invalid: ['same-brand'], yieldsTo: org(1) });
  });

  it('it is the lowest price that was bid, not the lowest after deductions', () => {
    const tender = oneLot({ deductions: [{ for: 'small', rate: '0.20' }] }, { regime });
    const small = { ...at(2, '110'), sizeClass: 'small' } as const;
    const [low, , ...rest] = bids;
    const result = only(
      evaluated(
        tender,
        [low, small, ...rest].flatMap((one) => one ?? []),
        { qualification },
      ),
    );
    expect(result.bids.find(({ supplier }) => supplier === org(2))?.yieldsTo).toBe(org(1));
  });

  it('a bid that is not valid itself stands for no brand', () => {
    const prices = [{ supplier: org(1), lot: lotId, kind: 'low-price', accepted: false, reason: '未说明' } as const];
    const result = only(evaluated(byPrice(), bids, { qualification, prices }));
    expect(ranksOf(result)).toEqual({ [org(2)]: 1, [org(3)]: 2, [org(4)]: 3, [org(1)]: null });
  });

  it('under scoring all are scored, and the best of a brand is a candidate', () => {
    const sheets = [1, 2, 3, 4].flatMap((n) => sheetsFor(n, [1], { q: [n === 2 ? '100' : '50'] }));
    const result = only(evaluated(scored(), bids, { qualification, sheets }));
    expect(result.bids.map(({ supplier, rank }) => [supplier, rank])).toEqual([
      [org(2), 1],
      [org(3), 2],
      [org(4), 3],
      [org(1), null],
    ]);
    const yielding = result.bids.at(-1);
    expect(yielding).toMatchObject({
      yieldsTo: org(2),
      invalid: [],
      scores: { price: { score: { shown: '100.00' } } },
    });
  });

  describe('that tie', () => {
    const tie = [at(1, '100'), at(2, '100'), at(3, '100'), at(4, '130')];

    it('are left to the purchaser where the documents say so: of its order, the first of each brand', () => {
      const result = evaluated(byPrice(), tie, { qualification });
      expect(only(result).ties).toEqual([[org(1), org(2), org(3)]]);
      expect(refusal(() => candidatesOf(result, 3, [])).code).toBe('tie-unresolved');
      const order = [org(2), org(1), org(3)];
      const [lot] = candidatesOf(result, 3, [{ lot: lotId, order, reason: '交货期短' }]);
      expect(lot?.candidates.map(({ supplier }) => supplier)).toEqual([org(2), org(3), org(4)]);
    });

    it('are drawn where the documents say so', () => {
      const result = only(evaluated(byPrice({ tieRule: 'draw' }), tie, { qualification }));
      const digest = drawOf(root, lotId);
      const drawn = (...ns: number[]) => ns.map(org).sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
      const [stays, yields] = drawn(1, 2);
      expect(result.ties).toEqual([]);
      expect(result.bids.find(({ supplier }) => supplier === yields)).toMatchObject({ yieldsTo: stays, rank: null });
      const [first, second] = [stays ?? '', org(3)].sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
      expect(result.bids.slice(0, 3).map(({ supplier }) => supplier)).toEqual([first, second, org(4)]);
      expect(result.draws.map(({ order }) => order.map(({ supplier }) => supplier))).toEqual([
        [stays, yields],
        [first, second],
      ]);
      expect(result.draws[0]?.order[0]?.digest).toBe(digest(stays ?? ''));
    });
  });

  it('rules that ask for one bidder are met by one brand', () => {
    const one = branded([1, '闽光'], [2, '闽光']);
    const result = only(evaluated(byPrice(), bids.slice(0, 2), { qualification: one }, brandRules));
    expect(result.bidders).toEqual({ counted: 1, needed: 1 });
    expect(ranksOf(result)).toEqual({ [org(1)]: 1, [org(2)]: null });
  });
});
