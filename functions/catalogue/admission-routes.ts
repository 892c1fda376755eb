import { category } from '../../shared/commodity/category.ts';
import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayPublish } from './access.ts';
import type { Admission, AdmissionCommand } from './admission.ts';
import { mayDecide, mayPursue, maySeeAdmission, mayWatch } from './admission-access.ts';
import * as s from './admission-schemas.ts';
import { admissionView } from './admission-views.ts';
import { criteriaOf, rules } from './criteria.ts';
import { productNow, type ReviewDeps } from './review-admission.ts';
import { ofProduct } from './schemas.ts';

export interface AdmissionDeps extends ReviewDeps {
  id(kind: IdKind): string;
  pseudonym(sub: string): string;
}

const tag = '采购目录 Procurement catalogue';
const path = '/v1/products/{id}/admission';
const one = { tag, params: ofProduct, access: 'user' } as const;
const answers = { 200: { schema: s.admissionView, description: 'the admission, whole' } };
/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

/** Admission of products to the procurement catalogue: criteria, application, decision, appeal. */
export function admissionRoutes(app: Router, http: HttpDeps, deps: AdmissionDeps): void {
  const { admissions, products } = deps;

  const present = async (product: string) => (await products.load(product, { consistent: true })).state;

  /** The newest application of a product. */
  async function newest(product: string) {
    const id = await admissions.latest(product);
    if (id === undefined) throw new DomainError('not-found', 'not-found');
    return admissions.load(id, { consistent: true });
  }

  /** Carries out a command; the whole admission as it then is, is kept with the request's claim. */
  async function carryOut(
    id: string,
    command: AdmissionCommand,
    as: ActingRole,
    { cause, claim, ifMatch, at }: Pick<Ask<unknown, unknown, unknown>, 'cause' | 'claim' | 'ifMatch' | 'at'>,
    extra: Partial<Answer> = {},
  ): Promise<Answer> {
    const answer = ({ state, version }: { state: Admission; version: number }): Answer => {
      const { admission } = maySeeAdmission(cause(as).actor, state);
      const { status = 200, headers } = extra;
      const body = admissionView(id, admission, at, { whole: true });
      return { status, body, headers: { ...etag(version), ...headers } };
    };
    const outcome = await admissions.handle(id, command, cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/catalogue/categories/{code}/criteria',
      summary: '入库条件 · Criteria of admission',
      description:
        'What a product of the category must show to be admitted to the procurement catalogue, each with its source. The same for every supplier; none asks where goods or suppliers come from.',
      tag,
      access: 'public',
      params: s.ofCategory,
      answers: { 200: { schema: s.criteriaView, description: 'the criteria' } },
    },
    async ({ params: { code } }) => {
      const found = category(code);
      if (found === undefined) throw new DomainError('not-found', 'not-found');
      const standards = found.standards.map(({ number, title, from, to, verified }) => ({
        number,
        title,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        verified,
      }));
      const body = { category: code, criteria: criteriaOf(code), standards, rules };
      return { status: 200, body, headers: { 'Cache-Control': 'public, max-age=300' } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path,
      summary: '申请入库 · Apply for admission',
      description:
        'By the sales of a verified supplier, for a published product. The checklist is made from the listing; when required evidence is missing it is `admission-incomplete`, with each criterion that is not met. An operator decides within 10 working days. A product has one open application or admission at a time; after a refusal one may apply anew, which gives up the appeal.',
      body: s.application,
      answers: { 201: { schema: s.admissionView, description: 'applied' } },
    },
    async (ask) => {
      const { id: product } = ask.params;
      const state = await present(product);
      const { organisation, name, uscc } = mayPublish(ask.actor, state);
      const command = {
        type: 'apply',
        at: ask.at,
        product,
        supplier: { id: organisation, name, uscc },
        standard: ask.body.standard,
        now: productNow(state, ask.at),
      } as const;
      const headers = { Location: `/v1/products/${product}/admission` };
      return carryOut(deps.id('admission'), command, 'sales', ask, { status: 201, headers });
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'get',
      path,
      access: 'public',
      summary: '查看入库情况 · Read an admission',
      description:
        "The product's newest. Public from the decision on: status, decision and reasons. Whole for the supplier's own, operators and supervisors.",
      answers: { 200: { schema: s.admissionView, description: 'the admission' } },
    },
    async ({ actor, params, at }) => {
      const { id, state, version } = await newest(params.id);
      const { whole, admission } = maySeeAdmission(actor, state);
      const now = productNow(await present(params.id), at);
      const body = admissionView(id, admission, at, { whole, now });
      // A lapse that the clock has not noticed changes what is read, not the version.
      const headers = body.status === state.status ? etag(version) : { ETag: `W/"${version}"` };
      return { status: 200, body, headers };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/decision`,
      summary: '审核决定 · Decide on an application or an appeal',
      description:
        'By an operator. Each reason names a criterion; a refusal gives one at least, of required criteria only. An appeal is decided by another person than the refusal, and finally.',
      body: s.decisionInput,
      answers,
    },
    async (ask) => {
      const { id, state } = await newest(ask.params.id);
      const by = deps.pseudonym(mayDecide(ask.actor, state));
      const now = productNow(await present(ask.params.id), ask.at);
      return carryOut(id, { type: 'decide', at: ask.at, now, by, ...ask.body }, 'operator', ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'post',
      path: `${path}/appeal`,
      summary: '申诉 · Appeal against a refusal',
      description: "By the supplier's sales, once, within 5 working days of the refusal.",
      body: s.appealInput,
      answers,
    },
    async (ask) => {
      const { id, state } = await newest(ask.params.id);
      const as = mayPursue(ask.actor, state);
      return carryOut(id, { type: 'appeal', at: ask.at, grounds: ask.body.grounds }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      method: 'delete',
      path,
      summary: '退出采购目录 · Withdraw an application or admission',
      description: "By the supplier's sales. Versions of the catalogue that are published keep their entry.",
      answers,
    },
    async (ask) => {
      const { id, state } = await newest(ask.params.id);
      const as = mayPursue(ask.actor, state);
      return carryOut(id, { type: 'withdraw', at: ask.at }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/admissions',
      summary: '待审核列表 · What waits for a decision',
      description: 'For operators and supervisors: applications and appeals, the first due first; or only the overdue.',
      tag,
      access: 'user',
      query: s.watched,
      answers: { 200: { schema: pageOf(s.waitingView), description: 'a page' } },
    },
    async ({ actor, query: { limit, cursor, status }, at, url }) => {
      mayWatch(actor);
      return pageAnswer(await admissions.waiting(at, status === 'overdue', { limit, cursor }), url);
    },
  );
}
