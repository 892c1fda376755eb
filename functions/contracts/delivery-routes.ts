import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { ActingRole } from '../../shared/kernel/actor.ts';
import { DomainError, type FieldError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Files } from '../../shared/ports/files.ts';
import { lastDay } from './agreement-state.ts';
import { type DeliveryUseDeps, tellCallOff } from './deem-acceptance.ts';
import type { DeliveryCommand } from './delivery.ts';
import { mayAccept, mayDeliver, mayListDeliveries, maySeeDelivery } from './delivery-access.ts';
import { checkType, documentKey } from './delivery-documents.ts';
import * as s from './delivery-schemas.ts';
import { deliveryView } from './delivery-views.ts';

export interface DeliveryDeps extends DeliveryUseDeps {
  readonly files: Files;
  id(kind: IdKind): string;
}

const tag = '交货与验收 Deliveries';
const forUsers = { tag, access: 'user' } as const;
const answers = { 200: { schema: s.delivery, description: 'the delivery' } };
const listed = { 200: { schema: pageOf(s.summary), description: 'a page' } };
/** How often a lost race is decided again: a call-off that ended meanwhile takes no delivery, whatever was read of it. */
const retries = 4;

type Step = Pick<Ask<unknown, unknown, unknown>, 'cause' | 'claim' | 'ifMatch' | 'at'>;

