import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SubscriptionEvent, WebhookEvent } from '../../functions/notices/events.ts';
import { noticeSecrets, subscriptionOf } from '../../functions/notices/secrets.ts';
import { defaultSettings } from '../../functions/notices/settings.ts';
import { mailedTo, subscription } from '../../functions/notices/subscription.ts';
import { checkWatches, letsThrough, watchedScopes } from '../../functions/notices/watch.ts';
import { signingSecrets, webhooks } from '../../functions/notices/webhook.ts';
import { given, refusal } from '../support/given.ts';

const at = '2026-03-02T01:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
const whose = { sub: 'lin', organisation: 'org_1' };
const requested = (request = 'req_1', requestedAt = at): SubscriptionEvent => ({
  type: 'EmailRequested',
  v: 1,
  data: { organisation: 'org_1', request, consent: '1', requestedAt, expiresAt: later(30) },
  private: { address: 'lin@a.cn', sub: 'lin' },
});
const confirmed: SubscriptionEvent = {
  type: 'EmailConfirmed',
  v: 1,
  data: { request: 'req_1', consent: '1', confirmedAt: at },
};
const refused: SubscriptionEvent = { type: 'CodeRefused', v: 1, data: { request: 'req_1', refusedAt: at } };
const confirm = { type: 'confirmEmail', at: later(5), request: 'req_1', right: true } as const;
const withMail = { ...defaultSettings, topics: { matches: { email: true } } };

describe('a subscription', () => {
  it('records consent with its version and time, and takes it back', () => {
    given(subscription, requested())
      .when(confirm)
      .yields({
        type: 'EmailConfirmed',
        data: { consent: '1', confirmedAt: later(5) },
      });
    const { state, when } = given(subscription, requested(), confirmed);
    expect(mailedTo(state)?.address).toBe('lin@a.cn');
    when({ type: 'withdrawEmail', at, by: 'link' }).yields({ type: 'EmailWithdrawn', data: { by: 'link' } });
    const withdrawn: SubscriptionEvent = { type: 'EmailWithdrawn', v: 1, data: { by: 'link', withdrawnAt: at } };
    const after = given(subscription, requested(), confirmed, withdrawn);
    expect(JSON.stringify(after.state)).not.toContain('lin@a.cn');
    after.when({ type: 'withdrawEmail', at, by: 'link' }).changesNothing();
    given(subscription).when({ type: 'withdrawEmail', at, by: 'link' }).changesNothing();
  });

  it('is confirmed by the code of the newest request alone, in time, within five tries', () => {
    given(subscription, requested())
      .when({ ...confirm, right: false })
      .yields({ type: 'CodeRefused' });
    const tries = Array<SubscriptionEvent>(5).fill(refused);
    given(subscription, requested(), ...tries)
      .when(confirm)
      .refuses('code-used-up');
    given(subscription, requested(), requested('req_2')).when(confirm).refuses('no-code-waits');
    given(subscription, requested())
      .when({ ...confirm, at: later(30) })
      .refuses('code-expired');
    given(subscription, requested(), confirmed).when(confirm).refuses('no-code-waits');
  });

  it('sends five codes a day', () => {
    const five = Array.from({ length: 5 }, (_, n) => requested(`req_${n}`));
    const ask = {
      type: 'requestEmail',
      at: later(60),
      request: 'req_9',
      address: 'b@c.cn',
      consent: '1',
      ...whose,
    } as const;
    given(subscription, ...five)
      .when(ask)
      .refuses('too-many-codes');
    given(subscription, ...five)
      .when({ ...ask, at: later(24 * 60) })
      .yields({ type: 'EmailRequested' });
    given(subscription)
      .when({ ...ask, consent: '0' })
      .refuses('consent-outdated');
  });

  it('mails to a confirmed address alone, and not to one that failed until it confirms again', () => {
    const keep = { type: 'keepSettings', at, settings: withMail, ...whose } as const;
    given(subscription, requested()).when(keep).refuses('email-not-confirmed', '/topics/matches/email');
    given(subscription, requested(), confirmed).when(keep).yields({ type: 'SettingsKept' });
    const kept: SubscriptionEvent = {
      type: 'SettingsKept',
      v: 1,
      data: { organisation: 'org_1', settings: withMail, keptAt: at },
      private: { sub: 'lin' },
    };
    given(subscription, requested(), confirmed, kept).when(keep).changesNothing();
    const failed: SubscriptionEvent = { type: 'EmailFailed', v: 1, data: { failedAt: at } };
    const after = given(subscription, requested(), confirmed, failed);
    expect(mailedTo(after.state)).toBeUndefined();
    after.when({ type: 'failEmail', at }).changesNothing();
    expect(mailedTo(given(subscription, requested(), confirmed, failed, requested(), confirmed).state)).toBeDefined();
  });
});

