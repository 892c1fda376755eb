import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsOf, inPriceUnit, withVatInside } from '../../functions/contracts/settlement/amount.ts';
import { claimed, conceded } from '../../functions/contracts/settlement/dispute.ts';
import {
  differences,
  linesOf,
  pricedNow,
  readingKey,
  totalOf,
  wantedAgain,
  wantedFor,
} from '../../functions/contracts/settlement/lines.ts';
import type { Reading } from '../../functions/contracts/settlement/price.ts';
import { money, parseMoney, split } from '../../shared/kernel/money.ts';
import { parseDecimal, ratio } from '../../shared/kernel/ratio.ts';
import { refusal } from '../support/given.ts';
import { accepted, ids, line, reading, yuan } from './settlement-fixtures.ts';
import vectors from './settlement-vectors.json' with { type: 'json' };

const rule = { rule: 'index-premium', dates: 'month' } as const;
const read = (...all: Reading[]) => new Map(all.map((each) => [readingKey(each), each]));

describe('amounts', () => {
  it.each(vectors.vat)('$gross has $vat of VAT in it', ({ gross, rate, net, vat }) => {
    const found = withVatInside(parseMoney(yuan(gross)), parseDecimal(rate, 4));
    expect([money(found.net).amount, money(found.vat).amount]).toEqual([net, vat]);
  });

  it.each(vectors.split)('split $total exactly', ({ total, weights, expect: parts }) => {
    const found = split(
      parseMoney(yuan(total)),
      weights.map((weight) => parseDecimal(weight, 2)),
    );
    expect(found.map((fen) => money(fen).amount)).toEqual(parts);
  });

  it('sum by side of tax, whatever the quantity, price and rate', () => {
    const rates = fc.constantFrom('0', '0.03', '0.06', '0.09', '0.13');
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 12n),
        fc.bigInt(1n, 10n ** 8n),
        rates,
        fc.boolean(),
        (grams, price, rate, included) => {
          const { net, vat, gross } = amountsOf(ratio(grams, 10n ** 6n), ratio(price, 10n ** 4n), { included, rate });
          expect(net + vat).toBe(gross);
          expect(vat >= 0n).toBe(true);
          expect(withVatInside(-gross, parseDecimal(rate, 4)).net).toBe(
            -withVatInside(gross, parseDecimal(rate, 4)).net,
          );
        },
      ),
    );
  });

  it('are of the unit that the price is told in', () => {
    expect(inPriceUnit({ value: '34980', unit: 'KGM' }, 'TNE')).toEqual(ratio(3498n, 100n));
    expect(refusal(() => inPriceUnit({ value: '5', unit: 'H87' }, 'TNE')).code).toBe('settled-unit-differs');
  });
});

