import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { ActingRole, Membership } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import {
  mayDecideAbuse,
  mayListDecisions,
  mayListReports,
  mayReportMessage,
  mayReportPost,
  maySeeReport,
} from './abuse-access.ts';
import type { AbuseReason, Reported } from './abuse-events.ts';
import type { AbuseReport } from './abuse-report.ts';
import * as s from './abuse-schemas.ts';
import { reportView } from './abuse-views.ts';
import { type After, conduct, type MarketDeps, posterOf } from './conduct.ts';
import type { Poster } from './events.ts';
import { orTooMany } from './rates.ts';
import { ofPost } from './schemas.ts';

const tag = '举报 Abuse reports';
const forUsers = { tag, access: 'user' } as const;
const told = { 201: { schema: s.report, description: 'reported' } };
const answers = { 200: { schema: s.report, description: 'the report' } };

type ReportAsk = Ask<{ readonly reason: AbuseReason; readonly text: string }, unknown, unknown>;

/** Reports of abuse (举报), and what the operator decides on them. */
export function abuseRoutes(app: Router, http: HttpDeps, deps: MarketDeps): void {
  const { abuseReports, posts, enquiries, standing } = deps;
  const { present, carryOut } = conduct(abuseReports);

  const shown =
    (extra: Partial<Answer> = {}) =>
    ({ id, state, version }: After<AbuseReport>): Answer => {
      if (state.status === 'none') throw new DomainError('not-found', 'not-found');
      return { status: 200, body: reportView(id, state), ...extra, headers: { ...etag(version), ...extra.headers } };
    };

  async function report(
    ask: ReportAsk,
    by: { readonly membership: Membership; readonly as: ActingRole },
    thing: Reported,
    against: Poster,
    quoted: string | undefined,
  ): Promise<Answer> {
    const { at, body } = ask;
    const reporter = posterOf(by.membership);
    await standing.check('abuse-reports', reporter.id, at);
    const id = deps.id('abuseReport');
    const words = { ...body, ...(quoted === undefined ? {} : { quoted }) };
    const command = { type: 'reportAbuse', at, thing, against, reporter, ...words } as const;
    const extra = { status: 201, headers: { Location: `/v1/abuse-reports/${id}` } };
    return carryOut(id, command, by.as, ask, shown(extra)).catch(orTooMany('abuse-reports', at));
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: '/v1/posts/{id}/abuse-reports',
      params: ofPost,
      summary: '举报供需信息 · Report a post',
      description:
        'By a verified organisation, once for a post. Whoever is reported never learns who did; the log names only the role.',
      body: s.reportInput,
      answers: told,
    },
    async (ask) => {
      const { id } = ask.params;
      const { state } = await posts.load(id, { consistent: true });
      const { post, ...by } = mayReportPost(ask.actor, state, ask.at);
      return report(ask, by, { kind: 'post', post: id }, post.poster, post.terms.text);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: '/v1/enquiries/{id}/messages/{number}/abuse-reports',
      params: s.ofMessage,
      summary: '举报留言 · Report a message',
      description: 'By the other of the two, once for a message. The operator reads this message, and no other.',
      body: s.reportInput,
      answers: told,
    },
    async (ask) => {
      const { id, number } = ask.params;
      const { state } = await enquiries.load(id, { consistent: true });
      const { enquiry, ...by } = mayReportMessage(ask.actor, state);
      const sent = await enquiries.message(id, number);
      if (sent === undefined) throw new DomainError('not-found', 'not-found');
      if (sent.by === by.membership.organisation) throw new DomainError('forbidden', 'forbidden');
      const { buyer, supplier } = enquiry.parties;
      const against = sent.by === buyer.id ? buyer : supplier;
      return report(ask, by, { kind: 'message', enquiry: id, number }, against, sent.text);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/abuse-reports',
      query: s.listQuery,
      summary: '举报列表 · List reports',
      description:
        'For the operator all of them, for others those of their own organisation. What waits comes oldest first.',
      answers: { 200: { schema: pageOf(s.listed), description: 'a page' } },
    },
    async ({ actor, at, query: { status, ...request }, url }) =>
      pageAnswer(await abuseReports.list(mayListReports(actor), status, at, request), url),
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/abuse-reports/{id}',
      params: s.ofReport,
      summary: '查看举报 · Read a report',
      description: 'For the operator and whoever reported.',
      answers,
    },
    async ({ actor, params: { id } }) => {
      const snapshot = await abuseReports.load(id, { consistent: true });
      maySeeReport(actor, snapshot.state);
      return shown()(snapshot);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: '/v1/abuse-reports/{id}/decision',
      params: s.ofReport,
      summary: '处理举报 · Decide on a report',
      description:
        'By the operator, once. A post that is found against is closed with the reason `abuse`; a poster that is suspended may neither post nor enquire until then.',
      body: s.decisionInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayDecideAbuse(ask.actor, await present(id));
      return carryOut(id, { type: 'decideAbuse', at: ask.at, ...ask.body }, as, ask, shown());
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/abuse-decisions',
      query: s.pageQuery,
      summary: '对本单位的处理 · What was decided against one’s organisation',
      description: 'With the reason, and never who reported; the latest first.',
      answers: { 200: { schema: pageOf(s.decided), description: 'a page' } },
    },
    async ({ actor, query, url }) => pageAnswer(await abuseReports.decisions(mayListDecisions(actor), query), url),
  );
}
