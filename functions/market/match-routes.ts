import { processRules as processes } from '../../shared/commodity/process.ts';
import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
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
import { failures } from './matching/conditions.ts';
import type { Candidate, Factor, Match } from './matching/model.ts';
import { rank } from './matching/rank.ts';
import { weightsVersion } from './matching/score.ts';
import { type ExistingPost, statusAt } from './post.ts';
import * as s from './schemas.ts';
import * as view from './view-schemas.ts';
import { listedOf, listedView } from './views.ts';
import { type Say, wordsOf } from './words.ts';

const tag = '供需撮合 Matching';

/** What matches a post and why, why a post does not, and the rules that say so. */
export function matchRoutes(app: Router, http: HttpDeps, deps: MarketDeps): void {
  const { posts, flags, words } = deps;

  /** The best matches that still stand as they were compared: an amended post is matched anew. */
  async function current(ranked: readonly Match[], compared: ReadonlyMap<string, Candidate>, limit: number) {
    const kept: { readonly match: Match; readonly post: ExistingPost }[] = [];
    for (let from = 0; kept.length < limit && from < ranked.length; from += limit) {
      const slice = ranked.slice(from, from + limit);
      const snapshots = await Promise.all(slice.map(({ id }) => posts.load(id, { consistent: true })));
      for (const [index, { state }] of snapshots.entries()) {
        const match = slice[index];
        if (match === undefined || kept.length === limit) break;
        if (state.status !== 'open') continue;
        const now = canonical(candidateOf(match.id, state));
        if (now === canonical(compared.get(match.id))) kept.push({ match, post: state });
      }
    }
    return kept;
  }

  /** Why one post matches this one or does not; of what the reader may not see there is nothing to say. */
  async function explain(actor: Actor, at: Instant, own: Candidate, id: string, ranked: readonly Match[]) {
    const { state } = await posts.load(id, { consistent: true });
    const other = candidateOf(id, maySee(actor, state, at));
    const found = failures(own, other).map(({ condition, ...reason }) => ({
      condition,
      code: reason.code,
      why: wordsOf(reason, own.kind, own.subject, words),
    }));
    const match = ranked.find((each) => each.id === id);
    return { post: id, matches: found.length === 0, failures: found, ...(match && matchView(match, own, words)) };
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
        'For the poster, while it is verified. Every post that meets the hard conditions, best first, each factor with its number and its reason; `explain` says of one post why it matches or does not.',
      answers: { 200: { schema: view.matches, description: 'the matches' } },
    },
    async ({ actor, at, params: { id }, query: { limit, explain: asked } }) => {
      const { state } = await posts.load(id, { consistent: true });
      const seen = mayMatch(actor, state, at);
      if (statusAt(seen, at) === 'closed') throw new DomainError('conflict', 'post-closed');
      const own = candidateOf(id, seen);
      const others = await posts.candidatesFor(own, at);
      const ranked = rank(own, others.values(), dayOf(at));
      const flagsOf = await flags.flagsOf(at);
      const items = (await current(ranked, others, limit)).map(({ match, post }) => ({
        post: listedView(listedOf(match.id, post), actor, flagsOf(post.poster.uscc)),
        ...matchView(match, own, words),
      }));
      const explained = asked === undefined ? {} : { explained: await explain(actor, at, own, asked, ranked) };
      const body = { weights: weightsVersion, compared: others.size, matching: ranked.length, items, ...explained };
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
        'Published as they are: weights, substitutions in their one direction, what silence means, estimates of freight, what a truck takes, and the processes with their attributes.',
      answers: { 200: { description: 'the rules' } },
    },
    async () => ({ status: 200, body: { weights, substitutions, unstated, freight, trucks, processes } }),
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
