import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  div,
  equal,
  fraction,
  isZero,
  max,
  min,
  mul,
  negate,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  roundHalfUp,
  sub,
  sum,
  toDecimal,
  zero,
} from '../../shared/kernel/ratio.ts';
import { refusal } from './refusal.ts';

const big = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const rational = fc.tuple(big, fc.bigInt({ min: 1n, max: 10n ** 12n })).map(([n, d]) => ratio(n, d));

describe('a ratio', () => {
  it('is reduced, with a positive denominator', () => {
    expect(ratio(6n, -4n)).toEqual({ n: -3n, d: 2n });
    expect(ratio(0n, -7n)).toEqual(zero);
    expect(() => ratio(1n, 0n)).toThrow(RangeError);
  });

  it('obeys the laws of a field', () => {
    fc.assert(
      fc.property(rational, rational, rational, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(mul(a, add(b, c))).toEqual(add(mul(a, b), mul(a, c)));
        expect(sub(a, b)).toEqual(add(a, negate(b)));
        expect(add(a, zero)).toEqual(a);
        expect(mul(a, one)).toEqual(a);
        if (!isZero(b)) expect(mul(div(a, b), b)).toEqual(a);
        expect(sum([a, b, c])).toEqual(add(a, add(b, c)));
      }),
    );
  });

  it('has a total order that agrees with subtraction', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        expect(compare(a, b)).toBe(0 - compare(b, a));
        expect(compare(a, b)).toBe(compare(sub(a, b), zero));
        expect(compare(a, b) === 0).toBe(equal(a, b));
        expect(add(min(a, b), max(a, b))).toEqual(add(a, b));
        expect(compare(min(a, b), max(a, b))).toBeLessThan(1);
      }),
    );
  });
});

describe('a decimal', () => {
  it.each([
    ['0', 0, zero],
    ['-0.00', 2, zero],
    ['0.0001', 4, ratio(1n, 10_000n)],
    ['-12.50', 2, ratio(-25n, 2n)],
    ['3520.00', 2, ratio(3520n)],
  ])('%s is read exactly', (text, places, expected: Ratio) => {
    expect(parseDecimal(text, places)).toEqual(expected);
  });

  it.each([
    ['３５２０', 'full-width-digits'],
    ['35．2', 'full-width-digits'],
    ['－1', 'full-width-digits'],
    ['', 'not-a-decimal'],
    ['01', 'not-a-decimal'],
    ['1.', 'not-a-decimal'],
    ['.5', 'not-a-decimal'],
    ['+1', 'not-a-decimal'],
    ['1e3', 'not-a-decimal'],
    ['1,000', 'not-a-decimal'],
    ['1\n', 'not-a-decimal'],
    ['٣', 'not-a-decimal'],
    ['1.000', 'too-many-places'],
    ['1'.repeat(31), 'number-too-long'],
  ])('%j is refused: %s', (text, code) => {
    expect(refusal(() => parseDecimal(text, 2))).toBe(code);
  });

  it('survives being written and read', () => {
    fc.assert(
      fc.property(big, fc.integer({ min: 0, max: 6 }), (n, places) => {
        const r = ratio(n, 10n ** BigInt(places));
        expect(parseDecimal(toDecimal(r, 6) ?? 'none', 6)).toEqual(r);
      }),
    );
  });

  it('is exact or absent', () => {
    expect(toDecimal(ratio(1n, 8n))).toBe('0.125');
    expect(toDecimal(ratio(1n, 8n), 2)).toBeUndefined();
    expect(toDecimal(ratio(1n, 3n))).toBeUndefined();
    expect(toDecimal(ratio(-100n))).toBe('-100');
    expect(toDecimal(ratio(100n), 0)).toBe('100');
    expect(fraction(ratio(2n, 6n))).toBe('1/3');
  });
});

describe('rounding half up', () => {
  it.each([
    [ratio(5n, 1000n), 2, '0.01'],
    [ratio(-5n, 1000n), 2, '-0.01'],
    [ratio(-4n, 1000n), 2, '0.00'],
    [ratio(5n, 2n), 0, '3'],
    [ratio(-5n, 2n), 0, '-3'],
    [ratio(2n, 3n), 4, '0.6667'],
    [ratio(352_000n, 100n), 2, '3520.00'],
  ])('%o to %i places', (r, places, expected) => {
    expect(roundHalfUp(r, places)).toBe(expected);
  });

  it('is the nearest decimal, and of two the one away from zero', () => {
    fc.assert(
      fc.property(rational, fc.integer({ min: 0, max: 8 }), (r, places) => {
        const rounded = parseDecimal(roundHalfUp(r, places), places);
        const half = ratio(1n, 2n * 10n ** BigInt(places));
        const magnitude = (x: Ratio) => max(x, negate(x));
        const error = sub(magnitude(rounded), magnitude(r));
        expect(compare(error, half)).toBeLessThanOrEqual(0);
        expect(compare(error, negate(half))).toBe(1);
      }),
    );
  });
});
