import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { fieldError } from '../../shared/kernel/errors.ts';
import { addDays, type Day, dayOf, daysBetween, type Instant } from '../../shared/kernel/time.ts';
import * as access from './live-access.ts';
import { conduct, type LiveDeps } from './live-conduct.ts';
import * as s from './live-schemas.ts';
import * as view from './live-view-schemas.ts';
import { listedView } from './live-views.ts';

export const tag = '直播 Live sessions';
export const one = '/v1/live-sessions/{id}';
const forUsers = { tag, access: 'user', params: s.ofSession } as const;
const answers = { 200: { schema: view.session, description: 'the session' } };
/** How many days a list spans unless it says otherwise, and at most. */
const span = { usual: 92, most: 366 } as const;

/** The days of a list. @throws `span-reversed`, `span-too-long` */
export function spanOf(query: { from?: Day | undefined; to?: Day | undefined }, at: Instant): { from: Day; to: Day } {
  const from = query.from ?? dayOf(at);
  const to = query.to ?? addDays(from, span.usual);
  if (to < from) throw fieldError('span-reversed', '/to');
  if (daysBetween(from, to) > span.most) throw fieldError('span-too-long', '/to', { max: span.most });
  return { from, to };
}

/** Live sessions (直播场次). */
export function liveRoutes(app: Router, http: HttpDeps, deps: LiveDeps): void {
  const { sessions } = deps;
  const { present, published, shown, carryOut } = conduct(deps);

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/live-sessions',
      summary: '创建直播场次 · Draft a live session',
      description:
        'By the sales of a verified supplier, which is its host. Products are those published in the catalogue, of the host or of up to 6 other suppliers, each of which lets its own be shown or not. Everything that is wrong is named at once.',
      body: s.sessionInput,
      answers: { 201: { schema: view.session, description: 'drafted' } },
    },
    async (ask) => {
      const { organisation, name, uscc } = access.mayDraft(ask.actor);
      const facts = await published(ask.body.products);
      const id = deps.id('liveSession');
      const host = { id: organisation, name, uscc };
      const command = { type: 'draftSession', at: ask.at, host, terms: ask.body, facts } as const;
      return carryOut(id, command, 'sales', ask, { status: 201, headers: { Location: `/v1/live-sessions/${id}` } });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: '/v1/live-sessions',
      summary: '查询直播场次 · List live sessions',
      description: 'What was announced, by its start, also what was cancelled; a host lists its own drafts.',
      query: s.filter,
      answers: { 200: { schema: pageOf(view.listed), description: 'a page' } },
    },
    async ({ actor, at, query, url }) => {
      const { limit, cursor, featured, from: _, to: __, ...filter } = query;
      const request = { limit, cursor };
      if (filter.status === 'draft') {
        const page = await sessions.drafts(access.mayListDrafts(actor, filter.host), request);
        return pageAnswer({ ...page, items: page.items.map((each) => listedView(each, at)) }, url);
      }
      const asked = featured === undefined ? {} : { featured: featured === 'true' };
      const page = await sessions.list({ ...filter, ...asked, ...spanOf(query, at) }, at, request);
      return pageAnswer({ ...page, items: page.items.map((each) => listedView(each, at)) }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: one,
      params: s.ofSession,
      summary: '查看直播场次 · Read a live session',
      description:
        "A product that the catalogue has no more is marked `available: false`; another supplier's stands here once it agreed. A draft is its host's own.",
      answers,
    },
    async ({ actor, at, params: { id } }) => {
      const snapshot = await sessions.load(id);
      access.maySee(actor, snapshot.state);
      return shown(actor, at)(snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'patch',
      path: one,
      summary: '修改直播场次 · Amend a live session',
      description:
        'Members that are given replace what was; `products` is the whole list. Once it is live its start stays. Those interested are told of a new time.',
      body: s.changes,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = access.mayAmend(ask.actor, await present(id));
      const facts = await published(ask.body.products);
      return carryOut(id, { type: 'amendSession', at: ask.at, changes: ask.body, facts }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/announcement`,
      summary: '发布直播预告 · Announce a live session',
      description: "Public from then on. One host's sessions do not overlap: 409 `host-busy`.",
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = access.mayAmend(ask.actor, await present(id));
      return carryOut(id, { type: 'announceSession', at: ask.at }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/end`,
      summary: '结束直播 · End a live session',
      description: 'Before its time; at its time it ends by itself.',
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = access.mayRun(ask.actor, await present(id));
      return carryOut(id, { type: 'endSession', at: ask.at }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/cancellation`,
      summary: '取消直播 · Cancel a live session',
      description: 'By its host or the operator, with a reason that is public; those interested are told.',
      body: s.cancellation,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const { as, by } = access.mayCancel(ask.actor, await present(id));
      return carryOut(id, { type: 'cancelSession', at: ask.at, by, reason: ask.body.reason }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'put',
      path: `${one}/replays`,
      summary: '填写回放链接 · Link the replays',
      description: 'Once it has ended.',
      body: s.replays,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = access.mayAmend(ask.actor, await present(id));
      return carryOut(id, { type: 'linkReplays', at: ask.at, links: ask.body.links }, as, ask);
    },
  );

  for (const [method, featured] of [
    ['put', true],
    ['delete', false],
  ] as const) {
    endpoint(
      app,
      http,
      {
        ...forUsers,
        method,
        path: `${one}/feature`,
        summary: featured ? '推荐直播 · Feature a live session' : '取消推荐 · Feature it no more',
        description: 'By the operator.',
        answers,
      },
      async (ask) => {
        const { id } = ask.params;
        const as = access.mayFeature(ask.actor, await present(id));
        return carryOut(id, { type: 'featureSession', at: ask.at, featured }, as, ask);
      },
    );

    endpoint(
      app,
      http,
      {
        ...forUsers,
        method,
        path: `${one}/consent`,
        summary: featured
          ? '同意展示本单位商品 · Let one’s products be shown'
          : '不再同意展示 · Let them be shown no more',
        description:
          'By the sales of another supplier whose products stand in the list: all of them as they stand now.',
        answers,
      },
      async (ask) => {
        const { id } = ask.params;
        const { as, supplier } = access.mayConsent(ask.actor, await present(id));
        const type = featured ? 'agreeShowing' : 'declineShowing';
        return carryOut(id, { type, at: ask.at, supplier }, as, ask);
      },
    );
  }
}
