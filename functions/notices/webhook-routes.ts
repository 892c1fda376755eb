import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { secretText } from '../../shared/ports/webhook-signature.ts';
import { mayStandAt } from '../../shared/ports/webhooks.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { mayConnect } from './access.ts';
import { type NoticeAsk, type NoticeDeps, retries } from './conduct.ts';
import * as s from './schemas.ts';
import type { Sending } from './sending.ts';
import { deliveryOf, noticeOf, pingDraft } from './tell.ts';
import * as view from './view-schemas.ts';
import { deliveryView, webhookView } from './views.ts';
import { checkEnabled, type WebhookCommand, type Webhooks, webhookOf } from './webhook.ts';
import { webhooksId } from './webhook-store.ts';

const tag = 'Webhook';
const one = '/v1/webhooks/{id}';
const forAdmins = { tag, access: 'user', params: s.ofWebhook } as const;
const begun = { 202: { schema: view.begun, description: 'it is on its way' } };

/** Webhooks of an organisation, by its admins: signed as Standard Webhooks 1.0.0 says. */
export function webhookRoutes(app: Router, http: HttpDeps, deps: NoticeDeps): void {
  const { webhooks, sendings, dispatches, noticeSecrets } = deps;

  const present = async (organisation: string): Promise<Webhooks> =>
    (await webhooks.load(webhooksId(organisation), { consistent: true })).state;

  async function carryOut(
    organisation: string,
    command: WebhookCommand,
    { cause, claim }: NoticeAsk,
    answer: (state: Webhooks) => Answer,
  ): Promise<Answer> {
    const options = { claim, answer: ({ state }: { state: Webhooks }) => answer(state), retries };
    const outcome = await webhooks.handle(webhooksId(organisation), command, cause('admin'), options);
    return outcome.answer;
  }

  /** The secret is made again for whoever may see it now, and stands in no kept answer. */
  function reveal({ body, ...answer }: Answer): Answer {
    const { id, secret, ...shown } = body as { readonly id: string; readonly secret: number };
    return { ...answer, body: { id, ...shown, secret: secretText(noticeSecrets.webhookSecret(id, secret)) } };
  }

  const counted = (state: Webhooks, id: string) => {
    const webhook = webhookOf(state, id);
    return { ...webhookView(webhook), secret: webhook.secret };
  };

  async function begin(sending: Sending): Promise<Answer> {
    await dispatches.send({ dispatch: 'send', sending: sending.id });
    return { status: 202, body: { delivery: sending.id } };
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/webhooks',
      summary: '新增 Webhook · Add a webhook',
      description:
        'An https address on the public Internet, ten at most. The secret that signs is shown here alone. Each delivery names codes and where to read, never what is to be read.',
      body: s.webhookInput,
      answers: { 201: { schema: view.withSecret, description: 'added' } },
      reveal,
    },
    async (ask) => {
      const { sub: by, organisation } = mayConnect(ask.actor);
      const { url, topics } = ask.body;
      if (!mayStandAt(url, { loopback: deps.config.loopbackWebhooks ?? false })) {
        throw fieldError('webhook-address-refused', '/url');
      }
      const webhook = deps.id('webhook');
      const given = { organisation, url, topics: [...new Set(topics)], by };
      const command = { type: 'addWebhook', at: ask.at, webhook, ...given } as const;
      return carryOut(organisation, command, ask, (state) => ({ status: 201, body: counted(state, webhook) }));
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: '/v1/webhooks',
      summary: '查询 Webhook · List the webhooks',
      answers: { 200: { schema: view.webhookList, description: 'all of them' } },
    },
    async ({ actor }) => {
      const { webhooks: all } = await present(mayConnect(actor).organisation);
      return { status: 200, body: { items: all.map(webhookView) } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...forAdmins,
      method: 'get',
      path: one,
      summary: '查看 Webhook · Read a webhook',
      answers: { 200: { schema: view.webhook, description: 'the webhook' } },
    },
    async ({ actor, params: { id } }) => ({
      status: 200,
      body: webhookView(webhookOf(await present(mayConnect(actor).organisation), id)),
    }),
  );

  endpoint(
    app,
    http,
    {
      ...forAdmins,
      method: 'delete',
      path: one,
      summary: '删除 Webhook · Remove a webhook',
      description: 'What still waits for it is dropped.',
      answers: { 204: { description: 'removed' } },
    },
    async (ask) => {
      const command = { type: 'removeWebhook', at: ask.at, webhook: ask.params.id } as const;
      return carryOut(mayConnect(ask.actor).organisation, command, ask, () => ({ status: 204, body: undefined }));
    },
  );

  endpoint(
    app,
    http,
    {
      ...forAdmins,
      method: 'post',
      path: `${one}/secret`,
      summary: '更换密钥 · Rotate the secret',
      description: 'For 24 hours deliveries are signed by the new secret and by the one before.',
      answers: { 200: { schema: view.withSecret, description: 'the new secret' } },
      reveal,
    },
    async (ask) => {
      const { id } = ask.params;
      const command = { type: 'rotateSecret', at: ask.at, webhook: id } as const;
      const answer = (state: Webhooks) => ({ status: 200, body: counted(state, id) });
      return carryOut(mayConnect(ask.actor).organisation, command, ask, answer);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forAdmins,
      method: 'post',
      path: `${one}/enablement`,
      summary: '重新启用 · Enable a disabled webhook',
      description: 'What was given up stays so: redeliver it.',
      answers: { 200: { schema: view.webhook, description: 'enabled' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const command = { type: 'enableWebhook', at: ask.at, webhook: id } as const;
      const answer = (state: Webhooks) => ({ status: 200, body: webhookView(webhookOf(state, id)) });
      return carryOut(mayConnect(ask.actor).organisation, command, ask, answer);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forAdmins,
      method: 'post',
      path: `${one}/ping`,
      summary: '发送测试 · Send a test',
      answers: begun,
      keepsItsOwnAnswer: true,
    },
    async ({ actor, at, claim, params: { id } }) => {
      const { organisation } = mayConnect(actor);
      checkEnabled(webhookOf(await present(organisation), id));
      // The same key is the same test.
      const sending =
        claim === undefined
          ? deps.id('sending')
          : derivedId('sending', sha256(new TextEncoder().encode(`ping ${claim.scope}`)));
      const notice = noticeOf(pingDraft(`/v1/webhooks/${id}`), { id: sending, at });
      const delivery = deliveryOf(notice, organisation, id, at, sending);
      await sendings.add(delivery);
      return begin(delivery);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forAdmins,
      method: 'get',
      path: `${one}/deliveries`,
      query: s.page,
      summary: '投递记录 · Recent deliveries and how they went',
      description: 'Of the last month, newest first; `given-up` ones are tried no more.',
      answers: { 200: { schema: pageOf(view.delivery), description: 'a page' } },
    },
    async ({ actor, at, url, query, params: { id } }) => {
      webhookOf(await present(mayConnect(actor).organisation), id);
      const page = await sendings.ofWebhook(id, at, query);
      return pageAnswer({ ...page, items: page.items.map(deliveryView) }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      ...forAdmins,
      params: s.ofDelivery,
      method: 'post',
      path: `${one}/deliveries/{delivery}/redelivery`,
      summary: '重新投递 · Deliver again',
      description:
        'Under the same `webhook-id`, so that the receiver knows it; one that still waits is left to its turn.',
      answers: begun,
      keepsItsOwnAnswer: true,
    },
    async ({ actor, at, params: { id, delivery } }) => {
      checkEnabled(webhookOf(await present(mayConnect(actor).organisation), id));
      const kept = await sendings.load(delivery);
      if (kept?.sending.kind !== 'webhook' || kept.sending.webhook !== id) {
        throw new DomainError('not-found', 'not-found');
      }
      if (kept.sending.state === 'waiting') return begin(kept.sending);
      const again: Sending = { ...kept.sending, state: 'waiting', nextAt: at, attempts: [] };
      if ((await sendings.change(kept, again)) === undefined) throw new DomainError('conflict', 'concurrent-change');
      return begin(again);
    },
  );
}
