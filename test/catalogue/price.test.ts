import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, type Price, priceFor, type Surcharge } from '../../functions/catalogue/price.ts';
import { endedPeriod, type PricePeriod, seriesOf } from '../../functions/catalogue/price-series.ts';
import { product } from '../../functions/catalogue/product.ts';
import { parseUnitPrice } from '../../shared/kernel/money.ts';
import { equal, sum } from '../../shared/kernel/ratio.ts';
import { given, refusal } from '../support/given.ts';
import { at, drafted, later, price, published, rebar, stateAfter, supplier } from './fixtures.ts';

const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' }) as const;
const extra = (attribute: string, when: Condition, amount: string): Surcharge => ({
  attribute,
  when,
  amount: cny(amount),
});

/** A mill's list: 12 m as 9 m, shorter cheaper; HRB500E dearer; thin bars dearer. */
const listed: Price = {
  ...price,
  surcharges: [
    extra('diameter', { from: 12, to: 14 }, '100.00'),
    extra('diameter', { values: [16] }, '60'),
    extra('grade', { values: ['HRB500E'] }, '160.00'),
    extra('length', { values: [6] }, '-288.5000'),
  ],
  tiers: [
    { minimum: tonnes('100'), unitPrice: cny('3350.00') },
    { minimum: tonnes('500'), unitPrice: cny('3330.1250') },
  ],
};

describe('the price of given goods', () => {
  const of = (attributes: object, value = '35') =>
    priceFor({ attributes: rebar.attributes, price: listed }, attributes as never, tonnes(value));

  it.each([
    [{ diameter: 20 }, '35', '3380.00'],
    [{}, '35', '3480.00'],
    [{ diameter: '14.0' }, '99.999', '3480.00'],
    [{ diameter: 16, grade: 'HRB500E', length: 6 }, '35', '3311.50'],
    [{ diameter: 20 }, '100', '3350.00'],
    [{ diameter: 16 }, '500', '3390.125'],
  ])('%o, %s t: %s', (attributes, value, amount) => {
    const { unitPrice, steps } = of(attributes, value);
    expect(unitPrice).toEqual(cny(amount));
    expect(equal(sum(steps.map((step) => parseUnitPrice(step.amount))), parseUnitPrice(unitPrice))).toBe(true);
  });

  it('tells its steps', () => {
    expect(of({ diameter: 16 }, '500').steps).toEqual([
      { kind: 'tier', minimum: tonnes('500'), amount: cny('3330.1250') },
      { kind: 'surcharge', attribute: 'diameter', value: 16, amount: cny('60') },
    ]);
  });

  it('is not asked for on another basis than the tiers', () => {
    const weighed = { ...tonnes('500'), basis: 'weighed' } as const;
    const ask = () => priceFor({ attributes: rebar.attributes, price: listed }, {}, weighed);
    expect(refusal(ask).code).toBe('bases-differ');
  });
});

describe('a price', () => {
  const draft = (change: Partial<Price>) =>
    ({ type: 'draftProduct', at, supplier, listing: { ...rebar, price: { ...listed, ...change } } }) as const;
  const range = (from: number, to: number, attribute = 'diameter') => extra(attribute, { from, to }, '1');

  it('with its table and tiers is drafted', () => {
    given(product)
      .when(draft({ validFrom: '2026-03-02', paymentTerms: { days: 30 } }))
      .yields({ type: 'ProductDrafted' });
  });

  it.each<[string, string, Partial<Price>]>([
    ['unknown-attribute', '/surcharges/0/attribute', { surcharges: [extra('colour', { values: ['红'] }, '1')] }],
    [
      'attribute-not-allowed',
      '/surcharges/0/when/values/1',
      { surcharges: [extra('diameter', { values: [12, 13] }, '1')] },
    ],
    ['surcharge-range-not-numeric', '/surcharges/0/when', { surcharges: [range(1, 2, 'grade')] }],
    ['surcharge-range-reversed', '/surcharges/0/when/to', { surcharges: [range(14, 12)] }],
    ['surcharges-overlap', '/surcharges/1/when', { surcharges: [range(12, 16), range(16, 20)] }],
    [
      'surcharges-overlap',
      '/surcharges/1/when',
      { surcharges: [extra('diameter', { values: [16] }, '1'), range(12, 20)] },
    ],
    [
      'surcharges-exceed-price',
      '/surcharges',
      { surcharges: [extra('diameter', { values: [16] }, '-3380')], tiers: undefined },
    ],
    [
      'tier-unit-differs',
      '/tiers/0/minimum',
      { tiers: [{ minimum: { value: '1', unit: 'H87' }, unitPrice: cny('3000') }] },
    ],
    [
      'tiers-not-ascending',
      '/tiers/1/minimum/value',
      { tiers: [...(listed.tiers ?? [])].map((tier) => ({ ...tier, minimum: tonnes('100') })) },
    ],
    ['tier-dearer', '/tiers/0/unitPrice/amount', { tiers: [{ minimum: tonnes('100'), unitPrice: cny('3380.0001') }] }],
    ['valid-from-after-end', '/validFrom', { validFrom: '2026-04-01' }],
  ])('is refused as %s at %s', (code, pointer, change) => {
    const { errors } = given(product).when(draft(change)).refuses(code);
    expect(errors.map((fault) => [fault.pointer, fault.code])).toEqual([[`/price${pointer}`, code]]);
  });
});