/** Deliveries of call-offs: told by the supplier, accepted or rejected by the buyer, taken back. */
export function deliveryRoutes(app: Router, http: HttpDeps, deps: DeliveryDeps): void {
  const { deliveries, callOffs, files } = deps;

  const callOffOf = async (id: string) => (await callOffs.load(id, { consistent: true })).state;
  async function agreementOf(id: string) {
    const { state } = await deps.agreements.load(id, { consistent: true });
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    return state;
  }
  const stateOf = async (id: string) => (await deliveries.load(id, { consistent: true })).state;

  async function carryOut(
    id: string,
    command: DeliveryCommand,
    as: ActingRole,
    { cause, claim, ifMatch, at }: Step,
    extra: Partial<Answer> = {},
  ): Promise<Answer> {
    const answer = ({ state, version }: Awaited<ReturnType<typeof deliveries.load>>): Answer => {
      const { status = 200, headers } = extra;
      return { status, body: deliveryView(id, state, at), headers: { ...etag(version), ...headers } };
    };
    const outcome = await deliveries.handle(id, command, cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: '/v1/call-offs/{id}/delivery-documents',
      params: s.ofCallOff,
      summary: '上传随货资料 · Where to upload a document of a delivery',
      description:
        'By the supplier’s sales or admins. PUT the content to `upload.url` with its headers, then name it by its `sha256` in a delivery. The same content again has the same place.',
      body: s.fileInput,
      answers: { 201: { schema: s.upload, description: 'where to upload' } },
      keepsItsOwnAnswer: true,
    },
    async ({ actor, at, params: { id }, body }) => {
      mayDeliver(actor, await callOffOf(id));
      checkType(body);
      const upload = await files.presignUpload(documentKey(id, body.sha256), body, at);
      return { status: 201, body: { sha256: body.sha256, upload } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: '/v1/call-offs/{id}/deliveries',
      params: s.ofCallOff,
      summary: '登记交货 · Tell of a delivery',
      description:
        'By the supplier’s sales or admins, for a confirmed call-off. Pieces and weighed mass are kept apart: what was ordered by pieces, by length or on the theoretical basis counts as pieces, what was ordered as weighed counts by the ticket. More than the line and the agreement’s tolerance is `over-delivery`; a ticket told before is `ticket-repeated`. Papers that should come with the goods and did not are flagged.',
      body: s.deliveryInput,
      answers: { 201: { schema: s.delivery, description: 'told' } },
    },
    async (ask) => {
      const { id: callOff } = ask.params;
      const order = await callOffOf(callOff);
      const as = mayDeliver(ask.actor, order);
      const { lines, deliveredAt = ask.at } = ask.body;
      await checkUploaded(callOff, lines);
      const agreement = await agreementOf(maySeeDelivery(ask.actor, order).agreement);
      const id = deps.id('delivery');
      const on = { callOff, order, until: lastDay(agreement), terms: agreement.terms };
      const command = { type: 'deliver', at: ask.at, deliveredAt, ...on, lines } as const;
      return carryOut(id, command, as, ask, { status: 201, headers: { Location: `/v1/deliveries/${id}` } });
    },
  );

  /** @throws `document-missing` at each document whose content is not there */
  async function checkUploaded(
    callOff: string,
    lines: readonly { readonly documents: readonly { readonly name: string; readonly sha256: string }[] }[],
  ): Promise<void> {
    const named = lines.flatMap(({ documents }, line) =>
      documents.map((document, at) => ({ ...document, pointer: `/lines/${line}/documents/${at}` })),
    );
    const hashes = [...new Set(named.map(({ sha256 }) => sha256))];
    const sizes = await Promise.all(hashes.map((sha256) => files.size(documentKey(callOff, sha256))));
    const there = new Set(hashes.filter((_, at) => sizes[at] !== undefined));
    const faults = named.flatMap(({ sha256, name, pointer }): FieldError[] =>
      there.has(sha256) ? [] : [{ pointer, code: 'document-missing', params: { name } }],
    );
    const [first] = faults;
    if (first !== undefined) throw new DomainError('rule', 'document-missing', first.params, faults);
  }

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: '/v1/deliveries/{id}/acceptance',
      params: s.ofDelivery,
      summary: '验收 · Accept or reject a delivery',
      description:
        'By the buyer’s purchasers, until `acceptBy`; after it the delivery counts as accepted. Accepted and rejected of each line sum to what was counted, a rejection has its reason, and what is rejected may be delivered again. Bulk cement is settled by the note within 3 ‰ and by `received` beyond it, where the agreement says so.',
      body: s.acceptanceInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await stateOf(id);
      const as = mayAccept(ask.actor, state);
      const answer = await carryOut(id, { type: 'accept', at: ask.at, ...ask.body }, as, ask);
      try {
        await tellCallOff(deps, id, await stateOf(id), ask.at);
      } catch (error) {
        // It is accepted; the stream tells the call-off.
        if (!(error instanceof DomainError)) throw error;
      }
      return answer;
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: '/v1/deliveries/{id}/return',
      params: s.ofDelivery,
      summary: '退货 · Rejected goods are taken back',
      description: 'By the supplier’s sales or admins, once something was rejected.',
      body: s.returnInput,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayDeliver(ask.actor, await stateOf(id));
      return carryOut(id, { type: 'returnGoods', at: ask.at, note: ask.body.note }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/deliveries/{id}',
      params: s.ofDelivery,
      summary: '查看交货 · Read a delivery',
      description: 'For its buyer, its supplier and the supervisor.',
      answers,
    },
    async ({ actor, at, params: { id } }) => {
      const { state, version } = await deliveries.load(id, { consistent: true });
      const body = deliveryView(id, maySeeDelivery(actor, state), at);
      // An acceptance that the clock has not noticed changes what is read, not the version.
      const headers = body.status === state.status ? etag(version) : { ETag: `W/"${version}"` };
      return { status: 200, body, headers };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/deliveries/{id}/documents/{sha256}',
      params: s.ofDocument,
      summary: '下载随货资料 · Where to download a document',
      description: 'An address that is good for fifteen minutes; the file is saved, not shown.',
      answers: { 200: { schema: s.download, description: 'where to download' } },
    },
    async ({ actor, at, params: { id, sha256 } }) => {
      const { lines } = maySeeDelivery(actor, await stateOf(id));
      const document = lines.flatMap(({ documents }) => documents).find((each) => each.sha256 === sha256);
      if (document === undefined) throw new DomainError('not-found', 'not-found');
      return { status: 200, body: await files.presignDownload(document.key, document.name, at) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/deliveries/{id}/log',
      params: s.ofDelivery,
      query: s.pages,
      summary: '交货日志 · The log of a delivery',
      description: 'For its parties and the supervisor: each event as it was hashed, and the hash.',
      answers: { 200: { schema: pageOf(s.logged), description: 'a page, oldest first' } },
    },
    async ({ actor, params: { id }, query, url }) => {
      maySeeDelivery(actor, await stateOf(id));
      return pageAnswer(await deliveries.log(id, query), url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/call-offs/{id}/deliveries',
      params: s.ofCallOff,
      query: s.pages,
      summary: '订单的交货 · Deliveries of a call-off',
      description: 'For its parties and the supervisor, in the order in which they were told.',
      answers: listed,
    },
    async ({ actor, at, params: { id }, query, url }) => {
      maySeeDelivery(actor, await callOffOf(id));
      return pageAnswer(await deliveries.callOffPage(id, at, query), url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/agreements/{id}/deliveries',
      params: s.ofAgreement,
      query: s.pages,
      summary: '协议下本单位的交货 · Own deliveries under an agreement',
      description: 'Those that one’s organisation makes or is made, the latest first; none where it is no party.',
      answers: listed,
    },
    async ({ actor, at, params: { id }, query, url }) =>
      pageAnswer(await deliveries.partyPage(id, mayListDeliveries(actor), at, query), url),
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: '/v1/deliveries',
      query: s.pages,
      summary: '待验收 · What waits for my acceptance',
      description: 'Deliveries to one’s organisation that it may still accept or reject, the first to end first.',
      answers: listed,
    },
    async ({ actor, at, query, url }) => pageAnswer(await deliveries.waiting(mayListDeliveries(actor), at, query), url),
  );
}
