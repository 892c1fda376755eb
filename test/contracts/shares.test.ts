import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement } from '../../functions/contracts/agreement.ts';
import type { ExistingAgreement } from '../../functions/contracts/agreement-state.ts';
import { contractOf } from '../../functions/contracts/contract.ts';
import { sharesOf, worth } from '../../functions/contracts/shares.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { money, parseMoney } from '../../shared/kernel/money.ts';
import { cast, framework } from './framework.ts';
import { yuan } from './settlement-fixtures.ts';

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
  it.each([
    // The award's own arithmetic: 1200.555 × 2905.1234 × 1.13 = 3,941,169.27854031.
    [{ quantity: '1200.555', unitPrice: yuan('2905.1234'), taxIncluded: false, taxRate: '0.13' }, '3941169.28'],
    [{ quantity: '1200.555', unitPrice: yuan('3286.25'), taxIncluded: true, taxRate: '0.13' }, '3945323.87'],
    // Freight is told with its tax: 10 × (100 × 1.13 + 7).
    [{ quantity: '10', unitPrice: yuan('100'), taxIncluded: false, taxRate: '0.13', freight: yuan('7') }, '1200.00'],
    [{ quantity: '10', unitPrice: yuan('100'), taxIncluded: true, taxRate: '0.13', freight: yuan('7') }, '1070.00'],
  ])('are those of the award: %j is %s', (line, amount) => {
    expect(money(worth({ item: 'itm', ...line })).amount).toBe(amount);
  });

  it('rounds each line, as the award does, and sums them', () => {
    expect(amounts(awarding(['1', '1', '1'], '33.3333'))).toEqual(['33.33', '33.33', '33.33']);
    expect(amounts(awarding(['5', '10', '0'], '33.3333'))).toEqual(['166.67', '333.33', '0.00']);
  });

  it('sums to the lines of the award, whatever quantities and prices are', () => {
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
          const total = amounts(data).reduce((all, each) => all + parseMoney(yuan(each ?? '0')), 0n);
          const lines = data.lots[0]?.suppliers[0]?.lines ?? [];
          expect(total).toBe(lines.map(worth).reduce((all, each) => all + each, 0n));
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
