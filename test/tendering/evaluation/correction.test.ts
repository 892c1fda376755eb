import { describe, expect, it } from 'vitest';
import { awardsOf, candidatesOf } from '../../../functions/tendering/award.ts';
import type { OpenedBid } from '../../../functions/tendering/bid-record.ts';
import type { PriceFinding } from '../../../functions/tendering/evaluation/findings.ts';
import type { OfferedLot } from '../../../shared/sealing/bid.ts';
import { draft, idFrom, lot, rebarItem } from '../fixtures.ts';
import { at, cny, evaluated, lotId, offering, oneLot, only, org } from './support.ts';

const lines = 3;
const itemId = (n: number) => idFrom('itm', n);
/** Three lines of 10, 20 and 30 tonnes. */
const tender = draft({
  lots: [lot(1, { items: [1, 2, 3].map((n) => ({ ...rebarItem(n, `${n}0`), id: itemId(n) })) })],
});

function offer(n: number, prices: readonly string[], totals: Partial<OfferedLot> = {}): OpenedBid {
  const items = prices.map((amount, at) => ({
    itemId: itemId(at + 1),
    unitPrice: cny(amount),
    taxIncluded: true,
    taxRate: '0.13',
  }));
  return offering(at(n, '1'), { items, ...totals });
}
const answer = (n: number, accepted: boolean, reason = '澄清函'): PriceFinding => ({
  supplier: org(n),
  lot: lotId,
  kind: 'correction',
  accepted,
  reason,
});
const first = (bid: OpenedBid, prices: readonly PriceFinding[] = []) =>
  only(evaluated(tender, [bid], { prices })).bids[0];

describe('arithmetic correction, in the order of MOF Order 87 art. 59', () => {
  it('has nothing to do where the totals are the sum of the lines, or where none is stated', () => {
    // 10 × 3000 + 20 × 3100 + 30 × 3200 = 188 000
    const prices = ['3000', '3100', '3200'];
    expect(prices).toHaveLength(lines);
    for (const totals of [
      {},
      { total: cny('188000') },
      { total: cny('188000.00'), totalInWords: '壹拾捌万捌仟元整' },
    ]) {
      const bid = first(offer(1, prices, totals));
      expect(bid).toMatchObject({ price: cny('188000.00'), invalid: [], rank: 1 });
      expect(bid).not.toHaveProperty('correction');
    }
  });

  it('takes the words where the figures differ', () => {
    const bid = offer(1, ['3000', '3100', '3200'], { total: cny('180000'), totalInWords: '壹拾捌万捌仟元整' });
    expect(first(bid)).toMatchObject({
      price: cny('188000.00'),
      correction: {
        steps: [{ rule: 'words-before-figures', before: cny('180000.00'), after: cny('188000.00') }],
        confirmation: 'pending',
      },
    });
  });

  it('takes the total where a decimal point is evidently misplaced, and corrects the unit price', () => {
    const bid = first(offer(1, ['3000', '31.00', '3200'], { total: cny('188000') }));
    expect(bid).toMatchObject({
      price: cny('188000.00'),
      correction: { steps: [{ rule: 'decimal-point', item: itemId(2), before: cny('31.00'), after: cny('3100') }] },
      lines: [{}, { unitPrice: cny('3100'), amount: cny('62000.00'), exact: '62000/1' }, {}],
    });
  });

  it('finds the point moved either way, on a net price too', () => {
    const net = offer(1, ['3000', '3100', '32000'], { total: cny('212440') });
    const bid = {
      ...net,
      lots: net.lots.map((one) => ({ ...one, items: one.items.map((item) => ({ ...item, taxIncluded: false })) })),
    };
    // 1.13 × 188 000 = 212 440
    expect(first(bid)).toMatchObject({
      price: cny('212440.00'),
      correction: { steps: [{ rule: 'decimal-point', item: itemId(3), before: cny('32000'), after: cny('3200') }] },
    });
  });

  it('takes the unit prices where the total is otherwise not their sum', () => {
    expect(first(offer(1, ['3000', '3100', '3200'], { total: cny('187999.99') }))).toMatchObject({
      price: cny('188000.00'),
      correction: {
        steps: [{ rule: 'unit-prices-before-total', before: cny('187999.99'), after: cny('188000.00') }],
      },
    });
  });

  it('does not call a point misplaced where two could be', () => {
    const twice = draft({ lots: [lot(1, { items: [1, 2].map((n) => ({ ...rebarItem(n, '10'), id: itemId(n) })) })] });
    const bid = offer(1, ['30', '30'], { total: cny('30300') });
    expect(only(evaluated(twice, [bid])).bids[0]).toMatchObject({
      price: cny('600.00'),
      correction: { steps: [{ rule: 'unit-prices-before-total', after: cny('600.00') }] },
    });
  });

  it('moves no point so far that the line comes to nothing', () => {
    // Without its second line of 0.04 the bid would come to the total, as it would with a unit price of 0.0041.
    const two = draft({
      lots: [lot(1, { items: [1, 2].map((n) => ({ ...rebarItem(n, '1'), id: itemId(n) })) })],
    });
    const bid = offer(1, ['100', '0.041'], { total: cny('100') });
    expect(only(evaluated(two, [bid])).bids[0]?.correction?.steps).toEqual([
      { rule: 'unit-prices-before-total', before: cny('100.00'), after: cny('100.04') },
    ]);
  });

  it('applies the rules one after the other', () => {
    const totals = { total: cny('1880000'), totalInWords: '壹拾捌万捌仟元整' };
    expect(first(offer(1, ['0.3', '3100', '3200'], totals))?.correction?.steps).toEqual([
      { rule: 'words-before-figures', before: cny('1880000.00'), after: cny('188000.00') },
      { rule: 'decimal-point', item: itemId(1), before: cny('0.3'), after: cny('3000') },
    ]);
    expect(first(offer(1, ['3001', '3100', '3200'], totals))?.correction?.steps).toEqual([
      { rule: 'words-before-figures', before: cny('1880000.00'), after: cny('188000.00') },
      { rule: 'unit-prices-before-total', before: cny('188000.00'), after: cny('188010.00') },
    ]);
  });

  it('leaves a bid alone that lacks lines', () => {
    const bid = first(offer(1, ['3000', '3100'], { total: cny('1') }));
    expect(bid?.invalid).toEqual(['item-missing']);
    expect(bid).not.toHaveProperty('correction');
  });

  it('counts against the ceiling as corrected', () => {
    const ceiling = { lots: tender.lots.map((one) => ({ ...one, ceiling: cny('187999.99') })) };
    const bid = offer(1, ['3000', '3100', '3200'], { total: cny('180000') });
    expect(only(evaluated({ ...tender, ...ceiling }, [bid])).bids[0]?.invalid).toEqual(['above-ceiling']);
  });
});

