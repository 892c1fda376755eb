import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayIssueList } from './access.ts';
import { type IssuedList, listId } from './published-list.ts';
import * as s from './published-list-schemas.ts';
import type { PublishedListStore } from './published-list-store.ts';

const tag = '单位 Organisations';
const all = '/v1/published-lists';
const path = `${all}/{key}` as const;

/** Lists of firms that authorities publish (龙头企业名单): dated, with their source, each issue in the log. */
export function publishedListRoutes(
  app: Router,
  http: HttpDeps,
  { publishedLists }: { readonly publishedLists: PublishedListStore },
): void {
  const whole = ({ state, version }: { readonly state: IssuedList; readonly version: number }): Answer => {
    if (state === null) throw new DomainError('not-found', 'not-found');
    return { status: 200, body: state, headers: etag(version) };
  };

  endpoint(
    app,
    http,
    {
      method: 'put',
      path,
      summary: '录入公布名单 · Enter an issue of a published list',
      description: 'By the operator. It flags the posts of its firms; no score and no match looks at it.',
      tag,
      access: 'user',
      params: s.ofList,
      body: s.listInput,
      answers: { 200: { schema: s.listView, description: 'as it stands' } },
    },
    async (ask) => {
      const as = mayIssueList(ask.actor);
      const { key } = ask.params;
      const command = { type: 'issueList', at: ask.at, list: { key, ...ask.body } } as const;
      const { claim, ifMatch } = ask;
      const outcome = await publishedLists.handle(listId(key), command, ask.cause(as), {
        claim,
        ifMatch,
        answer: whole,
      });
      return outcome.answer;
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: all,
      summary: '公布名单目录 · Which published lists there are',
      description: 'By key: how many firms the newest issue of each names, and when it was entered.',
      tag,
      access: 'public',
      query: s.listsQuery,
      answers: { 200: { schema: pageOf(s.listedView), description: 'a page' } },
    },
    async ({ query, url }) => pageAnswer(await publishedLists.listed(query), url),
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path,
      summary: '查看公布名单 · Read a published list',
      tag,
      access: 'public',
      params: s.ofList,
      answers: { 200: { schema: s.listView, description: 'its newest issue' } },
    },
    async ({ params: { key } }) => whole(await publishedLists.load(listId(key))),
  );
}
