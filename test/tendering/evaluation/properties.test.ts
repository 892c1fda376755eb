import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenedBid } from '../../../functions/tendering/bid-record.ts';
import type { Deduction, Draft } from '../../../functions/tendering/draft.ts';
import { evaluate } from '../../../functions/tendering/evaluation/evaluate.ts';
import type { Findings } from '../../../functions/tendering/evaluation/findings.ts';
import { evaluation as schema } from '../../../functions/tendering/evaluation-schemas.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { canonical } from '../../../shared/kernel/json.ts';
import { parseMoney } from '../../../shared/kernel/money.ts';
import { equal, parseDecimal, type Ratio, ratio, roundHalfUp, sum } from '../../../shared/kernel/ratio.ts';
import { rebarItem } from '../fixtures.ts';
import { at, cny, lotId, offering, oneLot, only, org, ranksOf, root } from './support.ts';

/** Any tender of one lot, with any bids and findings; prices lie close so that they tie. */
interface Case {
  readonly tender: Draft;
  readonly bids: readonly OpenedBid[];
  readonly findings: Findings;
}

const bands = [{ title: '全部', from: '0', to: '100' }];
const factors = ['quality', 'delivery'].map((key) => ({ key, title: key, weight: '0.3', bands }));
const criteria = ['life', 'energy'].map((key) => ({ key, title: key, options: [{ title: '优', value: '0.1' }] }));
const keysOf = { 'lowest-evaluated-price': [], scoring: ['quality', 'delivery'], 'weighted-price': ['life', 'energy'] };
const methods = ['lowest-evaluated-price', 'scoring', 'weighted-price'] as const;

const bidder = fc.record({
  price: fc.integer({ min: 95, max: 105 }).map(String),
  size: fc.constantFrom('large', 'small', 'micro', undefined),
  brand: fc.constantFrom('甲', '乙', undefined),
  consortium: fc.boolean(),
  qualified: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  low: fc.constantFrom(undefined, undefined, true, false),
  total: fc.constantFrom(undefined, undefined, '1000', '99'),
  points: fc.array(fc.constantFrom('0', '50', '50.5', '100'), { minLength: 6, maxLength: 6 }),
});

const anyCase = (rate = fc.constantFrom('0', '0.05', '0.1', '0.2')): fc.Arbitrary<Case> =>
  fc
    .record({
      method: fc.constantFrom(...methods),
      tieRule: fc.constantFrom('draw' as const, 'decision' as const),
      rates: fc.tuple(rate, rate, rate),
      bidders: fc.array(bidder, { minLength: 1, maxLength: 8 }),
    })
    .map(({ method, tieRule, rates, bidders }) => {
      const deductions = (['small', 'micro', 'consortium'] as const).flatMap((kind, n): Deduction[] => [
        { for: kind, rate: rates[n] ?? '0' },
      ]);
      const lot = { deductions, scoring: { priceWeight: '0.4', factors }, criteria };
      const value = (points: string) => (method === 'scoring' ? points : points === '0' ? '0' : '0.1');
      return {
        tender: oneLot(lot, { method, tieRule, regime: 'government-procurement' }),
        bids: bidders.map(({ price, size, total }, n) =>
          offering(at(n, price, size && { sizeClass: size }), total === undefined ? {} : { total: cny(total) }),
        ),
        findings: {
          root,
          qualification: Object.fromEntries(
            bidders.map(({ qualified, brand, consortium }, n) => [
              org(n),
              { qualified, reasons: [], consortium, ...(brand && { brands: { [lotId]: brand } }) },
            ]),
          ),
          prices: bidders.flatMap(({ low }, n) =>
            low === undefined
              ? []
              : (['low-price', 'correction'] as const).map((kind) => ({
                  supplier: org(n),
                  lot: lotId,
                  kind,
                  accepted: low,
                  reason: '说明',
                })),
          ),
          sheets: bidders.flatMap(({ points }, n) =>
            [1, 2, 3].map((seat) => ({
              seat,
              supplier: org(n),
              lot: lotId,
              scores: Object.fromEntries(
                keysOf[method].map((key, k) => [key, value(points[2 * (seat - 1) + k] ?? '0')]),
              ),
            })),
          ),
        },
      };
    });

const pack = rulePackOf('government-procurement');
/** The government's pack, with which even one bidder is enough. */
const rules = { ...pack, minimumQualified: { ...pack.minimumQualified, value: 1 } };
const evaluated = ({ tender, bids, findings }: Case) => evaluate(tender, rules, [], bids, findings);

