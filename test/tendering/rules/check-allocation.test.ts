import { describe, expect, it } from 'vitest';
import type { Allocation } from '../../../functions/tendering/allocation.ts';
import type { Draft, Lot } from '../../../functions/tendering/draft.ts';
import type { AgreementTerms } from '../../../functions/tendering/framework.ts';
import { checkTender } from '../../../functions/tendering/rules/check.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { at, calendar, draft, lot, rebarItem } from '../fixtures.ts';

const step = { value: '35', unit: 'TNE', basis: 'theoretical' } as const;
const agreementTerm: AgreementTerms = {
  from: '2026-04-01',
  to: '2027-03-31',
  price: { rule: 'fixed' },
  tolerance: '5',
  confirmDays: 3,
  acceptDays: 7,
  disputeDays: 7,
  paymentDays: 30,
};
const shares = (more: Partial<Extract<Allocation, { rule: 'shares' }>> = {}): Allocation => ({
  rule: 'shares',
  shares: ['0.6', '0.4'],
  step,
  ...more,
});
const committed: Allocation = { rule: 'committed', committed: ['0.5', '0.6'], winners: 2, step };
const optimised: Allocation = {
  rule: 'optimised',
  step,
  maxWinners: 2,
  gap: '0.0001',
  nodes: 1000,
  otherwise: 'best-found',
};
const tender = (lots: Partial<Lot>, more: Partial<Draft> = {}): Draft =>
  draft({ regime: 'soe-voluntary', agreementTerm, lots: [lot(1, lots)], ...more });

const codes = /^(allocation|winners|several|shares|committed|lot-units|step|remainder|optimised|max-share|freight)/;
const found = (one: Draft) =>
  checkTender(one, rulePackOf(one.regime), { at, calendar })
    .filter(({ code }) => codes.test(code))
    .map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
const one = '/lots/0';

describe('an award rule that can be carried out', () => {
  it.each([shares(), shares({ shares: ['0.5', '0.3', '0.2'] }), shares({ reserves: 1 }), committed, optimised])(
    'is let pass: %o',
    (allocation) => {
      expect(found(tender({ allocation, freight: { basis: 'quoted' } }))).toEqual([]);
    },
  );

  it('needs a reason under the bidding law where a lot may have several winners, and is none of government procurement', () => {
    const several = `${one}/allocation/rule`;
    const under = (regime: Draft['regime'], allocation: Allocation) => found(tender({ allocation }, { regime }));
    expect(under('bidding-compulsory', shares())).toEqual([`justify several-winners ${several}`]);
    expect(under('bidding-compulsory', committed)).toEqual([`justify several-winners ${several}`]);
    expect(under('bidding-compulsory', { ...committed, winners: 1 })).toEqual([]);
    for (const rule of [shares(), committed, optimised]) {
      expect(under('government-procurement', rule)).toEqual([`refused allocation-not-allowed ${several}`]);
    }
  });
});

describe('an award rule that cannot', () => {
  it.each([
    [shares({ shares: ['0.6', '0.3'] }), 'shares-sum', 'allocation/shares'],
    [shares({ shares: ['0.4', '0.6'] }), 'shares-rise', 'allocation/shares/1'],
    [shares({ shares: ['1', '0'] }), 'shares-rise', 'allocation/shares/1'],
    [shares({ shares: ['0.4', '0.3', '0.2', '0.1'] }), 'winners-too-many', 'allocation/shares'],
    [shares({ shares: ['0.5', '0.5'], reserves: 2 }), 'winners-too-many', 'allocation/shares'],
    [shares({ step: { value: '1', unit: 'TNE', basis: 'weighed' } }), 'step-unit-differs', 'allocation/step'],
    [{ ...committed, committed: ['0.6', '0.5'] }, 'committed-falls', 'allocation/committed/1'],
    [{ ...committed, committed: ['0', '0.5'] }, 'committed-falls', 'allocation/committed/0'],
    [{ ...committed, winners: 4 }, 'winners-too-many', 'allocation/winners'],
    [{ ...optimised, maxWinners: 4 }, 'winners-too-many', 'allocation/maxWinners'],
    [{ ...optimised, maxWinners: undefined }, 'winners-too-many', 'allocation/maxWinners'],
    [{ ...optimised, maxShare: '0.4999' }, 'max-share-too-small', 'allocation/maxShare'],
  ] as const)('is refused: %o', (allocation, code, pointer) => {
    expect(found(tender({ allocation, freight: { basis: 'included' } }))).toEqual([
      `refused ${code} ${one}/${pointer}`,
    ]);
  });

  it('counts in one unit', () => {
    const items = [rebarItem(1), { ...rebarItem(2), quantity: { value: '9', unit: 'TNE', basis: 'weighed' } as const }];
    expect(found(tender({ allocation: shares(), items }))).toEqual([
      `refused lot-units-differ ${one}/items/1/quantity`,
    ]);
  });

  it('leaves a rest to call-offs only where there are some', () => {
    const bought = (quantity: string, allocation: Allocation) =>
      found(tender({ allocation, items: [rebarItem(1, quantity)] }, { agreementTerm: undefined }));
    const refused = [`refused remainder-without-agreement ${one}/allocation/step`];
    expect(bought('70', shares())).toEqual([]);
    expect(bought('71', shares())).toEqual(refused);
    expect(bought('70', committed)).toEqual(refused);
  });

  it('compares delivered costs by the lowest price alone, freight stated', () => {
    const scored = tender({ allocation: optimised }, { method: 'scoring' });
    expect(found(scored)).toEqual([
      `refused optimised-method ${one}/allocation/rule`,
      `refused freight-missing ${one}/freight`,
    ]);
  });
});

describe('a table of zones', () => {
  const perUnit = { amount: '45.00', currency: 'CNY' } as const;
  const zone = (from: string, to: string) => ({ from, to, perUnit });

  it('has one rate from each stock division to each delivery point', () => {
    const zones = (...list: ReturnType<typeof zone>[]) =>
      found(tender({ freight: { basis: 'zone-table', zones: list } }));
    expect(zones(zone('350402', '350404'))).toEqual([]);
    expect(zones(zone('350402', '350404'), zone('350402', '350404'))).toEqual([
      `refused freight-zone-repeated ${one}/freight/zones/1`,
    ]);
    expect(zones(zone('350402', '350404'), zone('350481', '350402'))).toEqual([
      `refused freight-zone-missing ${one}/freight/zones`,
    ]);
  });
});
