import { describe, expect, it } from 'vitest';
import { timedId } from '../../functions/notices/notice.ts';
import { tick } from '../../functions/tick.ts';
import { instant } from '../../shared/kernel/time.ts';
import { everything } from '../support/scan.ts';
import {
  confirmed,
  eventsOf,
  happened,
  inbox,
  matchesKept,
  outcome,
  pass,
  react,
  send,
  settings,
  someId,
  subscriptionOf,
  tellOfSubscription,
  two,
  world,
} from './support.ts';

describe('mail', () => {
  it('waits for the digest and the end of quiet hours, and for a clock that is late', async () => {
    const t = await world();
    const [builder] = await two(t);
    await confirmed(t, builder, 'lin@builder.example');
    const quietHours = { from: '20:00', to: '09:30' };
    await settings(t, builder, {
      topics: { matches: { email: true } },
      digest: { mode: 'daily', hour: 8 },
      quietHours,
    });
    const tell = async () =>
      react(t, await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst'))));
    await tell();
    await pass(t, 'PT3H');
    await tell();
    expect(t.outside.mails).toHaveLength(1);
    // The hour of the digest lies in quiet hours: 09:30 of the next day.
    await pass(t, 'PT20H');
    expect(t.outside.mails).toHaveLength(1);
    await pass(t, 'PT1H30M');
    expect(t.outside.mails).toHaveLength(2);
    expect(t.outside.mails[1]?.subject).toBe('【集采】2 条通知');

    await settings(t, builder, { topics: { matches: { email: true } }, digest: { mode: 'hourly' }, quietHours });
    await tell();
    // The clock comes by in quiet hours only, then long after.
    await pass(t, 'PT12H');
    expect(t.outside.mails).toHaveLength(2);
    await pass(t, 'PT18H');
    expect(t.outside.mails).toHaveLength(3);
    await pass(t, 'P3D');
    expect(t.outside.mails).toHaveLength(3);
  });

  it('wants an address that confirmed, by a code that is stored nowhere and good for some tries', async () => {
    const t = await world();
    const [builder] = await two(t);
    const path = '/v1/notification-settings/email';
    const as = { as: builder.sub };
    const give = (body: object = {}) =>
      t.call('POST', path, { address: 'lin@builder.example', consent: '1', ...body }, as);
    expect(outcome(await give({ consent: '0' }))).toEqual([422, 'consent-outdated']);
    for (const address of ['a b@c.cn', 'a@b', 'x@y.cn\r\nBcc: z@y.cn', '林@y.cn']) {
      expect(outcome(await give({ address }))[1]).toBe('email-invalid');
    }
    expect(outcome(await t.call('POST', `${path}/confirmation`, { code: '000000' }, as))).toEqual([
      409,
      'no-code-waits',
    ]);
    expect((await give()).status).toBe(202);
    await tellOfSubscription(t, builder);
    await tellOfSubscription(t, builder);
    expect(t.outside.mails).toHaveLength(1);
    const code = t.outside.mails[0]?.text.match(/\d{6}/)?.[0] ?? '';
    expect(await everything(t.db)).not.toContain(code);
    expect(t.outside.mails[0]?.unsubscribe).toBeUndefined();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const confirm = (given: string) => t.call('POST', `${path}/confirmation`, { code: given }, as);
    for (let tries = 0; tries < 5; tries += 1) expect(outcome(await confirm(wrong))).toEqual([422, 'code-wrong']);
    expect(outcome(await confirm(code))).toEqual([422, 'code-used-up']);
    for (let codes = 1; codes < 5; codes += 1) expect((await give()).status).toBe(202);
    expect(outcome(await give())).toEqual([429, 'too-many-codes']);
    await tellOfSubscription(t, builder);
    // Of five codes that were asked for the last is the one that counts: only it is sent.
    expect(t.outside.mails).toHaveLength(2);
    const last = t.outside.mails[1]?.text.match(/\d{6}/)?.[0] ?? '';
    t.clock.now += 31 * 60_000;
    expect(outcome(await confirm(last))).toEqual([422, 'code-expired']);
    t.clock.now += 86_400_000;
    await confirmed(t, builder, 'lin@builder.example');
    const { body } = await t.call('GET', '/v1/notification-settings', undefined, as);
    expect(body.email).toMatchObject({ address: 'lin@builder.example', consent: '1' });
    const log = await eventsOf(t, 'subscription', subscriptionOf(t, builder));
    expect(JSON.stringify(log)).not.toContain('lin@builder');
    expect(JSON.stringify(t.logged)).not.toMatch(/lin@builder|whsec/);
  });

  it('ends with the click of its link, without a login, and looking at the page ends nothing', async () => {
    const t = await world();
    const [builder] = await two(t);
    await confirmed(t, builder, 'lin@builder.example');
    await settings(t, builder, { topics: { matches: { email: true } } });
    const tell = async () =>
      react(t, await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst'))));
    await tell();
    await pass(t, 'PT2M');
    const link = t.outside.mails.at(-1)?.unsubscribe ?? '';
    expect(t.outside.mails.at(-1)?.text).toContain(link);
    const { pathname, search } = new URL(link);
    const page = await t.app.request(pathname + search);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const forged = `${search.slice(0, -1)}${search.endsWith('0') ? '1' : '0'}`;
    expect((await t.app.request(pathname + forged, { method: 'POST' })).status).toBe(403);
    expect((await t.call('GET', '/v1/notification-settings', undefined, { as: builder.sub })).body.email).toBeDefined();
    await tell();
    const click = {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    };
    for (let clicks = 0; clicks < 2; clicks += 1)
      expect((await t.app.request(pathname + search, click)).status).toBe(200);
    const { body } = await t.call('GET', '/v1/notification-settings', undefined, { as: builder.sub });
    expect([body.email, body.topics]).toEqual([undefined, { matches: { email: false } }]);
    // What waited is not sent; the inbox has it.
    await pass(t, 'PT5M');
    expect(t.outside.mails).toHaveLength(2);
    expect(await inbox(t, builder.sub)).toHaveLength(2);
  });

  it('that is given up ends until the address confirms again', async () => {
    const t = await world();
    const [builder] = await two(t);
    await confirmed(t, builder, 'lin@builder.example');
    await settings(t, builder, { topics: { matches: { email: true } } });
    await react(t, await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst'))));
    let tries = 0;
    t.outside.faults.mail = () => {
      tries += 1;
      throw new Error('SES is away');
    };
    for (let passes = 0; passes < 12; passes += 1) await pass(t, 'P2D');
    expect(tries).toBe(10);
    const { body } = await t.call('GET', '/v1/notification-settings', undefined, { as: builder.sub });
    expect(body.email.failedAt).toBeDefined();
    t.outside.faults = {};
    await pass(t, 'P1D');
    expect(t.outside.mails).toHaveLength(1);
  });

  it('is sent once by two workers at once, and what comes while it is sent goes with the next', async () => {
    const t = await world();
    const [builder] = await two(t);
    await confirmed(t, builder, 'lin@builder.example');
    await settings(t, builder, { topics: { matches: { email: true } } });
    const post = someId('pst');
    await react(t, await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, post)));
    const [told] = await inbox(t, builder.sub);
    const sendAt = instant(t.clock.now + 60_000);
    t.clock.now += 60_000;
    await tick(t.deps);
    const late = { ...told, id: timedId('notice', instant(t.clock.now), 'late'), link: '/v1/posts/late/matches' };
    t.outside.faults.mail = async () => {
      t.outside.faults = {};
      await t.deps.inboxes.tell(subscriptionOf(t, builder), late, instant(t.clock.now), sendAt);
    };
    t.dispatches.push(...t.dispatches);
    await Promise.all([send(t), send(t)]);
    expect(t.outside.mails).toHaveLength(2);
    for (let passes = 0; passes < 3; passes += 1) await pass(t, 'PT3M');
    const links = t.outside.mails.slice(1).map(({ text }) => text.match(/\/v1\/posts\/\S+/g));
    expect(links).toEqual([[`/v1/posts/${post}/matches`], ['/v1/posts/late/matches']]);
  });
});
