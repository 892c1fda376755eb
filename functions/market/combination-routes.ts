import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { money } from '../../shared/kernel/money.ts';
import { zero } from '../../shared/kernel/ratio.ts';
import { mayCombine } from './access.ts';
import { candidateOf } from './candidate.ts';
import * as s from './combination-schemas.ts';
import { costView, coverageView, lineView, quantityIn, whyView } from './combination-views.ts';
import { combineOffers, most } from './combine-offers.ts';
import { relaxedCost } from './combining/greedy.ts';
import { byCost } from './combining/problem.ts';
import type { MarketDeps } from './conduct.ts';
import { ofPost } from './schemas.ts';
import { listedOf, listedView } from './views.ts';

/** The best set of offers for a demand that is larger than any of them. */
export function combinationRoutes(app: Router, http: HttpDeps, { posts, flags, words }: MarketDeps): void {
  endpoint(
    app,
    http,
    {
      tag: '供需撮合 Matching',
      access: 'user',
      method: 'get',
      path: '/v1/posts/{id}/combination',
      params: ofPost,
      query: s.combinationQuery,
      summary: '组合供应 · The best set of offers for a demand',
      description:
        'For the poster of a demand, while it is verified. The set of matching offers that covers the most of it at the least landed cost, in whole trucks, each at its minimum order or above and within its quantity; exact, and the same however posts come. Beside it the cost that no set is below, what buying by hand costs, and why each other offer is not taken.',
      answers: { 200: { schema: s.combination, description: 'the combination' } },
    },
    async ({ actor, at, params: { id }, query: { maxSuppliers } }) => {
      const { state } = await posts.load(id, { consistent: true });
      const seen = mayCombine(actor, state, at);
      const { kind, subject } = seen.terms;
      const combined = await combineOffers(posts, candidateOf(id, seen), at, maxSuppliers);
      const { need, found, byHand, problem, compared, more, leftOut } = combined;
      const flagsOf = await flags.flagsOf(at);
      const say = await words();
      const bound = relaxedCost(problem, found.covered.get(id) ?? zero);
      const body = {
        post: id,
        ...coverageView(need, found),
        ...costView(found, bound),
        byHand: { covered: quantityIn(need, byHand.covered.get(id) ?? zero), amount: money(byHand.amount) },
        compared,
        more,
        matching: problem.links.length + problem.unusable.length,
        suppliers: new Set(found.lines.map(({ link }) => link.party)).size,
        items: [...found.lines]
          .sort((a, b) => byCost(a.link, b.link))
          .flatMap((line) => {
            const post = combined.posts.get(line.offer);
            if (post === undefined) return [];
            const listed = listedView(listedOf(line.offer, post), actor, flagsOf(post.poster.uscc));
            return [{ post: listed, ...lineView(need, line) }];
          }),
        leftOut: leftOut.slice(0, most.leftOut).flatMap((each) => {
          const poster = combined.posts.get(each.offer)?.poster;
          if (poster === undefined) return [];
          const { id: of, name } = poster;
          return [{ post: each.offer, poster: { id: of, name }, ...whyView(each, kind, subject, say) }];
        }),
        leftOutCount: leftOut.length,
      };
      return { status: 200, body };
    },
  );
}
