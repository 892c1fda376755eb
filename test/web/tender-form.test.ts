import { describe, expect, test } from 'vitest';
import { bodyOf, emptyForm, formOf, newBody, type Tender } from '../../web/procuring/form.ts';

const step = { value: '35', unit: 'TNE', basis: 'theoretical' };
const item = {
  id: 'item_1',
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
  quantity: { value: '500.000', unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: { division: '350404', address: '三元区列东街', lon: '117.6' },
};
const lot = (more: object) => ({ id: 'lot_1', title: '螺纹钢', items: [item], ...more });
const saved = (more: object): Tender =>
  ({
    title: '螺纹钢采购',
    regime: 'soe-voluntary',
    method: 'lowest-evaluated-price',
    openingMode: 'ceremony',
    deadline: '2026-05-12T01:30:00.000Z',
    bidValidityDays: 60,
    tieRule: 'draw',
    ...more,
  }) as unknown as Tender;

describe('what was saved is what is sent again, whatever the award rule', () => {
  test.each([
    [{ rule: 'winner-takes-all' }],
    [{ rule: 'reserves', reserves: 2 }],
    [{ rule: 'shares', shares: ['0.6', '0.4'], step }],
    [{ rule: 'shares', shares: ['0.6', '0.4'], step, reserves: 1 }],
    [{ rule: 'committed', committed: ['0.6', '0.7', '0.8'], winners: 3, step: { value: '100', unit: 'MTR' } }],
    [{ rule: 'optimised', step, gap: '0', nodes: 5000, otherwise: 'winner-takes-all' }],
    [{ rule: 'optimised', step, maxWinners: 2, maxShare: '0.7', gap: '0.001', nodes: 9, otherwise: 'best-found' }],
  ])('%j', (allocation) => {
    const lots = [lot({ allocation })];
    expect(bodyOf(formOf(saved({ lots }))).lots).toEqual(lots);
  });

  test.each([
    [undefined],
    [{ basis: 'included' }],
    [{ basis: 'quoted' }],
    [
      {
        basis: 'zone-table',
        zones: ['350404', '350481'].map((to) => ({
          from: '350405',
          to,
          perUnit: { amount: '12.5', currency: 'CNY' },
        })),
      },
    ],
  ])('freight %j', (freight) => {
    const deductions = [{ for: 'small', rate: '0.10' }];
    const lots = [lot({ allocation: { rule: 'winner-takes-all' }, deductions, ...(freight && { freight }) })];
    expect(bodyOf(formOf(saved({ lots }))).lots).toEqual(lots);
  });

  const days = { confirmDays: 3, acceptDays: 7, disputeDays: 15, paymentDays: 30 };
  const term = { from: '2026-06-01', to: '2027-05-31', tolerance: '5', ...days };
  test.each([
    [{ ...term, price: { rule: 'fixed' } }],
    [{ ...term, price: { rule: 'index-premium', dates: 'week' }, weighing: 'received' }],
    [{ ...term, price: { rule: 'band', band: '0.05', dates: 'month' }, rollOver: { until: '2027-08-31' } }],
  ])('terms %j', (agreementTerm) => {
    const priceIndex = {
      index: 'idx_1',
      base: { amount: '3400', currency: 'CNY' },
      surcharge: { amount: '-20', currency: 'CNY' },
    };
    const followed = agreementTerm.price.rule === 'fixed' ? {} : { priceIndex };
    const lots = [{ ...lot({ allocation: { rule: 'winner-takes-all' } }), items: [{ ...item, ...followed }] }];
    const { agreementTerm: sent, lots: again } = bodyOf(formOf(saved({ lots, agreementTerm })));
    expect([sent, again]).toEqual([agreementTerm, lots]);
  });
});

test('what was left empty is taken out of a saved draft, and is not sent with a new one', () => {
  const { text, agreementTerm, annual, fairReview } = bodyOf(emptyForm());
  expect([text, agreementTerm, annual, fairReview]).toEqual([null, null, null, null]);
  expect(Object.values(newBody(emptyForm()))).not.toContain(null);
});

test('figures are read as they are typed, and what is no number is left to be refused', () => {
  const form = emptyForm();
  const [first] = form.lots;
  if (first === undefined) throw new Error('a form begins with a lot');
  const allocation = { ...first.allocation, rule: 'optimised', step: '１，０００', nodes: '1e9' } as const;
  const { lots } = newBody({ ...form, lots: [{ ...first, allocation }] });
  expect(lots[0]?.allocation).toMatchObject({ step: { value: '1000' }, nodes: -1 });
});
