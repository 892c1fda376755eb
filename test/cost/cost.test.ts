import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { costOf, line, machines, type Price, prices, scenarios, serverless, total } from '../../infra/cost/model.ts';
import { written } from '../../infra/cost/tables.ts';
import { compare, parseDecimal, ratio, roundHalfUp, toDecimal } from '../../shared/kernel/ratio.ts';

const document = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');
const price = (more: Partial<Price>): Price => ({
  ...{ service: 'S', what: 'things', per: '1', tiers: [{ price: '1.00' }], source: '', verified: false },
  ...more,
});
const cost = (of: Price, quantity: bigint): string | undefined => toDecimal(costOf(of, ratio(quantity)));

describe('a price', () => {
  const tiered = price({ per: '1000', free: '500', tiers: [{ upTo: '2000', price: '2.00' }, { price: '1.50' }] });

  it.each([
    [0n, '0'],
    [500n, '0'],
    [501n, '0.002'],
    [2500n, '4'],
    [2501n, '4.0015'],
    [4500n, '7'],
  ])('of %i, the first 500 free, 2.00 a thousand and 1.50 above two thousand, is %s', (quantity, expected) => {
    expect(cost(tiered, quantity)).toBe(expected);
  });

  it('is exact where a float is not: ten units of 0.1, and a millionth of 0.0000133334', () => {
    expect(cost(price({ tiers: [{ price: '0.1' }] }), 3n)).toBe('0.3');
    expect(toDecimal(costOf(price({ tiers: [{ price: '0.0000133334' }] }), parseDecimal('0.01', 2)))).toBe(
      '0.000000133334',
    );
  });

  it('never falls when more is used', () => {
    for (const { tiers } of prices.values()) {
      const bounds = tiers.flatMap(({ upTo }) => upTo ?? []);
      expect(bounds).toEqual(bounds.toSorted((a, b) => Number(a) - Number(b)));
      expect(tiers.at(-1)?.upTo).toBeUndefined();
    }
  });

  it('says where it is from, and whether it was read there', () => {
    for (const { source, verified } of prices.values()) {
      expect(source).toMatch(/^https:\/\//);
      expect(typeof verified).toBe('boolean');
    }
  });
});

describe('a month', () => {
  const bills = scenarios.map((scenario) => [scenario, serverless(scenario), machines(scenario)] as const);

  it('of a hundred million requests is 100 dollars of the gateway, worked out by hand', () => {
    expect(roundHalfUp(line('http-requests', ratio(100_000_000n)).cost, 2)).toBe('100.00');
    expect(roundHalfUp(line('http-requests', ratio(400_000_000n)).cost, 2)).toBe('390.00');
  });

  it('without a request costs four keys, 23 alarm metrics beyond ten, and empty receives of ten queues', () => {
    const [[, idle] = []] = bills;
    const shown = (idle ?? []).map(({ key, cost: of }) => [key, roundHalfUp(of, 2)]).filter(([, of]) => of !== '0.00');
    // 5 polls of 20 s × 10 queues × 43,800 min × 3 = 6,570,000, of which a million is free: 5.57 × 0.40.
    // The clock's 43,800 × 16 read units are 0.7008 million × 0.125.
    expect(Object.fromEntries(shown)).toEqual({
      'kms-keys': '4.00',
      'alarm-metrics': '2.30',
      'queue-requests': '2.23',
      'read-units': '0.09',
    });
  });

  it('costs more the more is asked', () => {
    for (const of of [1, 2] as const) {
      const sums = bills.map((bill) => total(bill[of]));
      expect(sums.every((sum, at) => at === 0 || compare(sum, sums[at - 1] ?? sum) > 0)).toBe(true);
    }
  });
});

it('docs/cost.md says what the model computes: npm run cost', () => {
  expect(document).toBe(written(document));
});
