import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesOf, splitBySteps } from '../../functions/tendering/allocation-shares.ts';
import { add, compare, equal, fraction, parseDecimal, ratio, sum, toDecimal } from '../../shared/kernel/ratio.ts';
import vectors from './vectors/allocation-shares.json' with { type: 'json' };

const decimals = (texts: readonly string[]) => texts.map((text) => parseDecimal(text, 6));

describe('shares by rank', () => {
  it.each(vectors.cases)(
    'split $total in steps of $step at $shares',
    ({ total, shares, step, expect: parts, remainder }) => {
      const split = splitBySteps(parseDecimal(total, 6), decimals(shares), parseDecimal(step, 6));
      expect([split.parts.map((part) => toDecimal(part)), toDecimal(split.rest)]).toEqual([parts, remainder]);
    },
  );

  const shares = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 }).map((weights) => {
    const all = BigInt(weights.reduce((a, b) => a + b, 0));
    return weights.sort((a, b) => b - a).map((weight) => ratio(BigInt(weight), all));
  });
  const millionths = (max: number) => fc.integer({ min: 1, max }).map((n) => ratio(BigInt(n), 1_000_000n));

  it('lose nothing, are whole steps, leave less than one, and never give a lower rank more', () => {
    fc.assert(
      fc.property(millionths(2 ** 50), shares, millionths(2 ** 42), (total, parts, step) => {
        const split = splitBySteps(total, parts, step);
        expect(equal(add(sum(split.parts), split.rest), total)).toBe(true);
        expect(split.rest.n >= 0n && compare(split.rest, step) < 0).toBe(true);
        for (const part of split.parts) expect((part.n * step.d) % (part.d * step.n)).toBe(0n);
        for (const [at, part] of split.parts.entries()) {
          expect(at === 0 || compare(part, split.parts[at - 1] ?? part) <= 0).toBe(true);
        }
      }),
    );
  });

  it('are scaled exactly to the winners that there are', () => {
    const three = { rule: 'shares', shares: ['0.45', '0.30', '0.25'], step: { value: '1', unit: 'TNE' } } as const;
    expect(sharesOf(three, 3).map(fraction)).toEqual(['9/20', '3/10', '1/4']);
    expect(sharesOf(three, 2).map(fraction)).toEqual(['3/5', '2/5']);
    expect(sharesOf(three, 1).map(fraction)).toEqual(['1/1']);
    expect(sharesOf(three, 0)).toEqual([]);
  });
});

describe('the committed part', () => {
  const committed = ['0.5', '0.6', '0.7', '0.8'];
  const step = { value: '1', unit: 'TNE' } as const;

  it('grows with the number of winners, who have equal shares of it; the rest is free', () => {
    const rule = { rule: 'committed', committed, winners: 4, step } as const;
    const split = (winners: number) => {
      const { parts, rest } = splitBySteps(ratio(1001n), sharesOf(rule, winners), ratio(1n));
      return [...parts, rest].map((part) => toDecimal(part));
    };
    expect(split(1)).toEqual(['500', '501']);
    expect(split(2)).toEqual(['300', '300', '401']);
    expect(split(3)).toEqual(['234', '233', '233', '301']);
    expect(split(4)).toEqual(['200', '200', '200', '200', '201']);
  });

  it('is that of the last number stated for as many winners or more', () => {
    const rule = { rule: 'committed', committed: ['0.5', '0.6'], winners: 3, step } as const;
    expect(sharesOf(rule, 3).map(fraction)).toEqual(['1/5', '1/5', '1/5']);
  });
});