const shuffled = <T>(list: readonly T[], keys: readonly number[]): T[] =>
  list
    .map((one, n) => ({ one, key: keys[n % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);

const ratioOf = (text: string): Ratio => {
  const [n = '', d = ''] = text.split('/');
  return ratio(BigInt(n), BigInt(d));
};

describe('an evaluation', () => {
  it('does not depend on the order in which bids and sheets come', () => {
    fc.assert(
      fc.property(anyCase(), fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (one, keys) => {
        const { bids, findings } = one;
        const sheets = shuffled(findings.sheets, keys);
        const again = evaluated({ ...one, bids: shuffled(bids, keys), findings: { ...findings, sheets } });
        expect(canonical(again)).toBe(canonical(evaluated(one)));
      }),
    );
  });

  it('comes out the same from what JSON carries', () => {
    fc.assert(
      fc.property(anyCase(), (one) => {
        const carried = JSON.parse(JSON.stringify({ one, rules })) as { one: Case; rules: typeof rules };
        const { tender, bids, findings } = carried.one;
        expect(canonical(evaluate(tender, carried.rules, [], bids, findings))).toBe(canonical(evaluated(one)));
      }),
    );
  });

  it('is answered whole: its schema knows every member', () => {
    fc.assert(
      fc.property(anyCase(), (one) => {
        const carried: unknown = JSON.parse(JSON.stringify(evaluated(one)));
        expect(schema.parse(carried)).toEqual(carried);
      }),
    );
  });

  it('never ranks a lower price worse', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(), fc.integer({ min: 1, max: 20 }), (one, which, less) => {
        const plain = one.bids.map((bid) => ({ ...bid, lots: bid.lots.map(({ total: _, ...lot }) => lot) }));
        const changed = which % plain.length;
        const lower = plain.map((bid, n) => (n === changed ? at(n, String(95 - less), bidderOf(bid)) : bid));
        const before = ranksOf(only(evaluated({ ...one, bids: plain })))[org(changed)];
        const after = ranksOf(only(evaluated({ ...one, bids: lower })))[org(changed)];
        const last = plain.length + 1;
        expect(after ?? last).toBeLessThanOrEqual(before ?? last);
      }),
    );
  });

  it('is the same with and without deductions of nothing', () => {
    fc.assert(
      fc.property(anyCase(fc.constant('0')), (one) => {
        const lot = only(evaluated(one));
        const ranks = Object.fromEntries(Object.entries(ranksOf(lot)).filter(([, rank]) => rank !== null));
        for (const without of lot.withoutDeductions) expect(without.ranks).toEqual(ranks);
      }),
    );
  });

  it('without all deductions is the evaluation of the same tender without any', () => {
    fc.assert(
      fc.property(anyCase(), (one) => {
        const { withoutDeductions } = only(evaluated(one));
        const all = withoutDeductions.find(({ without }) => without === 'all') ?? withoutDeductions[0];
        if (all === undefined) return;
        const lots = one.tender.lots.map(({ deductions: _, ...lot }) => lot);
        const none = ranksOf(only(evaluated({ ...one, tender: { ...one.tender, lots } })));
        expect(all.ranks).toEqual(Object.fromEntries(Object.entries(none).filter(([, rank]) => rank !== null)));
      }),
    );
  });

  it('ranks each standing bid once, one of a brand, and shares a rank only where it names the tie', () => {
    fc.assert(
      fc.property(anyCase(), (one) => {
        const lot = only(evaluated(one));
        const standing = lot.bids.filter(({ rank }) => rank !== null);
        const tied = new Map(lot.ties.flatMap((group) => group.map((supplier) => [supplier, group])));
        for (const [n, { supplier, rank, brand, invalid }] of standing.entries()) {
          expect(invalid).toEqual([]);
          const group = tied.get(supplier) ?? [supplier];
          expect(standing.filter((other) => other.rank === rank).map((other) => other.supplier)).toEqual(group);
          expect(rank).toBe(standing.findIndex((other) => other.rank === rank) + 1);
          const same = standing.slice(n + 1).filter((other) => brand !== undefined && other.brand === brand);
          expect(same.every((other) => group.includes(other.supplier))).toBe(true);
        }
        for (const { yieldsTo } of lot.bids) {
          if (yieldsTo !== undefined) expect(standing.map(({ supplier }) => supplier)).toContain(yieldsTo);
        }
        if (one.tender.tieRule === 'draw') expect(lot.ties).toEqual([]);
      }),
    );
  });

  it('shows figures that are its exact ones rounded, and totals that are the sum of their parts', () => {
    fc.assert(
      fc.property(anyCase(), (one) => {
        for (const { evaluated: figure, price, deduction, scores } of only(evaluated(one)).bids) {
          const rate = parseDecimal(deduction?.rate ?? '0', 4);
          expect(ratioOf(figure.exact)).toEqual(ratio(parseMoney(price) * (rate.d - rate.n), 100n * rate.d));
          expect(figure.shown).toBe(roundHalfUp(ratioOf(figure.exact), 2));
          if (scores === undefined) continue;
          const parts = [scores.price.weighted, ...scores.factors.map(({ weighted }) => weighted)];
          expect(equal(ratioOf(scores.total.exact), sum(parts.map(({ exact }) => ratioOf(exact))))).toBe(true);
        }
      }),
    );
  });
});

describe('the price of a bid', () => {
  it('is the exact sum of its lines, each half-up to the fen', () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 10 ** 9 }).map((n) => roundHalfUp(ratio(BigInt(n), 10n ** 6n), 6)),
      price: fc.integer({ min: 1, max: 10 ** 9 }).map((n) => roundHalfUp(ratio(BigInt(n), 10n ** 4n), 4)),
      net: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const items = lines.map(({ quantity }, n) => rebarItem(n, quantity));
        const offers = lines.map(({ price, net }, n) => ({
          itemId: items[n]?.id ?? '',
          unitPrice: cny(price),
          taxIncluded: !net,
          taxRate: '0.13',
        }));
        const bid = offering(at(1, '1'), { items: offers });
        const [found] = only(evaluate(oneLot({ items }), rules, [], [bid], { ...empty, root })).bids;
        const expected = lines.reduce((total, { quantity, price, net }) => {
          const tenToTheTwelfth = parse(quantity, 6) * parse(price, 4) * (net ? 113n : 100n);
          return total + (2n * tenToTheTwelfth + 10n ** 10n) / (2n * 10n ** 10n);
        }, 0n);
        expect(parseMoney(found?.price ?? cny('0'))).toBe(expected);
      }),
    );
  });
});

const empty: Findings = { qualification: {}, prices: [], sheets: [], root: '' };
const parse = (text: string, places: number): bigint => {
  const { n, d } = parseDecimal(text, places);
  return (n * 10n ** BigInt(places)) / d;
};
const bidderOf = ({ sizeClass }: OpenedBid) => (sizeClass === undefined ? {} : { sizeClass });