describe('a bulk update', () => {
  const update = (id: string, amount: string, when = at) =>
    ({ type: 'updatePrice', at: when, update: id, changes: { unitPrice: cny(amount) } }) as const;

  it('changes a product once, whatever came after', () => {
    const [first] = product.decide(update('u1', '3400.00'), stateAfter(drafted, published));
    const [second] = product.decide(update('u2', '3500.00'), stateAfter(drafted, published, first as never));
    expect(first).toMatchObject({ type: 'ProductPriceChanged', data: { update: 'u1', old: price } });
    given(product, drafted, published, first as never, second as never)
      .when(update('u1', '3400.00'))
      .changesNothing();
  });

  it('takes optional members away, and leaves the others', () => {
    const changes = { surcharges: null, paymentTerms: { days: 30 } } as const;
    const withTable = { ...drafted, data: { ...drafted.data, listing: { ...rebar, price: listed } } } as const;
    const { surcharges: _, ...rest } = listed;
    given(product, withTable)
      .when({ type: 'updatePrice', at, update: 'u1', changes })
      .yields({
        type: 'ProductAmended',
        data: { changes: { price: { ...rest, paymentTerms: { days: 30 } } }, update: 'u1' },
      });
  });
});

describe('a series', () => {
  const period = (supplier: string, amount: string, from: string, to: string): PricePeriod => ({
    supplier,
    attributes: {},
    unitPrice: cny(amount),
    from,
    to,
  });

  it('tells least, middle and greatest of the days of three suppliers, exactly', () => {
    const periods = [
      period('a', '3400', '2026-03-01', '2026-03-09'),
      period('a', '3300.0001', '2026-03-02', '2026-03-03'),
      period('b', '3401.0000', '2026-03-02', '2026-03-04'),
      period('c', '3500', '2026-03-03', '2026-03-04'),
    ];
    const point = { suppliers: 3, max: cny('3500.00') };
    expect(seriesOf(periods, '2026-03-01', '2026-03-05')).toEqual([
      { day: '2026-03-03', ...point, min: cny('3300.0001'), median: cny('3400.50') },
      { day: '2026-03-04', ...point, min: cny('3400.00'), median: cny('3401.00') },
    ]);
  });

  it('never tells a day of fewer than three suppliers, however many prices they have', () => {
    const supplierOf = fc.constantFrom('a', 'b');
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-03-0${n}`);
    const any = fc
      .tuple(supplierOf, day, day)
      .map(([who, a, b]) => period(who, '1', ...([a, b].sort() as [string, string])));
    fc.assert(fc.property(fc.array(any), (periods) => seriesOf(periods, '2026-03-01', '2026-03-09').length === 0));
  });

  it('has a price until the day before it changed, and none that came and went within a day', () => {
    const before = stateAfter(drafted, published);
    const dearer = { ...price, unitPrice: cny('3400.00') };
    const [event] = product.decide({ type: 'amendProduct', at: later, changes: { price: dearer } }, before);
    const after = product.evolve(before, event as never);
    expect(endedPeriod(before, after, later)).toMatchObject({
      from: '2026-03-02',
      to: '2026-03-19',
      unitPrice: price.unitPrice,
    });
    expect(endedPeriod(before, after, at)).toBeUndefined();
    const [retitled] = product.decide({ type: 'amendProduct', at: later, changes: { title: '螺纹钢' } }, before);
    expect(endedPeriod(before, product.evolve(before, retitled as never), later)).toBeUndefined();
  });
});
