import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { type Actor, membershipOf } from '../../shared/kernel/actor.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayLead, maySeeAgreement } from './access.ts';
import type { Agreement, AgreementCommand } from './agreement.ts';
import { moveQuota } from './move-quota.ts';
import * as s from './schemas.ts';
import type { AgreementStore } from './store.ts';
import * as v from './view-schemas.ts';
import { agreementView } from './views.ts';

const tag = '框架协议 Framework agreements';
const one = { tag, params: s.ofAgreement, access: 'user' } as const;
/** How often a lost race is decided again: what the lead decides is as right after it. */
const retries = 3;

type Led = Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch' | 'at'>;

/** Framework agreements: read by their parties, led by the lead buyer. */
export function agreementRoutes(
  app: Router,
  http: HttpDeps,
  { agreements }: { readonly agreements: AgreementStore },
): void {
  const load = (id: string) => agreements.load(id, { consistent: true });

  async function viewed(id: string, actor: Actor, at: string): Promise<Answer> {
    const { state, version } = await load(id);
    const reader = maySeeAgreement(actor, state);
    const body = agreementView(id, reader, await agreements.shares(id), at);
    return { status: 200, body, headers: etag(version) };
  }

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/agreements',
      summary: '协议列表 · List agreements',
      description:
        'Those of the own organisation as buyer, supplier or lead, the newest first; `behind=true` those of which the last monthly check found deliveries behind the time.',
      tag,
      access: 'user',
      query: s.agreementFilter,
      answers: { 200: { schema: pageOf(v.agreementListed), description: 'a page' } },
    },
    async ({ actor, at, url, query: { limit, cursor, as, status, behind } }) => {
      const { organisation } = membershipOf(actor);
      const page = await agreements.list(
        organisation,
        (listed) =>
          (as === undefined || listed.as.includes(as)) &&
          (status === undefined || listed.status === status) &&
          (behind === undefined || listed.behind === (behind === 'true')),
        at,
        { limit, cursor },
      );
      return pageAnswer(page, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'get',
      path: '/v1/agreements/{id}',
      summary: '查看协议 · Read an agreement',
      description:
        "For its parties, the lead and the supervisor. Who is awarded what at which price is public with the award, so that every party sees all of it; what is called off, held and behind is its two parties', the lead's and the supervisor's.",
      answers: { 200: { schema: v.agreementView, description: 'the agreement' } },
    },
    ({ actor, params: { id }, at }) => viewed(id, actor, at),
  );

  /** Carries out a command of the lead's. */
  async function led(id: string, command: AgreementCommand, ask: Led): Promise<Answer> {
    mayLead(ask.actor, (await load(id)).state);
    const shares = await agreements.shares(id);
    const answer = ({ state, version }: { readonly state: Agreement; readonly version: number }): Answer => ({
      status: 200,
      body: agreementView(id, maySeeAgreement(ask.actor, state), shares, ask.at),
      headers: etag(version),
    });
    const { claim, ifMatch } = ask;
    const outcome = await agreements.handle(id, command, ask.cause('purchaser'), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  const answers = { 200: { schema: v.agreementView, description: 'the agreement' } };

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: '/v1/agreements/{id}/reserves',
      summary: '启用备选供应商 · Activate a reserve',
      description:
        "By the lead's purchaser: `to` takes the place of `from` in a lot, and what is left of its quota, account by account; `moving` says that this still goes on. What comes back of earlier call-offs follows. Call-offs already placed stay with whom they were asked of.",
      body: s.activationInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      await led(id, { type: 'activate', at: ask.at, ...ask.body }, ask);
      await moveQuota({ agreements }, id, ask.cause('purchaser'));
      return viewed(id, ask.actor, ask.at);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: '/v1/agreements/{id}/roll-over',
      summary: '结转 · Roll an agreement over',
      description:
        "By the lead's purchaser, before the term ends, where the documents allow it (`terms.rollOver`): what is left may be called off until the day that they name.",
      body: s.reasonInput,
      answers,
    },
    (ask) => led(ask.params.id, { type: 'rollOver', at: ask.at, ...ask.body }, ask),
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: '/v1/agreements/{id}/termination',
      summary: '终止协议 · Terminate an agreement',
      description:
        "By the lead's purchaser, with the reason. Nothing more is called off or signed; what was placed is answered, delivered and paid.",
      body: s.reasonInput,
      answers,
    },
    (ask) => led(ask.params.id, { type: 'terminate', at: ask.at, ...ask.body }, ask),
  );
}
