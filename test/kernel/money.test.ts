import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan, money, parseMoney, parseUnitPrice, split, toFenHalfUp, yuan } from '../../shared/kernel/money.ts';
import { addQuantities, parseQuantity, type Quantity } from '../../shared/kernel/quantity.ts';
import { compare, mul, parseDecimal, ratio, sub, sum } from '../../shared/kernel/ratio.ts';
import { refusal } from './refusal.ts';
import vectors from './vectors/money-split.json' with { type: 'json' };

const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;

describe('money', () => {
  it('is yuan in JSON and fen in calculation', () => {
    expect(parseMoney(cny('3520'))).toBe(352_000n);
    expect(parseMoney(cny('-0.5'))).toBe(-50n);
    expect(money(352_000n)).toEqual(cny('3520.00'));
    expect(money(-5n)).toEqual(cny('-0.05'));
    expect(refusal(() => parseMoney(cny('0.001')))).toBe('too-many-places');
    expect(parseUnitPrice(cny('3.0975'))).toEqual(ratio(30_975n, 10_000n));
    expect(refusal(() => parseUnitPrice(cny('0.00001')))).toBe('too-many-places');
  });

  it('rounds to the fen, a half away from zero', () => {
    expect(toFenHalfUp(parseDecimal('1.005', 3))).toBe(101n);
    expect(toFenHalfUp(parseDecimal('-1.005', 3))).toBe(-101n);
    expect(toFenHalfUp(yuan(7n))).toBe(7n);
  });

  it.each([
    [0n, '0.00'],
    [99_999n, '999.99'],
    [352_000n, '3,520.00'],
    [-123_456_789_012n, '-1,234,567,890.12'],
  ])('%i fen is shown as %s', (fen, text) => {
    expect(formatYuan(fen)).toBe(text);
  });
});

describe('splitting an amount', () => {
  it.each(vectors.cases)('$total by $weights', ({ total, weights, expect: expected }) => {
    const parts = split(
      parseMoney(cny(total)),
      weights.map((weight) => parseDecimal(weight, 6)),
    );
    expect(parts.map((part) => money(part).amount)).toEqual(expected);
  });

  it('gives the whole away, each part within a fen of its share, nothing to a weight of zero', () => {
    const weight = fc.tuple(fc.bigInt(0n, 10_000n), fc.bigInt(1n, 1000n)).map(([n, d]) => ratio(n, d));
    const weights = fc.array(weight, { minLength: 1, maxLength: 12 }).filter((list) => list.some(({ n }) => n > 0n));
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), weights, (total, list) => {
        const parts = split(total, list);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
        const all = sum(list);
        for (const [index, part] of parts.entries()) {
          const share = mul(ratio(total * all.d, all.n), list[index] ?? ratio(0n));
          const error = sub(ratio(part), share);
          expect(compare(mul(error, error), ratio(1n))).toBe(-1);
          if (share.n === 0n) expect(part).toBe(0n);
        }
      }),
    );
  });

  it('refuses weights that name no share', () => {
    expect(refusal(() => split(1n, []))).toBe('weights-invalid');
    expect(refusal(() => split(1n, [ratio(0n)]))).toBe('weights-invalid');
    expect(refusal(() => split(1n, [ratio(2n), ratio(-1n)]))).toBe('weights-invalid');
  });
});

describe('quantities', () => {
  const tonnes = (value: string, basis: 'weighed' | 'theoretical'): Quantity => ({ value, unit: 'TNE', basis });

  it('add up within one unit and basis', () => {
    expect(addQuantities([tonnes('1.25', 'weighed'), tonnes('0.750', 'weighed')])).toEqual(tonnes('2', 'weighed'));
    expect(addQuantities([tonnes('0.000001', 'weighed')]).value).toBe('0.000001');
  });

  it('never add up silently across units or bases', () => {
    const weighed = tonnes('1', 'weighed');
    expect(refusal(() => addQuantities([weighed, tonnes('1', 'theoretical')]))).toBe('bases-differ');
    expect(refusal(() => addQuantities([weighed, { value: '1', unit: 'TNE' }]))).toBe('bases-differ');
    expect(refusal(() => addQuantities([weighed, { ...weighed, unit: 'KGM' }]))).toBe('units-differ');
  });

  it('have at most 6 decimals and are not negative', () => {
    expect(parseQuantity({ value: '0', unit: 'H87' })).toEqual(ratio(0n));
    expect(refusal(() => parseQuantity({ value: '0.0000001', unit: 'TNE' }))).toBe('too-many-places');
    expect(refusal(() => parseQuantity({ value: '-1', unit: 'TNE' }))).toBe('quantity-negative');
  });
});
