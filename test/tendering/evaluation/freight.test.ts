import { describe, expect, it } from 'vitest';
import type { OpenedBid } from '../../../functions/tendering/bid-record.ts';
import type { Lot } from '../../../functions/tendering/draft.ts';
import type { LotTerms, OfferedItem } from '../../../shared/sealing/bid.ts';
import { rebarItem } from '../fixtures.ts';
import { at, cny, evaluated, offering, oneLot, only, org, ranksOf } from './support.ts';

const item = rebarItem(1, '10');
const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' }) as const;
const optimised: Lot['allocation'] = {
  rule: 'optimised',
  step: tonnes('1'),
  maxWinners: 2,
  gap: '0.0001',
  nodes: 100,
  otherwise: 'best-found',
};
const soe = { regime: 'soe-voluntary' } as const;
const tender = (more: Partial<Lot>) => oneLot({ items: [item], ...more }, soe);

/** A bid for the lot's first item, its freight and terms beside it. */
function bid(n: number, price: string, freight?: string, terms?: LotTerms): OpenedBid {
  const offered: OfferedItem = {
    itemId: item.id,
    unitPrice: cny(price),
    taxIncluded: true,
    taxRate: '0.13',
    ...(freight !== undefined && { freight: cny(freight) }),
  };
  return offering(at(n, price), { items: [offered], ...(terms && { terms }) });
}
const reasons = (one: ReturnType<typeof tender>, ...bids: OpenedBid[]) =>
  Object.fromEntries(only(evaluated(one, bids)).bids.map(({ supplier, invalid }) => [supplier, invalid]));

describe('freight', () => {
  it('that is quoted is part of what is compared, line by line', () => {
    const lot = only(
      evaluated(tender({ freight: { basis: 'quoted' } }), [bid(1, '3400', '90.5'), bid(2, '3450', '40')]),
    );
    expect(ranksOf(lot)).toEqual({ [org(2)]: 1, [org(1)]: 2 });
    expect(lot.bids[1]).toMatchObject({
      price: cny('34905.00'),
      lines: [{ freight: cny('90.5'), exact: '34905/1', amount: cny('34905.00') }],
    });
  });

  it('by the table of zones is that from the bidder’s stock point', () => {
    const zones = [
      { from: '350402', to: '350404', perUnit: cny('12') },
      { from: '350481', to: '350404', perUnit: cny('55.5') },
    ];
    const zoned = tender({ freight: { basis: 'zone-table', zones } });
    const from = (stockDivision: string) => ({ stockDivision });
    const lot = only(
      evaluated(zoned, [bid(1, '3400', undefined, from('350481')), bid(2, '3440', undefined, from('350402'))]),
    );
    expect(lot.bids.map(({ supplier, price }) => [supplier, price.amount])).toEqual([
      [org(2), '34520.00'],
      [org(1), '34555.00'],
    ]);
    expect(reasons(zoned, bid(1, '3400'), bid(2, '3400', undefined, from('350100')))).toEqual({
      [org(1)]: ['freight-missing'],
      [org(2)]: ['freight-missing'],
    });
  });

  it('is on one basis for all: missing where it is quoted, a condition where it is not', () => {
    expect(reasons(tender({ freight: { basis: 'quoted' } }), bid(1, '3400'))).toEqual({
      [org(1)]: ['freight-missing'],
    });
    for (const freight of [undefined, { basis: 'included' }] as const) {
      const included = tender(freight === undefined ? {} : { freight });
      expect(reasons(included, bid(1, '3400', '5'))).toEqual({ [org(1)]: ['terms-not-asked'] });
    }
  });
});

describe('terms', () => {
  const capacity: LotTerms = { capacity: tonnes('5') };
  const tiers: LotTerms = { tiers: [{ from: tonnes('5'), discount: '0.01' }] };

  it('are conditions that make a bid invalid where the lot is awarded whole or by shares', () => {
    const shares: Lot['allocation'] = { rule: 'shares', shares: ['0.6', '0.4'], step: tonnes('1') };
    for (const one of [tender({}), tender({ allocation: shares })]) {
      expect(reasons(one, bid(1, '3400', undefined, capacity), bid(2, '3400', undefined, tiers))).toEqual({
        [org(1)]: ['terms-not-asked'],
        [org(2)]: ['terms-not-asked'],
      });
      expect(reasons(one, bid(1, '3400', undefined, { stockDivision: '350402' }))).toEqual({ [org(1)]: [] });
    }
  });

  it('belong to a lot at the least delivered cost, in the unit of its items', () => {
    const one = tender({ allocation: optimised });
    const pieces: LotTerms = { minimumOrder: { value: '5', unit: 'H87' } };
    const weighed: LotTerms = { capacity: { value: '5', unit: 'TNE', basis: 'weighed' } };
    expect(
      reasons(
        one,
        bid(1, '3400', undefined, { ...capacity, ...tiers }),
        bid(2, '3400', undefined, pieces),
        bid(3, '3400', undefined, weighed),
      ),
    ).toEqual({ [org(1)]: [], [org(2)]: ['unit-differs'], [org(3)]: ['unit-differs'] });
  });
});

describe('a bid that leaves items out', () => {
  const two = { items: [item, rebarItem(2, '10')] };

  it('stands behind those that serve all where the lot is optimised, and is invalid elsewhere', () => {
    const whole = (n: number, price: string) => {
      const [offered] = bid(n, price).lots;
      const second = offered?.items.map((one) => ({ ...one, itemId: rebarItem(2).id })) ?? [];
      return offering(bid(n, price), { items: [...(offered?.items ?? []), ...second] });
    };
    const bids = [bid(1, '3000'), whole(2, '3500'), whole(3, '3400')];
    const lot = only(evaluated(tender({ ...two, allocation: optimised }), bids));
    expect(ranksOf(lot)).toEqual({ [org(3)]: 1, [org(2)]: 2, [org(1)]: 3 });
    // A part is no low price of the whole.
    expect(lot.lowPrices).toEqual([]);
    expect(reasons(tender(two), ...bids)).toMatchObject({ [org(1)]: ['item-missing'], [org(2)]: [] });
  });
});