describe('a watch', () => {
  it('of a family is of its categories; narrowed by side and county', () => {
    const scopes = watchedScopes([
      { kind: 'supply', category: 'steel' },
      { kind: 'processing', process: 'turning', side: 'wanted' },
    ]);
    expect([...scopes.keys()]).toEqual(
      expect.arrayContaining(['supply:steel.rebar', 'supply:steel.plate', 'processing:turning']),
    );
    const post = { kind: 'processing', side: 'wanted', subject: 'turning', division: '350404' };
    expect(letsThrough(scopes.get('processing:turning') ?? [], post)).toBe(true);
    expect(letsThrough(scopes.get('processing:turning') ?? [], { ...post, side: 'offered' })).toBe(false);
    expect(letsThrough([{ division: '350481' }], post)).toBe(false);
  });

  it('is of something that there is, and of forty subjects at most', () => {
    const code = (...watches: Parameters<typeof checkWatches>[0]) => refusal(() => checkWatches(watches)).code;
    expect(code({ kind: 'demand', category: 'steel.gold' })).toBe('category-unknown');
    expect(code({ kind: 'demand', process: 'turning' })).toBe('watch-without-subject');
    expect(code({ kind: 'supply', category: 'steel', side: 'wanted' })).toBe('watch-without-subject');
    const many = Array.from({ length: 41 }, (_, n) => ({ kind: 'processing' as const, process: `p${n}` }));
    expect(code(...many)).toBe('too-many-watches');
  });
});

describe('a webhook', () => {
  const added: WebhookEvent = {
    type: 'WebhookAdded',
    v: 1,
    data: { organisation: 'org_1', webhook: 'w', topics: ['matches'], addedAt: at },
    private: { url: 'https://a.example.cn', by: 'lin' },
  };
  const rotated: WebhookEvent = {
    type: 'SecretRotated',
    v: 1,
    data: { webhook: 'w', secret: 2, previousUntil: later(1440), rotatedAt: at },
  };

  it('signs with both secrets for a day', () => {
    given(webhooks, added).when({ type: 'rotateSecret', at, webhook: 'w' }).yields({ data: rotated.data });
    const [webhook] = given(webhooks, added, rotated).state.webhooks;
    if (webhook === undefined) throw new Error('no webhook');
    expect([signingSecrets(webhook, at), signingSecrets(webhook, later(1440))]).toEqual([[2, 1], [2]]);
  });

  it('that is not there is not found, and one is disabled once', () => {
    for (const type of ['removeWebhook', 'rotateSecret', 'enableWebhook'] as const) {
      given(webhooks, added).when({ type, at, webhook: 'v' }).refuses('not-found');
    }
    const disable = { type: 'disableWebhook', at, webhook: 'w', reason: 'failing' } as const;
    given(webhooks, added)
      .when(disable)
      .yields({ data: { organisation: 'org_1', reason: 'failing' } });
    const data = { organisation: 'org_1', webhook: 'w', reason: 'failing', disabledAt: at } as const;
    given(webhooks, added, { type: 'WebhookDisabled', v: 1, data }).when(disable).changesNothing();
  });
});

it('a token ends the mail of its own subscription, and no other text does', () => {
  const secrets = noticeSecrets((text) => createHash('sha256').update(text).digest());
  const token = secrets.unsubscribeToken('sub_1');
  expect(subscriptionOf(token, secrets)).toBe('sub_1');
  for (const other of ['', 'sub_1', `${token}0`, token.slice(0, -1), token.replace('sub_1', 'sub_2')]) {
    expect(subscriptionOf(other, secrets)).toBeUndefined();
  }
  expect(secrets.emailCode('r', 'a@b.cn')).toMatch(/^\d{6}$/);
});
