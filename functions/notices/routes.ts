import { endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { mayBeTold, mayWithdraw } from './access.ts';
import { type After, checkMailOn, conduct, type NoticeDeps, retries } from './conduct.ts';
import { inboxRoutes } from './inbox-routes.ts';
import * as s from './schemas.ts';
import { subscriptionOf } from './secrets.ts';
import { unsubscribePage } from './unsubscribe-page.ts';
import * as view from './view-schemas.ts';
import { settingsView } from './views.ts';
import { checkWatches } from './watch.ts';
import { webhookRoutes } from './webhook-routes.ts';

const tag = '通知 Notices';
const path = '/v1/notification-settings';
const answers = { 200: { schema: view.settings, description: 'the settings' } };
const page = { 200: { description: 'a page for people' } };

/** What somebody wants to be told of (通知设置), and the address that mail goes to. */
export function noticeRoutes(app: Router, http: HttpDeps, deps: NoticeDeps): void {
  const { subscriptions, noticeSecrets } = deps;
  const { present, carryOut } = conduct(subscriptions);

  const answerFor =
    (organisation: string) =>
    ({ state, version }: After) => ({
      status: 200,
      body: settingsView(state, organisation),
      headers: etag(version),
    });

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path,
      summary: '查看通知设置 · Read the notification settings',
      description: "One's own, for the organisation that one acts for.",
      answers,
    },
    async ({ actor }) => {
      const { sub, organisation } = mayBeTold(actor);
      return answerFor(organisation)(await present(sub, organisation));
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'put',
      path,
      summary: '设置通知 · Choose what to be told of',
      description:
        'As a whole: a topic that is left out is not asked for. Mail wants an address that was confirmed. `watches` are told under the topic `new-posts`.',
      body: s.settings,
      answers,
    },
    async (ask) => {
      const { sub, organisation, as } = mayBeTold(ask.actor);
      checkWatches(ask.body.watches);
      const command = { type: 'keepSettings', at: ask.at, sub, organisation, settings: ask.body } as const;
      return carryOut(subscriptions.idOf(sub, organisation), command, as, ask, answerFor(organisation));
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: `${path}/email`,
      summary: '填写邮箱并同意 · Give an address, with consent',
      description:
        'A code is sent there, good for 30 minutes; nothing else is before it comes back. Five codes a day at most. `consent` names the text that was agreed to.',
      body: s.emailInput,
      answers: { 202: { schema: view.requested, description: 'the code is on its way' } },
    },
    async (ask) => {
      const { sub, organisation, as } = mayBeTold(ask.actor);
      checkMailOn(deps.config);
      const command = {
        type: 'requestEmail',
        at: ask.at,
        sub,
        organisation,
        request: deps.id('request'),
        ...ask.body,
      } as const;
      return carryOut(subscriptions.idOf(sub, organisation), command, as, ask, ({ state }) => ({
        status: 202,
        body: settingsView(state, organisation).pending,
      }));
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: `${path}/email/confirmation`,
      summary: '确认邮箱 · Confirm the address',
      description: 'With the code of the mail. A wrong one counts: after five another code is to be asked for.',
      body: s.codeInput,
      answers,
    },
    async (ask) => {
      const { sub, organisation, as } = mayBeTold(ask.actor);
      const { state } = await present(sub, organisation);
      const pending = state.status === 'none' ? undefined : state.request;
      if (pending === undefined) throw new DomainError('conflict', 'no-code-waits');
      const right = ask.body.code === noticeSecrets.emailCode(pending.id, pending.address);
      const command = { type: 'confirmEmail', at: ask.at, request: pending.id, right } as const;
      const id = subscriptions.idOf(sub, organisation);
      if (right) return carryOut(id, command, as, ask, answerFor(organisation));
      // That it was wrong is counted first, then said.
      await subscriptions.handle(id, command, ask.cause(as), { retries });
      throw new DomainError('rule', 'code-wrong');
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'delete',
      path: `${path}/email`,
      summary: '撤回邮件同意 · Take back the consent to mail',
      description: 'No mail is sent from then on, and the address is forgotten; the inbox stays.',
      answers,
    },
    async (ask) => {
      const { sub, organisation, as } = mayWithdraw(ask.actor);
      const command = { type: 'withdrawEmail', at: ask.at, by: 'user' } as const;
      return carryOut(subscriptions.idOf(sub, organisation), command, as, ask, answerFor(organisation));
    },
  );

  const meant = (token: string): string => {
    const subscription = subscriptionOf(token, noticeSecrets);
    if (subscription === undefined) throw new DomainError('forbidden', 'unsubscribe-link-invalid');
    return subscription;
  };

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      secrets: true,
      path: '/v1/unsubscriptions',
      summary: '退订页 · The page behind the link of each mail',
      description: 'Looking at it changes nothing, as programs follow links too: its button does.',
      query: s.unsubscription,
      answers: page,
    },
    async ({ query: { token } }) => {
      meant(token);
      return unsubscribePage(token);
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'post',
      path: '/v1/unsubscriptions',
      summary: '一键退订 · End the mail with one click',
      description:
        'RFC 8058: the token of the mail is enough. The address is forgotten, as by `DELETE …/email`; again it is the same.',
      query: s.unsubscription,
      answers: page,
    },
    async ({ query: { token }, at, cause }) => {
      const command = { type: 'withdrawEmail', at, by: 'link' } as const;
      await subscriptions.handle(meant(token), command, cause('public'), { retries });
      return unsubscribePage();
    },
  );

  inboxRoutes(app, http, deps);
  webhookRoutes(app, http, deps);
}
