import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkSheet,
  factorsOf,
  type Score,
  type Sheet,
  spreadsOf,
  unexplained,
} from '../../../functions/tendering/committee/sheets.ts';
import type { Lot } from '../../../functions/tendering/draft.ts';
import { refusal } from '../../support/given.ts';
import { idFrom, lot } from '../fixtures.ts';

const scored: Lot = lot(1, {
  scoring: {
    priceWeight: '0.40',
    factors: [
      {
        key: 'delivery',
        title: '供货保障',
        weight: '0.35',
        bands: [
          { title: '优', from: '85', to: '100' },
          { title: '良', from: '60', to: '80' },
        ],
      },
      { key: 'service', title: '售后服务', weight: '0.25', bands: [{ title: '响应', from: '0', to: '100' }] },
    ],
  },
});
const weighted: Lot = lot(2, {
  criteria: [
    {
      key: 'warranty',
      title: '质保期',
      options: [
        { title: '一年', value: '0' },
        { title: '三年', value: '0.10' },
        { title: '五年', value: '0.1525' },
      ],
    },
  ],
});
const scores = (delivery: string, service = '70'): Score[] => [
  { factor: 'delivery', score: delivery },
  { factor: 'service', score: service },
];
const refused = (attempt: () => unknown) => {
  const { code, errors } = refusal(attempt);
  return [code, ...errors.map(({ pointer }) => pointer)];
};

describe('a score sheet', () => {
  it('has every factor of the lot, each once', () => {
    expect(factorsOf('scoring', scored)).toEqual(['delivery', 'service']);
    expect(factorsOf('lowest-evaluated-price', scored)).toEqual([]);
    checkSheet('scoring', scored, scores('92.25'));
    expect(refused(() => checkSheet('scoring', scored, scores('90').slice(0, 1)))).toEqual([
      'factor-missing',
      '/scores',
    ]);
    expect(refused(() => checkSheet('scoring', scored, [...scores('90'), ...scores('90').slice(0, 1)]))).toEqual([
      'factor-repeated',
      '/scores/2/factor',
    ]);
    const foreign = [...scores('90'), { factor: 'originLabel', score: '100' }];
    expect(refused(() => checkSheet('scoring', scored, foreign))).toEqual(['factor-unknown', '/scores/2/factor']);
  });

  it('keeps each score inside a band, both ends included', () => {
    for (const inside of ['100', '85', '85.00', '80', '60', '99.99']) checkSheet('scoring', scored, scores(inside));
    for (const outside of ['80.01', '84.99', '59.99', '100.01', '0']) {
      expect(refused(() => checkSheet('scoring', scored, scores(outside)))).toEqual([
        'score-outside-bands',
        '/scores/0/score',
      ]);
    }
  });

  it('writes scores as decimals of two places at most', () => {
    expect(refused(() => checkSheet('scoring', scored, scores('90.125')))).toEqual([
      'too-many-places',
      '/scores/0/score',
    ]);
    expect(refused(() => checkSheet('scoring', scored, scores('9e1')))).toEqual(['not-a-decimal', '/scores/0/score']);
    const both = refusal(() => checkSheet('scoring', scored, scores('九十', '101')));
    expect([both.code, both.errors.length]).toEqual(['sheet-invalid', 2]);
  });

  it('takes one of the options where the price is weighted', () => {
    for (const value of ['0', '0.1', '0.10', '0.1525']) {
      checkSheet('weighted-price', weighted, [{ factor: 'warranty', score: value }]);
    }
    expect(refused(() => checkSheet('weighted-price', weighted, [{ factor: 'warranty', score: '0.15' }]))).toEqual([
      'score-not-an-option',
      '/scores/0/score',
    ]);
  });

  it('is for lots that are scored', () => {
    expect(refused(() => checkSheet('lowest-evaluated-price', lot(3), []))).toEqual(['lot-not-scored', '/lot']);
  });
});

describe('scores that lie far apart', () => {
  const supplier = idFrom('org', 11);
  const sheet = (seat: number, delivery: string, more: Partial<Sheet> = {}): Sheet => ({
    seat,
    supplier,
    lot: scored.id,
    scores: scores(delivery),
    ...more,
  });
  const spreads = (...points: string[]) =>
    spreadsOf(
      'scoring',
      points.map((one, at) => sheet(at + 1, one)),
      '30',
    );

  it('are those that differ by more than the pack’s points, not by as many', () => {
    expect(spreads('60', '70', '90')).toEqual([]);
    expect(spreads('60', '88', '90.01', '89')).toEqual([
      { supplier, lot: scored.id, factor: 'delivery', lowest: '60', highest: '90.01', seats: [1] },
    ]);
  });

  it('are explained by the one farthest from the mean, by each where two are as far', () => {
    expect(spreads('60', '62', '100')[0]?.seats).toEqual([3]);
    expect(spreads('100', '80', '60')[0]?.seats).toEqual([1, 3]);
    // The mean is 230/3, which no decimal is.
    expect(spreads('60', '70', '100')[0]?.seats).toEqual([3]);
  });

  it('are compared within a bid, a lot and a factor', () => {
    const sheets = [
      sheet(1, '60'),
      sheet(2, '100', { supplier: idFrom('org', 12) }),
      sheet(3, '100', { lot: idFrom('lot', 9) }),
    ];
    expect(spreadsOf('scoring', sheets, '30')).toEqual([]);
  });

  it('count a hundred times where values are fractions of the price', () => {
    const option = (seat: number, score: string): Sheet => ({
      seat,
      supplier,
      lot: weighted.id,
      scores: [{ factor: 'warranty', score }],
    });
    const three = [option(1, '0'), option(2, '0.10'), option(3, '0.1525')];
    expect(spreadsOf('weighted-price', three, '15')).toMatchObject([{ highest: '0.1525', seats: [1] }]);
    expect(spreadsOf('weighted-price', three, '15.25')).toEqual([]);
  });

  it('wait until each was explained', () => {
    const found = spreads('100', '80', '60');
    const one = { seat: 1, supplier, lot: scored.id, factor: 'delivery', text: '该投标人有现货仓库' };
    expect(unexplained(found, [])).toHaveLength(2);
    expect(unexplained(found, [one])).toEqual([{ seat: 3, supplier, lot: scored.id, factor: 'delivery' }]);
    expect(unexplained(found, [one, { ...one, seat: 3, factor: 'service' }])).toHaveLength(1);
    expect(unexplained(found, [one, { ...one, seat: 3 }])).toEqual([]);
  });

  it('name somebody whose score no other is farther from the mean, whatever the order of the sheets', () => {
    const point = fc
      .integer({ min: 0, max: 10000 })
      .map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 7 }), (points) => {
        const sheets = points.map((one, at) => sheet(at + 1, one, { scores: scores(one, one) }));
        const found = spreadsOf('scoring', sheets, '30');
        expect(spreadsOf('scoring', sheets.toReversed(), '30')).toEqual(found);
        const hundredths = points.map((one) => Number(one.replace('.', '')));
        const total = hundredths.reduce((sum, one) => sum + one);
        const far = hundredths.map((one) => Math.abs(one * points.length - total));
        const farthest = Math.max(...far);
        const [lowest, highest] = [Math.min(...hundredths), Math.max(...hundredths)];
        expect(found).toHaveLength(highest - lowest > 3000 ? 2 : 0);
        for (const { seats } of found)
          expect(seats).toEqual(points.flatMap((_, at) => (far[at] === farthest ? [at + 1] : [])));
      }),
    );
  });
});
