import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, Lot } from '../../../functions/tendering/draft.ts';
import { checkTender, findingCodes, isBlocking, publicationErrors } from '../../../functions/tendering/rules/check.ts';
import { rulePackOf } from '../../../functions/tendering/rules/pack.ts';
import { instant } from '../../../shared/kernel/time.ts';
import { at, calendar, rebarItem } from '../fixtures.ts';

const boards = [{ ...rebarItem(1), category: 'board.formwork' }];

describe('whatever the documents say', () => {
  const text = fc.oneof(
    fc.constantFrom('本地企业', '注册资本', '指定品牌', '24小时', '优'),
    fc.string({ minLength: 1, maxLength: 12 }),
  );
  const fraction = fc.oneof(
    fc.constantFrom('0', '1', '0.3', '0.5', '0.7'),
    fc.integer({ min: 0, max: 9999 }).map((n) => `0.${String(n).padStart(4, '0')}`),
  );
  const points = fc.integer({ min: 0, max: 1000 }).map((n) => `${Math.trunc(n / 10)}.${n % 10}`);
  const money = fc.integer({ min: 0, max: 2_000_000_000 }).map((fen) => ({
    amount: `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`,
    currency: 'CNY' as const,
  }));
  const key = fc.constantFrom('a', 'b', 'delivery');
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const list = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 });
  const anyDay = fc.constantFrom('2025-12-31', '2026-03-02', '2026-12-31', '2031-01-02');
  const step = fc.constantFrom(
    { value: '35', unit: 'TNE', basis: 'theoretical' } as const,
    { value: '1', unit: 'H87' } as const,
  );
  const division = fc.constantFrom('350404', '350402');
  const anyLot: fc.Arbitrary<Lot> = fc.record({
    id: fc.constant('lot'),
    title: text,
    items: fc.constantFrom([rebarItem(1)], boards, [rebarItem(1), ...boards]),
    estimate: some(money),
    ceiling: some(money),
    bidSecurity: some(money),
    allocation: fc.oneof(
      fc.constant({ rule: 'winner-takes-all' as const }),
      fc.record({ rule: fc.constant('reserves' as const), reserves: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ rule: fc.constant('shares' as const), shares: list(fraction), step }),
      fc.record({
        rule: fc.constant('committed' as const),
        committed: list(fraction),
        winners: fc.integer({ min: 1, max: 5 }),
        step,
      }),
      fc.record({
        rule: fc.constant('optimised' as const),
        step,
        maxWinners: some(fc.integer({ min: 1, max: 5 })),
        maxShare: some(fraction),
        gap: fraction,
        nodes: fc.integer({ min: 1, max: 9 }),
        otherwise: fc.constant('best-found' as const),
      }),
    ),
    freight: some(
      fc.oneof(
        fc.constant({ basis: 'quoted' as const }),
        fc.record({
          basis: fc.constant('zone-table' as const),
          zones: list(fc.record({ from: division, to: division, perUnit: money })),
        }),
      ),
    ),
    deductions: some(
      list(
        fc.record({ for: fc.constantFrom('small' as const, 'micro' as const, 'consortium' as const), rate: fraction }),
      ),
    ),
    scoring: some(
      fc.record({
        priceWeight: fraction,
        factors: list(
          fc.record({
            key,
            title: text,
            weight: fraction,
            bands: list(fc.record({ title: text, from: points, to: points })),
          }),
        ),
      }),
    ),
    criteria: some(list(fc.record({ key, title: text, options: list(fc.record({ title: text, value: fraction })) }))),
  });
  const anyDraft: fc.Arbitrary<Draft> = fc.record({
    title: text,
    text: some(text),
    regime: fc.constantFrom('bidding-compulsory' as const, 'government-procurement' as const, 'soe-voluntary' as const),
    method: fc.constantFrom('lowest-evaluated-price' as const, 'scoring' as const, 'weighted-price' as const),
    openingMode: fc.constantFrom('automatic' as const, 'ceremony' as const),
    deadline: fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(9999, 11, 30) }).map(instant),
    bidValidityDays: fc.integer({ min: 1, max: 365 }),
    requirements: some(
      list(
        fc.record({
          key,
          kind: fc.constantFrom('qualification' as const, 'substantive' as const),
          text,
          completable: fc.boolean(),
        }),
      ),
    ),
    lots: fc.array(anyLot, { minLength: 1, maxLength: 3 }),
    tieRule: some(fc.constantFrom('decision' as const, 'draw' as const)),
    fairReview: some(
      fc.record({
        reviewer: text,
        reviewedOn: anyDay,
        articles: list(text),
        conclusion: fc.constantFrom('no-restriction' as const, 'exception' as const),
        exception: some(fc.record({ ground: text, until: anyDay })),
      }),
    ),
    justifications: some(
      list(
        fc.record({
          code: fc.constantFrom(...findingCodes),
          pointer: fc.constantFrom('/title', '/text', '/method', '/tieRule'),
          reason: text,
        }),
      ),
    ),
  });

  it('the check never throws, points into the draft, and blocks by what it says', () => {
    fc.assert(
      fc.property(anyDraft, (tender) => {
        const found = checkTender(tender, rulePackOf(tender.regime), { at, calendar });
        for (const { code, severity, pointer, article, params, justification } of found) {
          expect(findingCodes).toContain(code);
          expect(article).not.toBe('');
          expect(params.article).toBe(article);
          expect(pointer).toMatch(/^(\/[A-Za-z]+(\/\d+)?)*$/);
          if (justification !== undefined) expect(severity).toBe('justify');
        }
        expect(publicationErrors(found)).toHaveLength(found.filter(isBlocking).length);
      }),
      { numRuns: 300 },
    );
  });
});
