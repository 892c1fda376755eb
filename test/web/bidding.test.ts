import { describe, expect, test } from 'vitest';
import { checkDisclosed } from '../../shared/sealing/bid.ts';
import { type BidDraft, blankDraft, draftFrom, withLine, withLot } from '../../web/bidding/draft.ts';
import { readBid } from '../../web/bidding/offer.ts';
import type { Item, Lot, Tender } from '../../web/bidding/tender.ts';
import { percentOf, typedDecimal, typedFreight, typedPercent, typedPrice } from '../../web/bidding/typed.ts';

describe('a figure as people type it', () => {
  test.each([
    ['3310.50', '3310.50'],
    ['3,310.50', '3310.50'],
    ['３，３１０．５０', '3310.50'],
    ['¥3310.5', '3310.5'],
    ['￥ 1,234,567.8 元', '1234567.8'],
    ['3310.5元/吨', '3310.5'],
    ['CNY 48.6 /件', '48.6'],
    [' 0.0001 ', '0.0001'],
  ])('%s is %s', (text, price) => expect(typedPrice(text)).toBe(price));

  test.each([
    ['33,10.5', 'not-a-decimal'],
    ['3310,50', 'not-a-decimal'],
    ['3.310,50', 'not-a-decimal'],
    ['1,234,56', 'not-a-decimal'],
    ['3310.50001', 'too-many-places'],
    ['33 10', 'not-a-decimal'],
    ['3310 3320', 'not-a-decimal'],
    ['0', 'not-positive'],
    ['-5', 'not-positive'],
    ['1e3', 'not-a-decimal'],
    ['33万', 'not-a-decimal'],
    ['007', 'not-a-decimal'],
    ['元', 'not-a-decimal'],
    ['1'.repeat(31), 'number-too-long'],
  ])('%s is none: never guessed', (text, code) => expect(() => typedPrice(text)).toThrow(code));

  test('a rate is a percentage, exact both ways', () => {
    for (const [text, fraction] of [
      ['13', '0.13'],
      ['13%', '0.13'],
      ['１３ ％', '0.13'],
      ['0', '0'],
      ['2.05', '0.0205'],
      ['99.99', '0.9999'],
    ] as const) {
      expect([text, typedPercent(text)]).toEqual([text, fraction]);
      expect(typedPercent(percentOf(fraction))).toBe(fraction);
    }
    for (const text of ['100', '-1']) expect(() => typedPercent(text)).toThrow('out-of-range');
    expect(() => typedPercent('0.005')).toThrow('too-many-places');
  });

  test('no freight is an answer, less than none is not', () => {
    expect(typedFreight('0')).toBe('0');
    expect(() => typedFreight('-0.5')).toThrow('negative');
    expect(typedDecimal('')).toBe('');
  });
});

