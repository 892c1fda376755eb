import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOf, isOver, windowOf } from '../../functions/contracts/settlement/dates.ts';
import { type PriceRule, settlementPrice } from '../../functions/contracts/settlement/price.ts';
import { parseUnitPrice } from '../../shared/kernel/money.ts';
import { add, compare, fraction, parseDecimal, sub } from '../../shared/kernel/ratio.ts';
import { addDays, daysBetween, weekday } from '../../shared/kernel/time.ts';
import { refusal } from '../support/given.ts';
import { goods, reading, yuan } from './settlement-fixtures.ts';
import vectors from './settlement-vectors.json' with { type: 'json' };

const premium = { rule: 'index-premium' } as const;
const discount = { rule: 'index-discount' } as const;
const band = { rule: 'band', band: '0.05' } as const;
const priceOf = (rule: PriceRule, prices: readonly string[], more: Partial<typeof goods> = {}) =>
  settlementPrice(rule, { ...goods, ...more }, reading(prices)).price.amount;

describe('the days of a price', () => {
  it.each([
    ['order-day', '2026-05-04', '2026-05-04'],
    ['delivery-day', '2026-05-21', '2026-05-21'],
    ['week', '2026-05-18', '2026-05-24'],
    ['ten-days', '2026-05-21', '2026-05-31'],
    ['month', '2026-05-01', '2026-05-31'],
  ] as const)('%s', (rule, from, to) => {
    expect(windowOf(rule, '2026-05-04', '2026-05-21')).toEqual({ from, to });
  });

  it.each([
    ['2026-02-10', '2026-02-01', '2026-02-10'],
    ['2026-02-11', '2026-02-11', '2026-02-20'],
    ['2026-02-28', '2026-02-21', '2026-02-28'],
    ['2028-02-29', '2028-02-21', '2028-02-29'],
    ['2026-12-31', '2026-12-21', '2026-12-31'],
  ])('ten days of %s', (day, from, to) => expect(windowOf('ten-days', day, day)).toEqual({ from, to }));

  it('of a month are all of them, and over at midnight in Shanghai', () => {
    expect(daysOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect([
      isOver(daysOf('2026-05'), '2026-05-31T15:59:59.999Z'),
      isOver(daysOf('2026-05'), '2026-05-31T16:00:00.000Z'),
    ]).toEqual([false, true]);
  });

  it('always hold the day of delivery, weeks from Monday', () => {
    const days = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2024-01-01', n));
    fc.assert(
      fc.property(days, fc.constantFrom('week' as const, 'ten-days' as const, 'month' as const), (day, rule) => {
        const { from, to } = windowOf(rule, '2020-01-01', day);
        expect(from <= day && day <= to).toBe(true);
        if (rule === 'week') expect([weekday(from), daysBetween(from, to)]).toEqual([1, 6]);
      }),
    );
  });
});

describe('the settlement price', () => {
  it.each(vectors.mean)('is the mean of the published days, premium and freight: $expect', (each) => {
    const unitPrice = yuan(String(3300 + Number(each.premium)));
    const steps = settlementPrice(premium, { ...goods, unitPrice, freight: yuan(each.freight) }, reading(each.points));
    expect([steps.index?.mean.shown, steps.price.amount]).toEqual([each.mean, each.expect]);
  });

  it('rounds the exact mean half-up to the fen, and says both', () => {
    const { index, price } = settlementPrice(premium, goods, reading(['3300', '3300', '3300.01']));
    expect([index?.mean, price.amount]).toEqual([{ exact: '990001/300', shown: '3300.00' }, '3313.00']);
    const half = settlementPrice(premium, goods, reading(['3300.00', '3300.01']));
    expect([half.index?.mean, half.price.amount]).toEqual([{ exact: '660001/200', shown: '3300.01' }, '3313.01']);
  });

  it('is the bid and freight when it is fixed, or the item follows no series', () => {
    const { priceIndex: _, ...plain } = goods;
    expect(settlementPrice({ rule: 'fixed' }, goods, undefined).price.amount).toBe('3313.00');
    expect(settlementPrice(premium, { ...plain, unitPrice: yuan('3265.1234') }, undefined).price.amount).toBe(
      '3313.1234',
    );
  });

  it('takes the bid to the base as it stands to the index', () => {
    expect(priceOf(discount, ['3000'], { freight: yuan('0'), unitPrice: yuan('3234') })).toBe('2940.00');
    expect(priceOf(discount, ['3001'], { freight: yuan('0') })).toBe('2969.17');
  });

  it.each([
    ['3465', '3313.00'],
    ['3466', '3314.00'],
    ['3135', '3313.00'],
    ['3134.5', '3312.50'],
  ])('adds only what the index moves beyond the band: at %s %s', (index, expected) => {
    expect(priceOf(band, [index])).toBe(expected);
  });

  it('reads a surcharge into the series, at the base as now', () => {
    const priceIndex = {
      ...goods.priceIndex,
      index: goods.priceIndex?.index ?? '',
      base: yuan('3300'),
      surcharge: yuan('100'),
    };
    const freight = yuan('0');
    expect(priceOf(premium, ['3200'], { priceIndex, freight })).toBe('3165.00');
    expect(priceOf(discount, ['3200'], { priceIndex, freight, unitPrice: yuan('3400') })).toBe('3300.00');
  });

  it('takes the tax out of freight where the price of the goods is without', () => {
    const net = { unitPrice: yuan('100'), freight: yuan('11.30'), taxRate: '0.13' };
    expect(priceOf({ rule: 'fixed' }, [], { ...net, taxIncluded: false })).toBe('110.00');
    expect(priceOf({ rule: 'fixed' }, [], { ...net, taxIncluded: true })).toBe('111.30');
  });

  it('takes a price a kilogram and without tax to the unit and the tax of the line, exactly', () => {
    const net = reading(['2.9204'], { unit: 'KGM', taxIncluded: false });
    const { index, price } = settlementPrice(premium, goods, net);
    expect(index?.factor).toBe('1130/1');
    expect([index?.mean, price.amount]).toEqual([{ exact: '825013/250', shown: '3300.05' }, '3313.05']);
  });

  it('is refused without a published day, in another unit, or when nothing is left', () => {
    expect(refusal(() => settlementPrice(premium, goods, undefined)).code).toBe('index-without-points');
    expect(refusal(() => settlementPrice(premium, goods, reading([]))).code).toBe('index-without-points');
    expect(refusal(() => settlementPrice(premium, { ...goods, unit: 'H87' }, reading(['3300']))).code).toBe(
      'index-unit-differs',
    );
    expect(refusal(() => priceOf(premium, ['1'], { freight: yuan('0') })).code).toBe('settlement-price-not-positive');
  });

  it('moves with the index yuan by yuan under a premium, and never against it under a band', () => {
    const price = fc
      .integer({ min: 100_000, max: 500_000 })
      .map((fen) => `${(fen - (fen % 100)) / 100}.${String(fen % 100).padStart(2, '0')}`);
    fc.assert(
      fc.property(price, price, (a, b) => {
        const at = (rule: PriceRule, index: string) =>
          parseUnitPrice(settlementPrice(rule, goods, reading([index])).price);
        const gap = sub(parseDecimal(a, 2), parseDecimal(b, 2));
        expect(fraction(sub(at(premium, a), at(premium, b)))).toBe(fraction(gap));
        expect(fraction(add(at(premium, b), gap))).toBe(fraction(at(premium, a)));
        if (gap.n > 0n) expect(compare(at(band, a), at(band, b))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
