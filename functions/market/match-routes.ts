import { processRules as processes } from '../../shared/commodity/process.ts';
import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { fraction, roundHalfUp } from '../../shared/kernel/ratio.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { mayMatch, maySee } from './access.ts';
import { candidateOf } from './candidate.ts';
import type { MarketDeps } from './conduct.ts';
import freight from './data/freight.json' with { type: 'json' };
import substitutions from './data/substitutions.json' with { type: 'json' };
import trucks from './data/trucks.json' with { type: 'json' };
import unstated from './data/unstated.json' with { type: 'json' };
import weights from './data/weights.json' with { type: 'json' };
import { findMatches } from './find-matches.ts';
import { listOf } from './match-list-store.ts';
import { failures } from './matching/conditions.ts';
import type { Candidate, Factor, Match } from './matching/model.ts';
import { compared, leastWith, matchOf } from './matching/rank.ts';
import { weightsVersion } from './matching/score.ts';
import type { Search } from './matching/search.ts';
import { statusAt } from './post.ts';
import { recordRules } from './record.ts';
import * as s from './schemas.ts';
import * as view from './view-schemas.ts';
import { listedOf, listedView } from './views.ts';
import { type Say, wordsOf } from './words.ts';

const tag = '供需撮合 Matching';

/** What matches a post and why, why a post does not, and the rules that say so. */
export function matchRoutes(app: Router, http: HttpDeps, deps: MarketDeps): void {
  const { posts, matchLists, flags } = deps;

  /** Why one post matches this one or does not; of what the reader may not see there is nothing to say. */
  async function explain(actor: Actor, at: Instant, own: Candidate, id: string, search: Search) {
    const { state } = await posts.load(id, { consistent: true });
    const other = candidateOf(id, maySee(actor, state, at));
    const say = await deps.words();
    const failed = failures(own, other).map(({ condition, ...reason }) => ({
      condition,
      code: reason.code,
      why: wordsOf(reason, own.kind, own.subject, say),
    }));
    const found = compared(own, other);
    if (found === undefined) return { post: id, matches: false, failures: failed };
    const best = new Map(await search.best());
    leastWith(best, found);
    return { post: id, matches: true, failures: failed, ...matchView(matchOf(found, best, dayOf(at)), own, say) };
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: '/v1/posts/{id}/matches',
      params: s.ofPost,
      query: s.matchQuery,
      summary: '匹配结果 · What matches a post, and why',
      description:
        'For the poster, while it is verified. The best of all posts that meet the hard conditions, best first, each factor with its number and its reason; `explain` says of one post why it matches or does not.',
      answers: { 200: { schema: view.matches, description: 'the matches' } },
    },
    async ({ actor, at, params: { id }, query: { limit, explain: asked } }) => {
      const { state } = await posts.load(id, { consistent: true });
      const seen = mayMatch(actor, state, at);
      if (statusAt(seen, at) === 'closed') throw new DomainError('conflict', 'post-closed');
      const own = candidateOf(id, seen);
      const { search, standing } = await findMatches(deps, own, at, { limit });
      const flagsOf = await flags.flagsOf(at);
      const { state: list } = await matchLists.load(listOf(id));
      const since = new Map(list.matches.map(({ post, foundAt }) => [post, foundAt]));
      const say = await deps.words();
      const items = standing.map(({ match, post }) => ({
        post: listedView(listedOf(match.id, post), actor, flagsOf(post.poster.uscc)),
        ...matchView(match, own, say),
        ...(since.has(match.id) ? { foundAt: since.get(match.id) } : {}),
      }));
      const explained = asked === undefined ? {} : { explained: await explain(actor, at, own, asked, search) };
      const body = { weights: weightsVersion, compared: search.counterparts().size, items, ...explained };
      return { status: 200, body };
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: '/v1/matching-rules',
      summary: '撮合规则 · The weights and tables that matching stands on',
      description:
        'Published as they are: weights, what a record of performance is made of, substitutions in their one direction, what silence means, estimates of freight, what a truck takes, and the processes with their attributes.',
      answers: { 200: { description: 'the rules' } },
    },
    async () => ({
      status: 200,
      body: { weights, record: recordRules, substitutions, unstated, freight, trucks, processes },
    }),
  );
}

function matchView({ score, factors, substitutions }: Match, { kind, subject }: Candidate, say: Say) {
  const factorView = ({ name, weight, score: part, code, params }: Factor) => ({
    name,
    weight: roundHalfUp(weight, 4),
    score: roundHalfUp(part, 4),
    exact: fraction(part),
    code,
    why: wordsOf({ code, params }, kind, subject, say),
  });
  return { score: roundHalfUp(score, 2), factors: factors.map(factorView), substitutions };
}