describe('a corrected price', () => {
  const bids = [
    offer(1, ['3000', '3100', '3200'], { total: cny('180000') }),
    offer(2, ['3000', '3100', '3201'], { total: cny('188030') }),
  ];

  it('leaves the evaluation incomplete until the bidder has answered', () => {
    const waiting = evaluated(tender, bids);
    expect(waiting.incomplete).toEqual([{ kind: 'correction', lot: lotId, supplier: org(1) }]);
    expect(only(waiting).bids[0]).toMatchObject({ supplier: org(1), invalid: [], rank: 1 });
  });

  it('binds once the bidder has confirmed it, and is the contract’s price', () => {
    const done = evaluated(tender, bids, { prices: [answer(1, true)] });
    expect(done.incomplete).toEqual([]);
    expect(only(done).bids[0]?.correction?.confirmation).toBe('accepted');
    const [award] = awardsOf({ draft: tender }, done, candidatesOf(done, 3, []));
    expect(award).toMatchObject({ supplier: org(1), amount: cny('188000.00') });
  });

  it('makes the bid invalid when the bidder does not confirm it; the newest answer counts', () => {
    const done = evaluated(tender, bids, { prices: [answer(1, true), answer(1, false, '不予确认')] });
    expect(done.incomplete).toEqual([]);
    expect(only(done).bids.at(-1)).toMatchObject({
      supplier: org(1),
      invalid: ['correction-refused'],
      reasons: [{ for: 'correction-refused', text: '不予确认' }],
      rank: null,
    });
  });

  it('is asked of nobody whose bid is invalid anyway, nor refused where nothing was corrected', () => {
    const qualification = { [org(1)]: { qualified: false, reasons: ['无生产许可'] } };
    const done = evaluated(tender, bids, { qualification, prices: [answer(2, false)] });
    expect(done.incomplete).toEqual([]);
    expect(only(done).bids.map(({ invalid }) => invalid)).toEqual([[], ['not-qualified']]);
    const low: PriceFinding = { ...answer(1, false), kind: 'low-price' };
    expect(evaluated(tender, bids, { prices: [low] }).incomplete).toEqual([]);
  });

  it('of a decimal point is in the award line as corrected', () => {
    const misplaced = offer(3, ['3000', '310', '3200'], { total: cny('188000') });
    const done = evaluated(tender, [misplaced], { prices: [answer(3, true)] });
    const [award] = awardsOf({ draft: tender }, done, candidatesOf(done, 3, []));
    expect(award?.lines[1]).toEqual({
      item: itemId(2),
      quantity: { value: '20', unit: 'TNE', basis: 'theoretical' },
      unitPrice: cny('3100'),
      taxIncluded: true,
      taxRate: '0.13',
      amount: cny('62000.00'),
    });
  });
});

describe('a total of one line', () => {
  it('is compared with the amount as it is paid, half-up to the fen', () => {
    const small = oneLot({ items: [rebarItem(1, '0.333')] });
    // 0.333 × 10.5 = 3.4965
    expect(only(evaluated(small, [offering(at(1, '10.5'), { total: cny('3.50') })])).bids[0]).not.toHaveProperty(
      'correction',
    );
  });
});
