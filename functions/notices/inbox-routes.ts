import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayBeTold } from './access.ts';
import type { NoticeDeps } from './conduct.ts';
import * as s from './schemas.ts';
import * as view from './view-schemas.ts';
import { noticeView } from './views.ts';

const tag = '通知 Notices';
const done = { 204: { description: 'read' } };

/** The inbox (站内信) of a user for one of its organisations: 180 days of notices, newest first. */
export function inboxRoutes(app: Router, http: HttpDeps, { inboxes, subscriptions }: NoticeDeps): void {
  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: '/v1/inbox',
      summary: '站内信 · The inbox',
      description: 'Each says that something happened and where to read it, in Chinese and English.',
      query: s.inboxQuery,
      answers: { 200: { schema: pageOf(view.notice), description: 'a page' } },
    },
    async ({ actor, at, url, query: { unread, ...request } }) => {
      const { sub, organisation } = mayBeTold(actor);
      const page = await inboxes.list(subscriptions.idOf(sub, organisation), at, unread, request);
      return pageAnswer({ ...page, items: page.items.map(({ notice, read }) => noticeView(notice, read)) }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/inbox/{id}/read',
      params: s.ofNotice,
      summary: '标为已读 · Mark a notice as read',
      answers: done,
    },
    async ({ actor, at, params: { id } }) => {
      const { sub, organisation } = mayBeTold(actor);
      return marked(await inboxes.read(subscriptions.idOf(sub, organisation), id, at));
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/inbox/read',
      summary: '全部标为已读 · Mark everything up to a notice as read',
      description: 'What is told later is unread, also where it happened before.',
      body: s.readUpToInput,
      answers: done,
    },
    async ({ actor, at, body: { upTo } }) => {
      const { sub, organisation } = mayBeTold(actor);
      return marked(await inboxes.readUpTo(subscriptions.idOf(sub, organisation), upTo, at));
    },
  );
}

function marked(found: boolean): Answer {
  if (!found) throw new DomainError('not-found', 'not-found');
  return { status: 204, body: undefined };
}
