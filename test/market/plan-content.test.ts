import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appraise } from '../../functions/market/combining/appraise.ts';
import { greedy } from '../../functions/market/combining/greedy.ts';
import { problemOf } from '../../functions/market/combining/problem.ts';
import { contentOf, type PlanPart, partOf, printOf, sumsOf } from '../../functions/market/plan-content.ts';
import { parseMoney } from '../../shared/kernel/money.ts';
import { smallDemand, smallOffers } from './combinations.ts';
import { at, wants } from './fixtures.ts';

const market = fc.record({
  demands: fc.tuple(...['w', 'x', 'y', 'z'].map((id) => smallDemand(id))),
  supplies: smallOffers(8),
});

it('the parts of all parties are the whole, seen once from each side, and nobody has anything of others', () => {
  fc.assert(
    fc.property(market, ({ demands, supplies }) => {
      const problem = problemOf(demands, supplies);
      const byHand = appraise(problem, greedy(problem));
      const posts = [...demands, ...supplies].map(({ id: post, party, side }) => {
        return { post, party, name: `${party}公司`, side, version: 1, print: '', hides: post === 'x' };
      });
      const found = { plan: byHand, byHand, coverageBound: byHand.coverage, bound: byHand.cost } as const;
      const solved = { ...found, status: 'optimal', nodes: 0, solver: '' } as const;
      const scope = { kind: 'category', category: 'steel.rebar' } as const;
      const content = contentOf({ scope, madeAt: at, cut: false, posts, problem, found: solved, leftOut: [] });
      const parties = [...new Set(posts.map(({ party }) => party))];
      const parts = parties.map((party) => ({ party, part: partOf(content, party) }));
      const sum = (lines: PlanPart['offers'][number]['lines']) =>
        lines.reduce((all, { amount }) => all + parseMoney(amount), 0n);
      const bought = parts.flatMap(({ part }) => part.demands.map(({ lines }) => sum(lines)));
      const sold = parts.flatMap(({ part }) => part.offers.map(({ lines }) => sum(lines)));
      const total = (sums: bigint[]) => sums.reduce((all, each) => all + each, 0n);
      expect([total(bought), total(sold)]).toEqual([byHand.amount, byHand.amount]);
      for (const { party, part } of parts) {
        for (const { post } of [...part.demands, ...part.offers]) {
          expect(posts.find((each) => each.post === post)?.party).toBe(party);
        }
      }
      const { buyers, suppliers } = content.totals;
      expect(sumsOf(content, true) !== undefined).toBe(buyers >= 3 && suppliers >= 3);
      expect(sumsOf(content, false)).toBeUndefined();
      const shown = { ...content, posts: posts.map((each) => ({ ...each, hides: false })) };
      expect(sumsOf(shown, false)).toEqual(sumsOf(shown, true));
    }),
  );
});

it('a post is counted the same when it is renewed or its poster rated, and not when anything else changes', () => {
  const print = printOf(wants());
  expect(printOf(wants({ confirmedOn: '2026-03-20', record: '1/2' }))).toBe(print);
  expect(printOf(wants({ radiusKm: 50 }))).not.toBe(print);
});
