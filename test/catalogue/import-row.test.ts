import { describe, expect, test } from 'vitest';
import { attributesOf, headingOf } from '../../functions/catalogue/import-columns.ts';
import { type Defaults, readRow } from '../../functions/catalogue/import-row.ts';
import { categories } from '../../shared/commodity/category.ts';

/** A row below its heading, as it is read. */
function read(heading: readonly string[], cells: readonly string[], defaults: Defaults = { category: 'steel.rebar' }) {
  const rows = [
    { number: 1, cells: heading },
    { number: 2, cells },
  ];
  return readRow({ number: 2, cells }, headingOf(rows, attributesOf(categories(), defaults.category)), defaults);
}

const priced = (heading: string, cell: string) => {
  const { listing, faults } = read(['规格', heading], ['HRB400E Φ20', cell]);
  return { price: listing.price, faults: faults.map(({ code }) => code) };
};

describe('a price', () => {
  test.each([
    ['单价', '3350', '3350', undefined],
    ['单价(元/吨)', '3350.50', '3350.50', 'TNE'],
    ['单价（元／吨）', '３３５０', '3350', 'TNE'],
    ['单价', '¥3,350.00', '3350.00', undefined],
    ['单价', '3350元/吨', '3350', 'TNE'],
    ['单价(元/吨)', '3.35元/kg', '3.35', 'KGM'],
    ['现款到货价', '118/米', '118', 'MTR'],
    ['价格', '42.5元/㎡', '42.5', 'MTK'],
    ['报价', '98 元 / 张', '98', 'H87'],
  ])('%s %s', (heading, cell, amount, per) => {
    expect(priced(heading, cell)).toMatchObject({ price: { unitPrice: { amount }, ...(per && { per }) }, faults: [] });
    expect(Object.keys(priced(heading, cell).price as object).includes('per')).toBe(per !== undefined);
  });

  test.each([
    ['面议', 'import-price-unread'],
    ['3350-3400', 'import-price-unread'],
    ['3,35', 'import-price-unread'],
    ['0.335万元/吨', 'import-price-unread'],
    ['-3350', 'import-price-unread'],
    ['3350元/车', 'import-unit-unread'],
  ])('%s is none that could be guessed', (cell, code) => {
    expect(priced('单价', cell).faults).toEqual([code]);
  });

  test.each([
    ['出厂含税价(元/吨)', { taxIncluded: true, deliveryBasis: 'ex-works' }],
    ['不含税到货价', { taxIncluded: false, deliveryBasis: 'delivered' }],
  ])('says its terms in its heading: %s', (heading, terms) => {
    expect(priced(heading, '3350').price).toMatchObject(terms);
  });
});

describe('a row', () => {
  test('reads the goods from one column, an attribute of its own first', () => {
    const { listing, faults } = read(['规格型号', '材质', '单价'], ['HRB400 Φ20*12m', 'HRB500E', '3350']);
    expect([listing.category, listing.attributes, faults]).toEqual([
      'steel.rebar',
      { grade: 'HRB500E', diameter: 20, length: 12 },
      [],
    ]);
  });

  test.each([
    ['税率', '13%', { price: { taxRate: '0.13' } }],
    ['有效期至', '2026年3月1日', { price: { validTo: '2026-03-01' } }],
    ['计重方式', '过磅', { price: { weighingBasis: 'weighed' } }],
    ['交货周期', '3天', { leadTimeDays: 3 }],
    ['起订量', '35吨', { minimumOrder: { value: '35', unit: 'TNE' } }],
    ['库存地点', '三元区成品库', { stockPoints: [{ address: '三元区成品库' }] }],
  ])('%s %s', (heading, cell, expected) => {
    expect(read(['规格', '单价', heading], ['HRB400E Φ20', '3350', cell]).listing).toMatchObject(expected);
  });

  test.each([
    ['计重方式', '估算', 'import-value-unknown'],
    ['单位', '车', 'import-unit-unread'],
  ])('%s %s is a fault, never passed over', (heading, cell, code) => {
    const { faults } = read(['规格', '单价', heading], ['HRB400E Φ20', '3350', cell]);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
  });
});
