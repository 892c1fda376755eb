import { describe, expect, it } from 'vitest';
import { missingOf, toExplain, type Work, type WorkContext } from '../../../functions/tendering/committee/missing.ts';
import { draft, lot } from '../fixtures.ts';
import { bidder, later, lots, now } from './fixtures.ts';

const [first = '', second = ''] = lots;
const scoring = {
  priceWeight: '0.60',
  factors: [{ key: 'delivery', title: '供货', weight: '0.40', bands: [{ title: '全部', from: '0', to: '100' }] }],
};
const seats = [1, 2, 3].map((seat) => ({ seat, kind: 'expert', chair: seat === 1 }) as const);
const context: WorkContext = {
  draft: draft({ method: 'scoring', lots: [lot(1, { scoring }), lot(2, { scoring })] }),
  spread: '30',
  seats,
  bids: [
    { supplier: bidder(1), lots: [first] },
    { supplier: bidder(2), lots: [] },
  ],
  contested: lots,
  bodies: ['committee'],
  at: now,
};
const opinion = (seat: number, n: number, qualified = true) => ({
  round: 1,
  seat,
  supplier: bidder(n),
  qualified,
  reasons: [],
  brands: {},
  consortium: false,
  judgedAt: now,
});
const sheet = (seat: number, score: string, round = 1) => ({
  round,
  seat,
  supplier: bidder(1),
  lot: first,
  scores: [{ factor: 'delivery', score }],
  submittedAt: now,
});
const explained = (seat: number, round = 1) => ({
  round,
  seat,
  supplier: bidder(1),
  lot: first,
  factor: 'delivery',
  text: '无现货',
  explainedAt: now,
});
const work = (more: Partial<Work> = {}): Work => ({
  opinions: [1, 2].flatMap((n) => [opinion(1, n), opinion(2, n)]),
  prices: [],
  sheets: [sheet(1, '80'), sheet(2, '85'), sheet(3, '90')],
  explanations: [],
  asked: [],
  answered: [],
  ...more,
});

describe('what is missing before a report', () => {
  it('is nothing, once all was found', () => {
    expect(missingOf(work(), context)).toEqual([]);
  });

  it('is the decision on a bidder, by each body that judges', () => {
    const one = work({ opinions: [opinion(1, 1), opinion(2, 1), opinion(1, 2)] });
    expect(missingOf(one, context)).toEqual([{ kind: 'opinion', supplier: bidder(2), by: 'committee' }]);
    expect(missingOf(work(), { ...context, bodies: ['buyer', 'committee'] })).toEqual(
      [1, 2].map((n) => ({ kind: 'opinion', supplier: bidder(n), by: 'buyer' })),
    );
  });

  it('is a sheet of each seat for each lot that a qualified bidder bids for', () => {
    const sheets = [sheet(1, '80'), sheet(9, '85')];
    expect(missingOf(work({ sheets }), context)).toEqual(
      [2, 3].map((seat) => ({ kind: 'sheet', supplier: bidder(1), lot: first, seat })),
    );
    const out = work({ sheets: [], opinions: [1, 2].flatMap((n) => [opinion(1, n, false), opinion(2, n, false)]) });
    expect(missingOf(out, context)).toEqual([]);
    expect(missingOf(work({ sheets }), { ...context, contested: [second] })).toEqual([]);
    const both = { ...context, bids: [{ supplier: bidder(1), lots: [first, second] }] };
    expect(missingOf(work(), both).map((one) => 'lot' in one && one.lot)).toEqual([second, second, second]);
  });

  it('is why a score lies far from the others, said after the sheet that it is about', () => {
    const far = { sheets: [sheet(1, '80'), sheet(2, '85'), sheet(3, '20')] };
    const open = { kind: 'explanation', supplier: bidder(1), lot: first, factor: 'delivery', seat: 3 };
    expect(missingOf(work(far), context)).toEqual([open]);
    expect(missingOf(work({ ...far, explanations: [explained(2)] }), context)).toEqual([open]);
    expect(missingOf(work({ ...far, explanations: [explained(3)] }), context)).toEqual([]);
    const anew = { sheets: [...far.sheets, sheet(3, '10', 2)], explanations: [explained(3)] };
    expect(toExplain(work(anew), context)).toHaveLength(1);
    expect(toExplain(work({ ...anew, explanations: [explained(3, 2)] }), context)).toEqual([]);
  });

  it('is an answer that may still come', () => {
    const asked = {
      round: 1,
      seat: 1,
      supplier: bidder(1),
      clarification: 'clr_1',
      kind: 'low-price',
      lot: first,
      requirement: null,
      due: later,
      askedAt: now,
    } as const;
    expect(missingOf(work({ asked: [asked] }), context)).toEqual([
      { kind: 'answer', supplier: bidder(1), clarification: 'clr_1' },
    ]);
    expect(missingOf(work({ asked: [asked], answered: ['clr_1'] }), context)).toEqual([]);
    expect(missingOf(work({ asked: [asked] }), { ...context, at: later })).toEqual([]);
  });
});