const id = (kind: string, n: number) => `${kind}_0195a3f0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const item = (n: number, value: string, division = '350404'): Item => ({
  id: id('itm', n),
  category: 'steel.rebar',
  attributes: {},
  quantity: { value, unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: { division, address: '列东街项目部' },
});
const lot = (n: number, items: readonly Item[], more: Partial<Lot> = {}): Lot => ({
  id: id('lot', n),
  title: `第${n}标段`,
  items,
  allocation: { rule: 'winner-takes-all' },
  ...more,
});
const supplier = id('org', 7);
const tenderOf = (...lots: readonly Lot[]) =>
  ({ id: id('tnd', 1), deadline: '2026-03-24T01:30:00.000Z', bidValidityDays: 90, lots }) as unknown as Tender;
const priced = (tender: Tender, prices: Readonly<Record<string, string>>): BidDraft =>
  tender.lots
    .flatMap(({ items }) => items)
    .reduce((draft, each) => withLine(draft, each, { price: prices[each.id] ?? '' }), blankDraft(tender));
/** What would be sealed is what the protocol takes. */
const sealable = (tender: Tender, draft: BidDraft) =>
  checkDisclosed({
    ...readBid(tender, draft, supplier).offer,
    supplier,
    tender: tender.id,
    documentsVersion: 1,
    nonce: 'A'.repeat(43),
  });
const step = { value: '1', unit: 'TNE', basis: 'theoretical' } as const;

describe('a draft, read', () => {
  const [a, b, c] = [item(1, '321.000'), item(2, '789'), item(3, '10')];
  const tender = tenderOf(lot(1, [a, b], { ceiling: { amount: '3661539.57', currency: 'CNY' } }), lot(2, [c]));

  test('comes to the fen, line by line half up and then summed, in words too; a lot without a price is left out', () => {
    const draft = priced(tender, { [a.id]: '3317.4173', [b.id]: '3291.0629' });
    const { lots, faults, offer } = readBid(tender, draft, supplier);
    expect(faults.size).toBe(0);
    expect(lots.map(({ lines, total }) => [lines.map(({ amount }) => amount), total])).toEqual([
      [[106489095n, 259664863n], 366153958n],
    ]);
    expect(lots[0]?.concerns).toEqual(['above-ceiling']);
    expect(offer.lots[0]).toMatchObject({
      lotId: id('lot', 1),
      total: { amount: '3661539.58' },
      totalInWords: '叁佰陆拾陆万壹仟伍佰叁拾玖元伍角捌分',
    });
    expect(sealable(tender, draft).validUntil).toBe('2026-06-22');
  });

  test('adds tax that is apart', () => {
    const draft = withLot(priced(tender, { [c.id]: '100.005' }), tender.lots[1] as Lot, { taxIncluded: false });
    expect(readBid(tender, draft, supplier).lots[0]?.total).toBe(113006n);
    expect(sealable(tender, draft).lots[0]?.items[0]).toMatchObject({ taxIncluded: false, taxRate: '0.13' });
  });

  test('names each cell that is wrong, and what is likely to be', () => {
    const draft = withLine(priced(tender, { [a.id]: '33l0' }), b, { price: '5', tax: '130' });
    const { faults, lots, shortValidity } = readBid(tender, { ...draft, validUntil: '2026-06-21' }, supplier);
    expect([...faults]).toEqual([
      [`${a.id}-price`, 'not-a-decimal'],
      [`${b.id}-tax`, 'out-of-range'],
    ]);
    expect(lots[0]?.concerns).toEqual(['lines-missing']);
    expect(shortValidity).toBe(true);
  });

  test('has terms, tiers and packages where lots are awarded in parts, and comes back from what was sealed', () => {
    const zones = [{ from: '350405', to: '350404', perUnit: { amount: '22.5', currency: 'CNY' } }] as const;
    const inParts = { rule: 'optimised', step, gap: '0', nodes: 1, otherwise: 'best-found' } as const;
    const parted = tenderOf(
      lot(1, [a], { allocation: inParts, freight: { basis: 'zone-table', zones } }),
      lot(2, [c], { allocation: inParts, freight: { basis: 'quoted' } }),
    );
    const [first, second] = parted.lots as [Lot, Lot];
    let draft = priced(parted, { [a.id]: '3300', [c.id]: '3400' });
    const unknown = readBid(parted, draft, supplier);
    expect(unknown.lots.map(({ concerns }) => concerns)).toEqual([['freight-unknown'], ['freight-unknown']]);
    draft = withLot(draft, first, {
      capacity: '2,000 ',
      minimumOrder: '50',
      stock: '350405',
      tiers: [{ from: '200', discount: '1.5' }],
    });
    draft = withLine(draft, c, { freight: '0' });
    const half = withLot(draft, first, { tiers: [{ from: '200', discount: '' }] });
    const alone = { ...half, packages: [{ lots: [first.id], discount: '2' }] };
    expect([...readBid(parted, alone, supplier).faults.values()]).toEqual(['blank', 'package-lots']);
    draft = { ...draft, packages: [{ lots: [first.id, second.id], discount: '2' }], answers: { 到货: '十日内' } };
    const read = readBid(parted, draft, supplier);
    expect(read.lots.map(({ total, concerns }) => [total, concerns])).toEqual([
      [106652250n, []],
      [3400000n, []],
    ]);
    const disclosed = sealable(parted, draft);
    expect(disclosed.lots[0]?.terms).toEqual({
      capacity: { ...step, value: '2000' },
      minimumOrder: { ...step, value: '50' },
      tiers: [{ from: { ...step, value: '200' }, discount: '0.015' }],
      stockDivision: '350405',
    });
    expect(disclosed.packages).toEqual([{ lots: [first.id, second.id], discount: '0.02' }]);
    const again = readBid(parted, draftFrom(disclosed, { answers: read.answers ?? {} }), supplier);
    expect(again.offer).toEqual(read.offer);
    expect(draftFrom(disclosed, {}).version).toBe(disclosed.documentsVersion);
    expect(again.answers).toEqual(read.answers);
  });

  test('in a second stage tells what is above the price that the bidder agreed to, tax in it', () => {
    const most = { amount: '113', currency: 'CNY' } as const;
    const second = {
      ...tenderOf(lot(2, [c])),
      competition: { agreement: id('agr', 1), members: [{ supplier, prices: [{ item: c.id, unitPrice: most }] }] },
    };
    const apart = (price: string) =>
      withLot(priced(second, { [c.id]: price }), second.lots[0] as Lot, { taxIncluded: false });
    expect(readBid(second, apart('100'), supplier).lots[0]?.concerns).toEqual([]);
    expect(readBid(second, apart('100.0001'), supplier).lots[0]?.concerns).toEqual(['above-agreed']);
  });
});
