import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement } from '../../functions/contracts/agreement.ts';
import type { ExistingAgreement } from '../../functions/contracts/agreement-state.ts';
import { contractOf } from '../../functions/contracts/contract.ts';
import { sharesOf, worth } from '../../functions/contracts/shares.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { money, parseMoney, toFenHalfUp } from '../../shared/kernel/money.ts';
import { sum } from '../../shared/kernel/ratio.ts';
import { cast, framework } from './framework.ts';

/** Money split by weights: the worked cases that other programs were checked with. */
const vectors = [
  { total: '500.00', weights: ['5', '10'], expect: ['166.67', '333.33'] },
  { total: '100.00', weights: ['1', '1', '1'], expect: ['33.34', '33.33', '33.33'] },
];

/** The sample, with so much of each item of the first lot for its first supplier, at this price. */
function awarding(quantities: readonly string[], price: string) {
  const base = framework();
  return {
    ...base,
    lots: base.lots.map((lot, at) =>
      at > 0
        ? lot
        : {
            ...lot,
            suppliers: lot.suppliers.map((supplier, rank) =>
              rank > 0
                ? supplier
                : {
                    ...supplier,
                    lines: supplier.lines.map((line, county) => ({
                      ...line,
                      quantity: quantities[county] ?? '0',
                      unitPrice: { amount: price, currency: 'CNY' as const },
                    })),
                  },
            ),
          },
    ),
  };
}

const amounts = (data: ReturnType<typeof framework>) =>
  sharesOf(data, {}).map(({ lots }) => lots[0]?.suppliers[0]?.amount.amount);

describe('what the counties’ contracts are worth', () => {
  it.each(vectors)('splits $total by $weights', ({ weights, expect: parts, total }) => {
    // A price that no part of it ends at the fen with.
    const found = amounts(awarding(weights, '33.3333')).slice(0, weights.length);
    expect(found).toEqual(parts);
    expect(
      money(found.reduce((all, each) => all + parseMoney({ amount: each ?? '0', currency: 'CNY' }), 0n)).amount,
    ).toBe(total);
  });

  it('sums to the award of a lot, rounded once, whatever quantities and prices are', () => {
    const decimal = (most: number, places: number) =>
      fc
        .integer({ min: 0, max: most })
        .map((n) =>
          BigInt(n) === 0n ? '0' : `${Math.floor(n / 10 ** places)}.${String(n % 10 ** places).padStart(places, '0')}`,
        );
    fc.assert(
      fc.property(
        fc.array(decimal(99_999_999, 6), { minLength: 3, maxLength: 3 }),
        decimal(9_999_999, 4),
        (of, price) => {
          const data = awarding(of, price);
          const total = amounts(data).reduce(
            (all, each) => all + parseMoney({ amount: each ?? '0', currency: 'CNY' }),
            0n,
          );
          expect(total).toBe(toFenHalfUp(sum(data.lots[0]?.suppliers[0]?.lines.map(worth) ?? [])));
        },
      ),
    );
  });

  it('is signed by a hash that changes with any of it', () => {
    const state = fold(agreement, [{ type: 'AgreementMade', v: 1, data: framework() }]) as ExistingAgreement;
    const hash = (data: ReturnType<typeof framework>) => {
      const [share] = sharesOf(data, {});
      if (share === undefined) throw new Error('no share');
      return contractOf(data.agreement, state, share, cast.winners[0]?.id ?? '').hash;
    };
    expect(hash(framework())).toBe(hash(framework()));
    expect(hash(awarding(['60', '60', '60'], '3420.5001'))).not.toBe(hash(framework()));
    expect(hash(awarding(['60.000001', '60', '60'], '3420.5000'))).not.toBe(hash(framework()));
  });
});
