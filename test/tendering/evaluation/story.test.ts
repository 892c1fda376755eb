import { describe, expect, it } from 'vitest';
import { awardsOf, candidatesOf } from '../../../functions/tendering/award.ts';
import type { OpenedBid } from '../../../functions/tendering/bid-record.ts';
import type { Findings } from '../../../functions/tendering/evaluation/findings.ts';
import { at, cny, evaluated, offering, oneLot, only, org, sheetsFor } from './support.ts';

/**
 * A county hospital buys formwork under the government-procurement rules by comprehensive scoring. Four firms bid;
 * one of them has no licence. Five experts sit, one of them is recused: her sheets are not there.
 */
const [mingda, xinglin, shaxi, yanping] = [1, 2, 3, 4] as const;
const tender = oneLot(
  {
    deductions: [{ for: 'small', rate: '0.10' }],
    ceiling: cny('4000000.00'),
    scoring: {
      priceWeight: '0.40',
      factors: [
        {
          key: 'quality',
          title: '胶合强度与甲醛释放量',
          weight: '0.35',
          bands: [
            { title: '满足', from: '60', to: '79' },
            { title: '优于', from: '80', to: '100' },
          ],
        },
        { key: 'supply', title: '应急补货时间', weight: '0.25', bands: [{ title: '小时数', from: '0', to: '100' }] },
      ],
    },
  },
  {
    title: '医院综合楼建筑模板采购',
    regime: 'government-procurement',
    method: 'scoring',
    requirements: [{ key: 'licence', kind: 'qualification', text: '营业执照', completable: false }],
  },
);
const bids: readonly OpenedBid[] = [
  at(mingda, '3650000', { name: '三明市明达木业有限公司', sizeClass: 'medium' }),
  at(xinglin, '3720000', { name: '福建杏林板材有限公司', sizeClass: 'large' }),
  offering(at(shaxi, '3880000', { name: '沙溪竹木制品有限公司', sizeClass: 'small' }), {
    total: cny('3880000.00'),
    totalInWords: '叁佰捌拾捌万元整',
  }),
  at(yanping, '3500000', { name: '延平建材商行', sizeClass: 'micro' }),
];
const recused = 5;
const seats = [1, 2, 3, 4];
const findings: Partial<Findings> = {
  qualification: {
    ...Object.fromEntries([mingda, xinglin, shaxi].map((n) => [org(n), { qualified: true, reasons: [] }])),
    [org(yanping)]: { qualified: false, reasons: ['未提供营业执照'] },
  },
  sheets: [
    ...sheetsFor(mingda, seats, { quality: ['82', '80', '84', '82'], supply: ['70', '72', '70', '70'] }),
    ...sheetsFor(xinglin, seats, { quality: ['80', '80', '80', '80'], supply: ['75', '75', '70', '76'] }),
    ...sheetsFor(shaxi, seats, { quality: ['86', '84', '84', '54'], supply: ['72', '70', '72', '71'] }),
  ],
};

describe('a government procurement by comprehensive scoring', () => {
  it('that two firms are qualified for is not evaluated', () => {
    const result = only(evaluated(tender, bids.slice(1), findings));
    expect(result).toMatchObject({ failed: 'too-few-qualified', bidders: { counted: 2, needed: 3 } });
  });

  const evaluation = evaluated(tender, bids, findings);
  const lot = only(evaluation);

  it('counts the sheets of the four experts who sit', () => {
    expect(evaluation.incomplete).toEqual([]);
    const sat = lot.bids.flatMap(({ scores }) =>
      scores?.factors.flatMap((factor) => factor.seats.map(({ seat }) => seat)),
    );
    expect(new Set(sat.filter((seat) => seat !== undefined))).toEqual(new Set(seats));
    expect(sat).not.toContain(recused);
  });

  it('is won by the small firm, on its price less a tenth', () => {
    // Price 38.2694, 37.5484 and 40; quality 28.7, 28 and 26.95; supply 17.625, 18.5 and 17.8125.
    expect(
      lot.bids.map(({ name, rank, scores }) => [name, rank, scores?.price.score.shown, scores?.total.shown]),
    ).toEqual([
      ['沙溪竹木制品有限公司', 1, '100.00', '84.76'],
      ['三明市明达木业有限公司', 2, '95.67', '84.59'],
      ['福建杏林板材有限公司', 3, '93.87', '84.05'],
      ['延平建材商行', null, undefined, undefined],
    ]);
  });

  it('would be won by another without the deduction, and says so', () => {
    expect(lot.withoutDeductions).toEqual([
      { without: 'small', ranks: { [org(mingda)]: 1, [org(xinglin)]: 2, [org(shaxi)]: 3 }, winners: [org(mingda)] },
    ]);
  });

  it('is awarded at the price that was bid', () => {
    const candidates = candidatesOf(evaluation, 3, []);
    expect(candidates[0]?.candidates.map(({ name }) => name)).toEqual([
      '沙溪竹木制品有限公司',
      '三明市明达木业有限公司',
      '福建杏林板材有限公司',
    ]);
    expect(awardsOf({ draft: tender }, evaluation, candidates)).toMatchObject([
      { supplier: org(shaxi), amount: cny('3880000.00') },
    ]);
  });

  it('asks the expert who lies far from the others to explain', () => {
    expect(lot.spreads).toEqual([
      {
        supplier: org(shaxi),
        factor: 'quality',
        lowest: { seat: 4, value: '54' },
        highest: { seat: 1, value: '86' },
      },
    ]);
  });

  it('tells the firm that is out why', () => {
    expect(lot.bids.at(-1)).toMatchObject({
      invalid: ['not-qualified'],
      reasons: [{ for: 'not-qualified', text: '未提供营业执照' }],
    });
  });

  it('would come out otherwise had the fifth expert’s sheets been counted', () => {
    const fifth = [
      ...sheetsFor(mingda, [recused], { quality: ['95'], supply: ['90'] }),
      ...sheetsFor(xinglin, [recused], { quality: ['60'], supply: ['60'] }),
      ...sheetsFor(shaxi, [recused], { quality: ['60'], supply: ['60'] }),
    ];
    const counted = evaluated(tender, bids, { ...findings, sheets: [...(findings.sheets ?? []), ...fifth] });
    expect(only(counted).bids[0]?.supplier).toBe(org(mingda));
  });
});