describe('lines', () => {
  it('are what was accepted, at the price of its window, rounded line by line', () => {
    const deliveries = [accepted({ n: 2, settled: '0.005' }), accepted({ n: 1 }), accepted({ n: 3, settled: '0' })];
    expect(wantedFor(rule, deliveries)).toEqual([{ index: ids.index, from: '2026-05-01', to: '2026-05-31' }]);
    const { lines, prices, total } = linesOf(rule, deliveries, read(reading(['3300'])));
    expect(prices).toHaveLength(1);
    expect(lines.map(({ line: name, amount, vat, net }) => [name, net.amount, vat.amount, amount.amount])).toEqual(
      [
        [`${ids.delivery(1)}/${line.item}`, '102556.05', '13332.29', '115888.74'],
        [`${ids.delivery(2)}/${line.item}`, '14.66', '1.91', '16.57'],
      ].map(([name, , , amount]) => {
        const found = withVatInside(parseMoney(yuan(amount as string)), parseDecimal('0.13', 4));
        return [name, money(found.net).amount, money(found.vat).amount, amount];
      }),
    );
    expect(money(total.gross).amount).toBe('115905.31');
  });

  it('of months sum to what was accepted, no delivery twice and none left out', () => {
    const day = fc.integer({ min: 1, max: 90 }).map((n) => new Date(Date.UTC(2026, 3, n)).toISOString().slice(0, 10));
    const told = fc.array(
      fc.record({ on: day, settled: fc.integer({ min: 1, max: 40_000 }).map((n) => `${n / 1000}`) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(told, (all) => {
        const deliveries = all.map((each, n) => accepted({ ...each, n }));
        const months = ['2026-04', '2026-05', '2026-06'];
        const of = (some: typeof deliveries) => linesOf({ rule: 'fixed' }, some, new Map());
        const monthly = months.map((month) =>
          of(deliveries.filter(({ acceptance }) => acceptance.day.startsWith(month))),
        );
        const whole = of(deliveries);
        expect(monthly.flatMap(({ lines }) => lines.map((each) => each.line)).sort()).toEqual(
          whole.lines.map((each) => each.line).sort(),
        );
        expect(monthly.reduce((sum, { total }) => sum + total.gross, 0n)).toBe(whole.total.gross);
      }),
    );
  });
});

describe('corrections', () => {
  it('have the differences only, with both versions of the points', () => {
    const other = { item: 'itm_other', priceIndex: { index: 'idx_other', base: yuan('3300.00') } };
    const still = reading(['3300'], { index: 'idx_other' });
    const first = linesOf(rule, [accepted({ n: 1 }), accepted({ n: 2, of: other })], read(reading(['3300']), still));
    const now = pricedNow(first, []);
    expect(wantedAgain(now)).toHaveLength(2);
    const changed = differences(now, read(reading(['3310'], { version: 2 }), still));
    expect(changed.lines.map(({ line: name, amount, price }) => [name, amount.amount, price])).toEqual([
      [`${ids.delivery(1)}/${line.item}`, '349.80', 0],
    ]);
    expect([changed.before[0]?.index?.version, changed.prices[0]?.index?.version]).toEqual([1, 2]);
    expect(differences(pricedNow(first, [changed]), read(reading(['3310'], { version: 2 }), still)).lines).toEqual([]);
  });

  it('and originals come to what would be settled now, however often points are corrected', () => {
    const price = fc.integer({ min: 200_000, max: 400_000 }).map((fen) => money(BigInt(fen)).amount);
    const amounts = fc.array(
      fc.integer({ min: 1, max: 50_000 }).map((n) => `${n / 1000}`),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(amounts, fc.array(price, { minLength: 2, maxLength: 6 }), (settled, prices) => {
        const deliveries = settled.map((value, n) => accepted({ n, settled: value }));
        const readings = prices.map((each, version) => read(reading([each, '3300'], { version })));
        const first = linesOf(rule, deliveries, readings[0] ?? new Map());
        const corrections: ReturnType<typeof differences>[] = [];
        for (const each of readings.slice(1)) corrections.push(differences(pricedNow(first, corrections), each));
        const sum = corrections.reduce((fen, { total }) => fen + total.gross, first.total.gross);
        expect(sum).toBe(linesOf(rule, deliveries, readings.at(-1) ?? new Map()).total.gross);
      }),
    );
  });

  it('of an accepted dispute are the claim less what was stated and corrected before', () => {
    const first = linesOf(rule, [accepted({})], read(reading(['3300'])));
    const name = `${ids.delivery(1)}/${line.item}`;
    const claims = claimed(first.lines, [{ line: name, amount: yuan('115000.00') }]);
    const { lines, total } = conceded(first, claims, []);
    expect([lines[0]?.amount.amount, totalOf(lines).gross, total.net + total.vat]).toEqual([
      '-888.74',
      -88_874n,
      -88_874n,
    ]);
    const earlier = conceded(first, claims, []);
    expect(conceded(first, claims, [earlier]).lines).toEqual([]);
    const next = [{ line: name, stated: yuan('115888.74'), claimed: yuan('115100.00') }];
    expect(conceded(first, next, [earlier]).lines[0]?.amount.amount).toBe('100.00');
    expect(refusal(() => claimed(first.lines, [{ line: 'x', amount: yuan('1') }])).code).toBe('statement-line-unknown');
    expect(refusal(() => claimed(first.lines, [{ line: name, amount: yuan('115888.74') }])).code).toBe(
      'claim-as-stated',
    );
  });
});
