import { describe, expect, it, test } from 'vitest';
import organisations from '../../demo/data/organisations.json' with { type: 'json' };
import products from '../../demo/data/products.json' with { type: 'json' };
import trade from '../../demo/data/trade.json' with { type: 'json' };
import { category, checkAttributes, checkQuantity } from '../../shared/commodity/category.ts';
import { division } from '../../shared/commodity/divisions.ts';
import { isDivision } from '../../shared/commodity/places.ts';
import { parseUnitPrice } from '../../shared/kernel/money.ts';
import { parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { checkUscc } from '../../shared/kernel/uscc.ts';

const suppliers = organisations.filter((each) => each.kinds.includes('supplier'));

describe('the demonstration data', () => {
  it('has a buyer for each county and twenty-two suppliers of the four families', () => {
    expect(organisations.filter((each) => each.kinds.includes('buyer'))).toHaveLength(11);
    expect(suppliers).toHaveLength(22);
    expect(new Set(organisations.map((each) => each.uscc)).size).toBe(33);
    expect(new Set(products.map((each) => category(each.category)?.parent)).size).toBe(4);
    const offering = [...products, ...trade.suppliers.map(({ uscc }) => ({ supplier: uscc }))];
    expect(new Set(offering.map((each) => each.supplier))).toEqual(new Set(suppliers.map((each) => each.uscc)));
    expect(products.length).toBeGreaterThanOrEqual(44);
  });

  test.each(organisations.map((each) => [each.name, each] as const))(
    'knows %s by a valid code and a division',
    (_, each) => {
      expect(checkUscc(each.uscc).warnings).toEqual([]);
      expect(isDivision(each.division)).toBe(true);
      expect(each.contact.phone).toMatch(/^0598-555[0-9]{4}$/);
    },
  );

  test.each(products.map((each) => [each.supplier, each.title, each] as const))('%s can offer %s', (_, __, each) => {
    expect(checkAttributes(each.category, each.attributes, '')).toEqual(each.attributes);
    const { price, minimumOrder, capacityPerMonth } = each;
    for (const quantity of [minimumOrder, capacityPerMonth] as Quantity[]) {
      expect(checkQuantity(each.category, quantity, '')).toBe(quantity);
      expect(parseQuantity(quantity).n).toBeGreaterThan(0n);
    }
    expect(parseUnitPrice({ ...price.unitPrice, currency: 'CNY' }).n).toBeGreaterThan(0n);
    const priced = { value: '1', unit: price.per, ...('weighingBasis' in price ? { basis: price.weighingBasis } : {}) };
    expect(() => checkQuantity(each.category, priced as Quantity, '')).not.toThrow();
    expect(organisations.map((org) => org.uscc)).toContain(each.producer);
    for (const point of each.stockPoints) expect(division(point.division)).not.toHaveProperty('warning');
  });
});
