import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Allocation } from '../../../functions/tendering/allocation.ts';
import { awardsOf, candidatesOf, reservesOf } from '../../../functions/tendering/award.ts';
import type { Award } from '../../../functions/tendering/events.ts';
import { parseMoney } from '../../../shared/kernel/money.ts';
import { parseQuantity } from '../../../shared/kernel/quantity.ts';
import {
  compare,
  sub as minus,
  mul,
  parseDecimal,
  ratio,
  roundHalfUp,
  sum,
  toDecimal,
} from '../../../shared/kernel/ratio.ts';
import { bid, draft, lot, rebarItem } from '../fixtures.ts';
import { evaluated, lotId, org } from './support.ts';

const step = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' }) as const;
const sixty = (of = '1', reserves?: number): Allocation => ({
  rule: 'shares',
  shares: ['0.6', '0.4'],
  step: step(of),
  ...(reserves === undefined ? {} : { reserves }),
});
const committed: Allocation = { rule: 'committed', committed: ['0.5', '0.6', '0.7'], winners: 3, step: step('1') };

/** A lot of these quantities, bid for at these prices a tonne, best first. */
function contest(allocation: Allocation, quantities: readonly string[], prices: readonly string[]) {
  const items = quantities.map((value, at) => rebarItem(at + 1, value));
  const tender = draft({ regime: 'soe-voluntary', tieRule: 'draw', lots: [lot(1, { items, allocation })] });
  const bids = prices.map((price, n) => {
    const [offered] = bid(n + 1, [1, price]).lots;
    const lots = [{ lotId, items: items.map(({ id }) => ({ ...offered?.items[0], itemId: id })) }];
    return { ...bid(n + 1, [1, price]), lots } as ReturnType<typeof bid>;
  });
  const evaluation = evaluated(tender, bids);
  const candidates = candidatesOf(evaluation, 3, []);
  const awards = (...dropped: number[]) =>
    awardsOf({ draft: tender }, evaluation, candidates, { [lotId]: dropped.map(org) });
  const reserves = (...dropped: number[]) =>
    reservesOf(tender.lots, candidates, { [lotId]: dropped.map(org) }).flatMap((one) =>
      one.candidates.map(({ supplier }) => supplier),
    );
  return { awards, reserves };
}

const told = (awards: readonly Award[]) =>
  awards.map(({ supplier, rank, share, lines }) => [
    supplier,
    rank,
    share,
    ...lines.map(({ quantity }) => quantity.value),
  ]);

describe('a lot in shares', () => {
  const three = ['3500', '3510.5', '3600'];

  it('goes to several at their own prices, each line exact to the fen', () => {
    const { awards } = contest(sixty(), ['14505', '0.5'], three);
    expect(told(awards())).toEqual([
      [org(1), 1, '3/5', '8703'],
      [org(2), 2, '2/5', '5802'],
    ]);
    expect(awards().map(({ amount }) => amount.amount)).toEqual(['30460500.00', '20367921.00']);
  });

  it('leaves what is less than a truck to nobody', () => {
    const { awards } = contest(sixty('35'), ['14505', '100'], three);
    expect(told(awards())).toEqual([
      [org(1), 1, '3/5', '8680', '35'],
      [org(2), 2, '2/5', '5810', '35'],
    ]);
  });

  it('is whole in the hands of the only one that stands', () => {
    const { awards } = contest(sixty(), ['100'], ['3500']);
    expect(told(awards())).toEqual([[org(1), 1, '1/1', '100']]);
  });

  it('moves up when a winner drops out, and the next in rank comes in last', () => {
    const { awards, reserves } = contest(sixty('1', 1), ['100'], three);
    expect([told(awards()), reserves()]).toEqual([
      [
        [org(1), 1, '3/5', '60'],
        [org(2), 2, '2/5', '40'],
      ],
      [org(3)],
    ]);
    expect([told(awards(1)), reserves(1)]).toEqual([
      [
        [org(2), 1, '3/5', '60'],
        [org(3), 2, '2/5', '40'],
      ],
      [],
    ]);
    expect(told(awards(2))).toEqual([
      [org(1), 1, '3/5', '60'],
      [org(3), 2, '2/5', '40'],
    ]);
    expect(told(awards(1, 3))).toEqual([[org(2), 1, '1/1', '100']]);
    expect(awards(1, 2, 3)).toEqual([]);
  });
});

describe('a lot of which a part is committed', () => {
  it('commits more with more winners, in equal parts', () => {
    expect(told(contest(committed, ['1001'], ['3500', '3510', '3520']).awards())).toEqual([
      [org(1), 1, '7/30', '234'],
      [org(2), 2, '7/30', '233'],
      [org(3), 3, '7/30', '233'],
    ]);
    expect(told(contest(committed, ['1001'], ['3500', '3510']).awards())).toEqual([
      [org(1), 1, '3/10', '300'],
      [org(2), 2, '3/10', '300'],
    ]);
  });
});

describe('whatever the shares', () => {
  it('what is awarded and what is left sum to what is asked for, at the price that was bid, whoever drops out', () => {
    const quantity = fc.integer({ min: 1, max: 10_000_000 }).map((n) => toDecimal(ratio(BigInt(n), 100n)) ?? '');
    const price = fc.integer({ min: 1, max: 90_000_000 }).map((n) => toDecimal(ratio(BigInt(n), 10_000n)) ?? '');
    const rule = fc.constantFrom<Allocation>(sixty(), sixty('35'), sixty('0.5', 1), committed);
    fc.assert(
      fc.property(
        rule,
        fc.array(quantity, { minLength: 1, maxLength: 3 }),
        fc.uniqueArray(price, { minLength: 1, maxLength: 4, selector: Number }),
        fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
        (allocation, quantities, prices, dropped) => {
          const ranked = [...prices].sort((a, b) => Number(a) - Number(b));
          const awards = contest(allocation, quantities, ranked).awards(...dropped);
          for (const [at, asked] of quantities.entries()) {
            const lines = awards.flatMap((one) => one.lines.filter(({ item }) => item === rebarItem(at + 1).id));
            const all = sum(lines.map((line) => parseQuantity(line.quantity)));
            const left = minus(parseDecimal(asked, 6), all);
            const steps = 'step' in allocation ? parseQuantity(allocation.step) : ratio(1n);
            expect(left.n >= 0n).toBe(true);
            // Shares leave less than a step; of a committed part there is more.
            if (allocation.rule === 'shares' && awards.length > 0) expect(compare(left, steps)).toBe(-1);
            expect(lines.every(({ quantity }) => (parseQuantity(quantity).n * steps.d) % steps.n === 0n)).toBe(true);
          }
          for (const { supplier, amount, lines } of awards) {
            const bidAt = ranked[[1, 2, 3, 4].findIndex((n) => org(n) === supplier)] ?? '';
            const expected = lines.map(({ quantity }) =>
              BigInt(roundHalfUp(mul(parseQuantity(quantity), mul(parseDecimal(bidAt, 4), ratio(100n))), 0)),
            );
            expect(parseMoney(amount)).toBe(expected.reduce((a, b) => a + b, 0n));
            expect(dropped.map(org)).not.toContain(supplier);
          }
        },
      ),
    );
  });
});
