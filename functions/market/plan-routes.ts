import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { type Actor, membershipOf } from '../../shared/kernel/actor.ts';
import { fieldError } from '../../shared/kernel/errors.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { canonical, type JsonObject } from '../../shared/kernel/json.ts';
import { type Instant, millis } from '../../shared/kernel/time.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { isMember, mayCombine, mayPlan, maySeePlan } from './access.ts';
import { candidateOf } from './candidate.ts';
import { whyView } from './combination-views.ts';
import type { MarketDeps } from './conduct.ts';
import { checkSubject } from './goods.ts';
import { keptPlan, type PlanInput, planJob } from './make-plan.ts';
import type { MadePlan } from './plan.ts';
import { type PlanContent, type PlanPart, partOf, postsIn, printOf, sumsOf } from './plan-content.ts';
import type { PlanScope } from './plan-events.ts';
import * as s from './plan-schemas.ts';
import { statusAt } from './post.ts';

const tag = '供需撮合 Matching';
/** One plan of a category an hour, and of the same demands every ten minutes: who asks again meanwhile gets that. */
const periods = { category: 3_600_000, posts: 600_000 } as const;

type Stale = 'amended' | 'closed';

/** Joint plans: of a whole category, and of several demands of one's own. */
export function planRoutes(app: Router, http: HttpDeps, deps: MarketDeps): void {
  const { posts, plans, jobs, files } = deps;

  /** Begins a plan, or finds the one that was begun in the same period. */
  async function begun(actor: Actor, at: Instant, input: Omit<PlanInput, 'plan'>) {
    const period = Math.floor(millis(at) / periods[input.scope.kind]);
    const plan = derivedId('plan', hashed({ ...input, period }));
    const sub = actor.kind === 'user' ? actor.sub : '';
    const organisation = actor.kind === 'user' ? actor.membership?.organisation : undefined;
    const owner = { sub, organisation };
    await jobs.start(planJob, { plan, ...input } as unknown as JsonObject, owner, { at, id: jobOf(plan) });
    return { status: 202, body: { plan }, headers: { Location: `/v1/plans/${plan}` } };
  }

  /** What has changed since of the posts that are named. */
  async function changedOf(content: PlanContent, named: readonly string[], at: Instant): Promise<Map<string, Stale>> {
    const counted = content.posts.filter(({ post }) => named.includes(post));
    const found = await Promise.all(
      counted.map(async ({ post, version, print }): Promise<readonly [string, Stale][]> => {
        const now = await posts.load(post, { consistent: true });
        if (now.state.status === 'none' || statusAt(now.state, at) !== 'open') return [[post, 'closed']];
        if (now.version === version || printOf(candidateOf(post, now.state)) === print) return [];
        return [[post, 'amended']];
      }),
    );
    return new Map(found.flat());
  }

  /** A plan as this reader may see it: its own part, and sums that hide everybody. */
  async function shown(actor: Actor, id: string, made: MadePlan, at: Instant) {
    const content = await keptPlan(files, id, made.content);
    const member = isMember(actor) ? membershipOf(actor).organisation : undefined;
    const part: PlanPart = member === undefined ? { demands: [], offers: [] } : partOf(content, member);
    const named = member === undefined ? content.posts.map(({ post }) => post) : postsIn(part);
    const changed = await changedOf(content, named, at);
    const marked = <T extends { readonly post: string }>(each: T) => {
      const stale = changed.get(each.post);
      return stale === undefined ? each : { ...each, stale };
    };
    const withLines = <T extends { readonly post: string; readonly lines: readonly { readonly post: string }[] }>(
      each: T,
    ) => ({ ...marked(each), lines: each.lines.map(marked) });
    const own = made.scope.kind === 'posts';
    const totals = own ? content.totals : sumsOf(content, isMember(actor));
    const posters = new Map(content.posts.map(({ post, party, name }) => [post, { id: party, name }]));
    const say = await deps.words();
    const leftOut = content.leftOut.map((each) => ({
      demand: each.need,
      post: each.offer,
      poster: posters.get(each.offer) ?? { id: '', name: '' },
      ...whyView(each, 'demand', made.scope.category, say),
    }));
    return {
      ...headOf(id, made.scope),
      status: 'made',
      madeAt: made.madeAt,
      solved: content.solved,
      posts: content.posts.length,
      cut: content.cut,
      stale: changed.size > 0,
      ...(totals === undefined ? {} : { totals }),
      demands: part.demands.map(withLines),
      offers: part.offers.map(withLines),
      ...(own ? { leftOut } : {}),
    };
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/plans',
      body: s.planInput,
      keepsItsOwnAnswer: true,
      summary: '联合调配 · Plan a whole category',
      description:
        'Asked for by the operator or any verified member: who could supply whom with how much, over all open demands and offers of a category, in whole trucks; first the most coverage, then the least landed cost. One plan an hour: who asks again in the same hour gets that. It binds nobody.',
      answers: { 202: { schema: s.started, description: 'see the plan' } },
    },
    async ({ actor, at, body: { category } }) => {
      mayPlan(actor);
      checkSubject('demand', category);
      return begun(actor, at, { scope: { kind: 'category', category } });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/combinations',
      body: s.combinationInput,
      keepsItsOwnAnswer: true,
      summary: '多项需求组合供应 · Combine offers for several demands at once',
      description:
        "For several demands of one's own that belong together, such as four diameters: the offers that together cover the most of all of them at the least landed cost, of at most so many suppliers. Answered as a plan that its organisation alone sees.",
      answers: { 202: { schema: s.started, description: 'see the plan' } },
    },
    async ({ actor, at, body: { posts: ids, maxSuppliers } }) => {
      const sorted = [...ids].sort();
      const snapshots = await Promise.all(sorted.map((id) => posts.load(id, { consistent: true })));
      const terms = snapshots.map(({ state }) => mayCombine(actor, state, at).terms);
      for (const [n, { quantity, subject }] of terms.entries()) {
        const pointer = `/posts/${ids.indexOf(sorted[n] ?? '')}`;
        if (quantity === undefined) throw fieldError('combining-quantity-required', pointer);
        if (subject !== terms[0]?.subject) throw fieldError('combining-one-category', pointer);
      }
      const { organisation } = membershipOf(actor);
      const scope = { kind: 'posts', category: terms[0]?.subject ?? '', organisation } as const;
      const limited = maxSuppliers === undefined ? {} : { maxSuppliers };
      return begun(actor, at, { scope, posts: sorted, ...limited, versions: snapshots.map(({ version }) => version) });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: '/v1/plans/{id}',
      params: s.ofPlan,
      summary: '查看调配方案 · Read one’s part of a plan',
      description:
        "Members see what of it is their own organisation's: which offers serve their demands, which demands their offers serve, each line with no more of the other's quantity than the line itself. Sums are shown where three buyers and three suppliers are in them; who watches is shown none that have a hidden quantity in them. What has changed since is marked `stale`.",
      answers: { 200: { schema: s.plan, description: 'the plan' } },
    },
    async ({ actor, at, params: { id } }) => {
      const { state } = await plans.load(id, { consistent: true });
      if (state.status === 'made') {
        maySeePlan(actor, state.scope);
        return { status: 200, body: await shown(actor, id, state, at) };
      }
      const job = await jobs.load(jobOf(id));
      const scope = maySeePlan(actor, (job?.input as unknown as PlanInput | undefined)?.scope);
      const status = job?.status === 'failed' ? 'failed' : 'making';
      return { status: 200, body: { ...headOf(id, scope), status, demands: [], offers: [] } };
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: '/v1/plans',
      query: s.planQuery,
      summary: '调配方案列表 · List plans',
      description: "The newest first: of a category, or those of one's own demands.",
      answers: { 200: { schema: s.plans, description: 'a page' } },
    },
    async ({ actor, at, query: { category, ...request }, url }) => {
      const scope: PlanScope =
        category === undefined
          ? { kind: 'posts', category: '', organisation: membershipOf(actor).organisation }
          : { kind: 'category', category };
      maySeePlan(actor, scope);
      // What is no category might be an organisation, whose plans are its own.
      if (category !== undefined) checkSubject('demand', category);
      const page = await plans.list(category ?? membershipOf(actor).organisation, at, request);
      const items = page.items.map(({ id, scope: of, madeAt }) => ({ ...headOf(id, of), madeAt }));
      return pageAnswer({ ...page, items }, url);
    },
  );
}

const hashed = (value: unknown): Uint8Array => sha256(new TextEncoder().encode(canonical(value)));
const jobOf = (plan: string): string => derivedId('job', hashed({ plan }));
const headOf = (id: string, { category, kind }: PlanScope) => ({ id, category, own: kind === 'posts' });
