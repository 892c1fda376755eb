import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { abuseRoutes } from './abuse-routes.ts';
import { isListed, isMember, isOwn, mayAmend, mayListOwn, mayPost, mayRun, maySee } from './access.ts';
import { combinationRoutes } from './combination-routes.ts';
import { type After, conduct, type MarketDeps, posterOf } from './conduct.ts';
import { drawingRoutes } from './drawing-routes.ts';
import { enquiryRoutes } from './enquiry-routes.ts';
import type { Duplicate } from './fingerprint.ts';
import type { Kind } from './goods.ts';
import { recordAtPublication } from './keep-record.ts';
import { matchRoutes } from './match-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { hasEnded, type Post } from './post.ts';
import { orTooMany } from './rates.ts';
import { readFeed } from './read-feed.ts';
import { readText } from './reading.ts';
import { recordRoutes } from './record-routes.ts';
import * as s from './schemas.ts';
import { scopeOf } from './scopes.ts';
import { checkTerms } from './terms.ts';
import * as view from './view-schemas.ts';
import { type Listed, listedOf, listedView, viewOf } from './views.ts';

const tag = '供需 Market';
const one = '/v1/posts/{id}';
const forUsers = { tag, access: 'user', params: s.ofPost } as const;
const answers = { 200: { schema: view.post, description: 'the post' } };
/** Posts of demand, supply and outsourced work (供需信息). */
export function marketRoutes(app: Router, http: HttpDeps, deps: MarketDeps): void {
  const { posts, flags, standing } = deps;

  const { present, carryOut } = conduct(posts);

  /** How a post is answered to this reader; what it repeats is looked up before anything is written. */
  async function shown(actor: Actor, at: Instant, duplicates: readonly Duplicate[] = []) {
    const flagsOf = await flags.flagsOf(at);
    return ({ id, state, version }: After, extra: Partial<Answer> = {}): Answer => {
      if (state.status === 'none') throw new DomainError('not-found', 'not-found');
      const tagged = hasEnded(state, at) ? { ETag: `W/"${version}"` } : etag(version);
      const body = viewOf(id, state, actor, at, { flags: flagsOf(state.poster.uscc), duplicates });
      return { status: extra.status ?? 200, body, headers: { ...tagged, ...extra.headers } };
    };
  }

  async function repeatsOf(id: string, state: Post, actor: Actor): Promise<readonly Duplicate[]> {
    if (state.status === 'none' || !isOwn(actor, state)) return [];
    return posts.duplicates(id, state.poster, state.terms, isMember(actor));
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/posts',
      summary: '发布供需信息 · Publish a post',
      description:
        "A demand, a supply, or outsourced work wanted or offered, by the buying or selling staff of a verified organisation. Everything that is wrong with it is named at once. `duplicates` shows one's own posts that say the same, and others' with the same words. More than 60 in a minute or 1,000 in a day of one organisation is 429 with `Retry-After`.",
      body: s.postInput,
      answers: { 201: { schema: view.post, description: 'published' } },
    },
    async (ask) => {
      const { membership, as } = mayPost(
        ask.actor,
        ask.body.kind === 'supply' ? 'offered' : (ask.body.side ?? 'wanted'),
      );
      await standing.check('posts', membership.organisation, ask.at);
      const id = deps.id('post');
      const poster = posterOf(membership);
      const noted = await recordAtPublication(deps, poster.id);
      const command = { type: 'publishPost', at: ask.at, poster, post: ask.body, ...noted } as const;
      const duplicates = await posts.duplicates(id, poster, checkTerms(ask.body, ask.at), true);
      const answer = await shown(ask.actor, ask.at, duplicates);
      const extra = { status: 201, headers: { Location: `/v1/posts/${id}` } };
      return carryOut(id, command, as, ask, (after) => answer(after, extra)).catch(orTooMany('posts', ask.at));
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: '/v1/posts',
      summary: '查询供需信息，或其动态 · List posts, or follow what becomes of them',
      description:
        "What is open, newest first; posts for members are listed to members only. With one's own organisation as `poster` its posts of a `status`. With `since` the feed (动态) of all, a kind, or of a kind a category, family or process: every change once, in one order, with a cursor for the next question.",
      query: s.filter,
      answers: { 200: { schema: view.listOrFeed, description: 'a page' } },
    },
    async ({ actor, at, query, url }) => {
      const { kind, category, process, division, poster, product, status, since, ...request } = query;
      const flagsOf = await flags.flagsOf(at);
      const show = (listed: Listed) => listedView(listed, actor, flagsOf(listed.poster.uscc));
      if (since !== undefined) {
        for (const [name, given] of Object.entries({ poster, product, division, cursor: request.cursor }))
          if (given !== undefined) throw fieldError('not-in-feed', `/${name}`);
        return readFeed(deps, { actor, at, url }, { scope: scoped(kind, category, process), since, ...request });
      }
      if (poster !== undefined) {
        mayListOwn(actor, poster);
        const page = await posts.ofOrganisation(poster, status, request);
        return pageAnswer({ ...page, items: page.items.map(show) }, url);
      }
      if (status === 'closed') throw new DomainError('forbidden', 'forbidden');
      if (product !== undefined) {
        const found = await Promise.all((await posts.standingFor(product)).map((id) => posts.load(id)));
        const items = found.flatMap(({ id, state }) => (isListed(actor, state, at) ? [show(listedOf(id, state))] : []));
        return pageAnswer({ items, next: null }, url);
      }
      const audience = isMember(actor) ? 'members' : 'public';
      const page = await posts.list({ audience, scope: scoped(kind, category, process), division }, at, request);
      return pageAnswer({ ...page, items: page.items.map(show) }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/posts/parse',
      summary: '识别文字 · Read a text into attributes',
      description: 'Nothing is kept: what was read is for the poster to confirm, and `rest` for the poster to fill in.',
      body: s.parseInput,
      answers: { 200: { schema: view.reading, description: 'as read' } },
    },
    async ({ body: { text, kind, category, process } }) => ({
      status: 200,
      body: readText(text, kind, kind === 'processing' ? process : category),
    }),
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: one,
      params: s.ofPost,
      summary: '查看供需信息 · Read a post',
      description: 'One for members does not exist for others. A closed one is for its own organisation.',
      answers,
    },
    async ({ actor, at, params: { id } }) => {
      const snapshot = await posts.load(id);
      maySee(actor, snapshot.state, at);
      return (await shown(actor, at, await repeatsOf(id, snapshot.state, actor)))(snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'patch',
      path: one,
      summary: '修改供需信息 · Amend a post',
      description:
        'Members that are given replace what was, `null` takes an optional one away; the whole is checked again. What it is of stays: other goods are another post.',
      body: s.amendment,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await present(id);
      const as = mayAmend(ask.actor, state, ask.at);
      if (state.status !== 'none') await standing.check('post-changes', state.poster.id, ask.at);
      const answer = await shown(ask.actor, ask.at, await repeatsOf(id, state, ask.actor));
      const command = { type: 'amendPost', at: ask.at, changes: ask.body } as const;
      return carryOut(id, command, as, ask, answer).catch(orTooMany('post-changes', ask.at));
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/renewal`,
      summary: '延长有效期 · Renew a post',
      description: 'It stands on until then, at most 90 days from now; one that has expired stands again.',
      body: s.renewal,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await present(id);
      const as = mayAmend(ask.actor, state, ask.at);
      if (state.status !== 'none') await standing.check('post-changes', state.poster.id, ask.at);
      const answer = await shown(ask.actor, ask.at, await repeatsOf(id, state, ask.actor));
      const command = { type: 'renewPost', at: ask.at, expiresAt: ask.body.expiresAt } as const;
      return carryOut(id, command, as, ask, answer).catch(orTooMany('post-changes', ask.at));
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/closure`,
      summary: '关闭供需信息 · Close a post',
      description: 'From then on its own organisation sees it only, and it matches nothing.',
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await present(id), ask.at);
      return carryOut(id, { type: 'closePost', at: ask.at }, as, ask, await shown(ask.actor, ask.at));
    },
  );

  drawingRoutes(app, http, deps);
  matchRoutes(app, http, deps);
  recordRoutes(app, http, deps);
  combinationRoutes(app, http, deps);
  enquiryRoutes(app, http, deps);
  abuseRoutes(app, http, deps);
  planRoutes(app, http, deps);
}

/** A category goes with a demand or a supply, a process with outsourced work. */
function scoped(kind?: Kind, category?: string, process?: string): string {
  if (category !== undefined && (kind === undefined || kind === 'processing'))
    throw fieldError('kind-required', '/kind');
  if (process !== undefined && kind !== 'processing') throw fieldError('kind-required', '/kind');
  return scopeOf(kind, category ?? process);
}
