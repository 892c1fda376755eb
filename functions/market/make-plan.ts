import type { JsonObject } from '../../shared/kernel/json.ts';
import type { Solve } from '../../shared/kernel/program.ts';
import { type Instant, instant } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { JobHandler } from '../../shared/ports/jobs.ts';
import { sha256Hex } from '../../shared/sealing/hash.ts';
import { candidateOf } from './candidate.ts';
import { problemOf } from './combining/problem.ts';
import { reasonsFor } from './combining/reasons.ts';
import { solvePlan } from './combining/solve.ts';
import { gatherOffers } from './gather-offers.ts';
import type { Candidate } from './matching/model.ts';
import { contentOf, type PlanContent, type PlannedPost, printOf } from './plan-content.ts';
import type { PlanScope } from './plan-events.ts';
import type { PlanStore } from './plan-store.ts';
import { statusAt } from './post.ts';
import { scopeOf } from './scopes.ts';
import type { PostStore } from './store.ts';

export interface PlanDeps {
  readonly posts: PostStore;
  readonly plans: PlanStore;
  readonly files: Pick<Files, 'get' | 'put'>;
  readonly solve: Solve;
  now(): number;
}

/** The kind of job that makes a joint plan (联合调配). */
export const planJob = 'market-plan';

export interface PlanInput {
  readonly plan: string;
  readonly scope: PlanScope;
  /** One's own demands; of a category whatever is open. */
  readonly posts?: readonly string[];
  /** As they were when the plan was asked for: amended ones are asked about anew. */
  readonly versions?: readonly number[];
  readonly maxSuppliers?: number;
}

/** A plan takes so many posts, of a category the newest; of one's own demands the best offers of each. */
export const planned = { demands: 60, offers: 200, offersADemand: 60, leftOutADemand: 10 } as const;

/**
 * Makes a plan of the posts as they then stand, keeps it as a file named by its hash, and records it; done again after a
 * death, or beside another worker, the first that is recorded stands.
 */
export const planHandlers = (deps: PlanDeps): Readonly<Record<string, JobHandler>> => ({
  async [planJob](given) {
    const input = given as unknown as PlanInput;
    const { plan, scope, maxSuppliers } = input;
    if ((await deps.plans.load(plan, { consistent: true })).state.status === 'made') return { plan };
    const at = instant(deps.now());
    const { demands, offers, cut, posts } = await gathered(deps.posts, input, at);
    const problem = problemOf(demands, offers, maxSuppliers);
    const found = await solvePlan(problem, deps.solve);
    const leftOut =
      scope.kind === 'category'
        ? []
        : problem.needs.flatMap((need) => reasonsFor(problem, need, found.plan).slice(0, planned.leftOutADemand));
    const content = contentOf({ scope, madeAt: at, cut, posts, problem, found, leftOut });
    const bytes = new TextEncoder().encode(JSON.stringify(content));
    const hash = sha256Hex(bytes);
    await deps.files.put(fileOf(plan, hash), bytes, 'application/json');
    const cause = { actor: { kind: 'system', process: 'work' }, as: 'system', at } as const;
    const versions = posts.map(({ post, version }) => ({ post, version }));
    await deps.plans.handle(plan, { type: 'recordPlan', at, scope, posts: versions, content: hash }, cause, {
      retries: 2,
    });
    return { plan } satisfies JsonObject;
  },
});

const fileOf = (plan: string, content: string): string => `plans/${plan}/${content}.json`;

/** The whole of a plan, of which each is to be shown its part. */
export async function keptPlan(files: Pick<Files, 'get'>, plan: string, content: string): Promise<PlanContent> {
  const bytes = await files.get(fileOf(plan, content));
  if (bytes === undefined) throw new Error(`the content of ${plan} is gone`);
  return JSON.parse(new TextDecoder().decode(bytes)) as PlanContent;
}

interface Gathered {
  readonly demands: readonly Candidate[];
  readonly offers: readonly Candidate[];
  readonly cut: boolean;
  readonly posts: readonly PlannedPost[];
}

/** The posts of a plan as they stand now, each read consistently. */
async function gathered(posts: PostStore, { scope, posts: own }: PlanInput, at: Instant): Promise<Gathered> {
  const [wanted, offered] =
    own === undefined ? await ofCategory(posts, scope.category, at) : await ofDemands(posts, own, at);
  const cut = wanted.length > planned.demands || offered.length > planned.offers;
  const [demands, offers] = await Promise.all([
    current(posts, wanted.slice(0, planned.demands), at),
    current(posts, offered.slice(0, planned.offers), at),
  ]);
  const candidates = (each: readonly Read[]) => each.map(({ candidate }) => candidate);
  return {
    demands: candidates(demands),
    offers: candidates(offers),
    cut,
    posts: [...demands, ...offers].map(({ planned: post }) => post),
  };
}

type Ids = readonly string[];

async function ofCategory(posts: PostStore, category: string, at: Instant): Promise<readonly [Ids, Ids]> {
  const newest = async (kind: 'demand' | 'supply', most: number): Promise<Ids> => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await posts.list({ audience: 'members', scope: scopeOf(kind, category) }, at, {
        limit: 100,
        cursor,
      });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && ids.length <= most);
    return ids;
  };
  return Promise.all([newest('demand', planned.demands), newest('supply', planned.offers)]);
}

/** One's own demands, and the best offers of each. */
async function ofDemands(posts: PostStore, own: Ids, at: Instant): Promise<readonly [Ids, Ids]> {
  const demands = await current(posts, own, at);
  const found = await Promise.all(
    demands.map(({ candidate }) => gatherOffers(posts, candidate, at, planned.offersADemand)),
  );
  return [own, [...new Set(found.flatMap(({ offers }) => [...offers.keys()]))].sort()];
}

interface Read {
  readonly candidate: Candidate;
  readonly planned: PlannedPost;
}

/** Those that are open, as they stand. */
async function current(posts: PostStore, ids: Ids, at: Instant): Promise<readonly Read[]> {
  const read = await Promise.all(ids.map((id) => posts.load(id, { consistent: true })));
  return read.flatMap(({ id: post, state, version }) => {
    if (state.status === 'none' || statusAt(state, at) !== 'open') return [];
    const candidate = candidateOf(post, state);
    const { party, side } = candidate;
    const { poster, terms } = state;
    const said = { name: poster.name, side, version, print: printOf(candidate), hides: terms.quantityHidden };
    return [{ candidate, planned: { post, party, ...said } }];
  });
}
