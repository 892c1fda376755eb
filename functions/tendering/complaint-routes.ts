import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { mayAsk, maySee, maySupervise } from './access.ts';
import type { KeptComplaint } from './annexes.ts';
import { listQuery } from './document-schemas.ts';
import { keptObjection, type RemedyRouteDeps } from './objection-routes.ts';
import type { ComplaintDecided } from './remedy-events.ts';
import * as s from './remedy-schemas.ts';
import { complaintView } from './remedy-views.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { ExistingTender, Published } from './tender-state.ts';

const tag = '投诉 Complaints';
const one = '/v1/tenders/{id}';

/** Complaints to the supervisor, and what it decides. */
export function complaintRoutes(app: Router, http: HttpDeps, deps: RemedyRouteDeps, steps: Steps): void {
  const { tenders } = deps;

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      params: tenderParams,
      method: 'post',
      path: `${one}/complaints`,
      summary: '投诉 · Complain to the supervisor',
      description: 'After an objection of one’s own that was answered, or that nobody answered in time.',
      body: s.complaintInput,
      answers: { 201: { schema: s.complaint, description: 'filed' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const asker = mayAsk(ask.actor, await steps.stateOf(id), deps.config.operatorAffiliates);
      const { found, end } = await keptObjection(tenders, id, ask.body.objection);
      if (found === undefined || found.by.org !== asker.organisation || end?.decision === 'withdrawn') {
        throw fieldError('objection-unknown', '/objection');
      }
      const objection = { ...found, org: found.by.org, answeredAt: end?.answeredAt ?? null };
      const by = { org: asker.organisation, name: asker.name };
      const calendar = await steps.calendarAt(ask.at);
      const complaint = deps.id('complaint');
      const { text } = ask.body;
      const command = { type: 'fileComplaint', at: ask.at, calendar, complaint, objection, text, by } as const;
      return steps.carryOut(id, command, 'sales', ask, {
        retries: 4,
        answer: ({ state }) => {
          const filed = (state as Published).complaints.find(({ id: each }) => each === complaint);
          if (filed === undefined) throw new DomainError('not-found', 'not-found');
          const { org: _, ...open } = filed;
          return { status: 201, body: { ...open, text, filedAt: ask.at, mine: true, late: false } };
        },
      });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      method: 'get',
      path: `${one}/complaints`,
      access: 'public',
      params: tenderParams,
      query: listQuery,
      summary: '投诉列表 · Complaints',
      answers: { 200: { schema: pageOf(s.complaint), description: 'a page, oldest first' } },
    },
    async ({ actor, at, params: { id }, query, url }) => {
      const tender = maySee(actor, await steps.stateOf(id));
      const kinds = { kind: 'complaint', ended: 'complaint-end' };
      const page = await tenders.annexPage<KeptComplaint, object, ComplaintDecided['data']>(
        id,
        kinds,
        query,
        (kept, end) => complaintView(actor, tender, kept, end, at),
      );
      return pageAnswer(page, url);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: `${one}/complaints/{complaint}/decision`,
      params: s.complaintParams,
      summary: '处理投诉 · Decide a complaint',
      description:
        'The supervisor: accepted (with `suspends` the procedure pauses) or rejected, then upheld or dismissed.',
      body: s.complaintDecision,
      answers: { 200: { schema: s.complaint, description: 'decided' } },
    },
    async (ask) => {
      const { id, complaint } = ask.params;
      const as = maySupervise(ask.actor, await steps.stateOf(id));
      const kept = await tenders.annex<KeptComplaint>(id, 'complaint', complaint);
      if (kept === undefined) throw new DomainError('not-found', 'not-found');
      const { lot = null, ...decided } = ask.body;
      const command = { type: 'decideComplaint', at: ask.at, complaint, lot, ...decided } as const;
      const end = { complaint, lot, ...decided, decidedAt: ask.at };
      return steps.carryOut(id, command, as, ask, {
        answer: (after) => ({
          status: 200,
          body: complaintView(ask.actor, after.state as ExistingTender, kept, end, ask.at),
        }),
      });
    },
  );
}
