import { beforeEach, describe, expect, it } from 'vitest';
import { webhooksId } from '../../functions/notices/webhook-store.ts';
import { tick } from '../../functions/tick.ts';
import type { Posting } from '../../shared/ports/webhooks.ts';
import { atCall, everyFault, faulty } from '../support/faulty.ts';
import { everything } from '../support/scan.ts';
import { type Party, party } from '../support/world.ts';
import {
  confirmed,
  eventsOf,
  happened,
  inbox,
  matchesKept,
  outcome,
  pass,
  react,
  rebuilt,
  send,
  settings,
  signedBy,
  someId,
  two,
  type World,
  world,
} from './support.ts';

const url = 'http://127.0.0.1:9/hooks';
const ids = (postings: readonly Posting[]) => postings.map(({ headers }) => headers['webhook-id']);

let t: World;
let builder: Party;
let mill: Party;
beforeEach(async () => {
  t = await world();
  [builder, mill] = await two(t);
});

const as = () => ({ as: builder.sub });
const call = (method: string, path: string, body?: unknown, options: object = as()) =>
  t.call(method, path, body, options);
const added = async () => (await call('POST', '/v1/webhooks', { url, topics: ['matches'] })).body;
const tell = async () =>
  react(t, await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst'))));

describe('a webhook', () => {
  it('has a secret that is shown once, stored nowhere, and rotated with both signing for a day', async () => {
    const options = { ...as(), headers: { 'Idempotency-Key': 'k' } };
    const first = await call('POST', '/v1/webhooks', { url, topics: ['matches'] }, options);
    expect([first.status, (await call('POST', '/v1/webhooks', { url, topics: ['matches'] }, options)).body]).toEqual([
      201,
      first.body,
    ]);
    const { id, secret } = first.body;
    expect((await call('GET', '/v1/webhooks')).body.items).toEqual([
      { id, url, topics: ['matches'], addedAt: first.body.addedAt },
    ]);
    const rotated = await call('POST', `/v1/webhooks/${id}/secret`);
    expect(rotated.body.previousSecretUntil).toBe('2026-03-03T01:00:00.000Z');
    expect(rotated.body.secret).not.toBe(secret);
    const kept = await everything(t.db);
    for (const each of [secret, rotated.body.secret]) {
      expect(kept).not.toContain(each);
      expect(kept).not.toContain(each.slice('whsec_'.length));
    }
    expect(JSON.stringify(t.logged)).not.toMatch(/whsec|127\.0\.0\.1/);
    await tell();
    await send(t);
    t.clock.now += 86_400_000;
    await call('POST', `/v1/webhooks/${id}/ping`);
    await send(t);
    const signed = t.outside.postings.map((each) => [signedBy(secret, each), signedBy(rotated.body.secret, each)]);
    expect(signed).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(JSON.parse(t.outside.postings[1]?.body ?? '')).toMatchObject({ type: 'webhooks.ping' });
  });

  it('stands at a public https address, ten at most', async () => {
    for (const bad of [
      'http://erp.example.cn/',
      'https://10.0.0.1/',
      'https://a:b@erp.example.cn/',
      'https://intranet/',
      'ftp://erp.example.cn',
      'no address',
    ]) {
      expect(outcome(await call('POST', '/v1/webhooks', { url: bad, topics: ['matches'] }))).toEqual([
        422,
        'webhook-address-refused',
      ]);
    }
    for (let n = 0; n < 10; n += 1) await added();
    expect(outcome(await call('POST', '/v1/webhooks', { url, topics: ['matches'] }))).toEqual([
      422,
      'too-many-webhooks',
    ]);
  });

  it('that fails is tried ten times over three days under one id, then disabled, and its admin told', async () => {
    const { id } = await added();
    t.outside.faults.webhook = () => ({ status: 503 });
    const begun = t.clock.now;
    await tell();
    await send(t);
    for (const wait of ['PT1M', 'PT7M', 'PT40M', 'PT3H', 'PT7H', 'PT13H', 'PT17H', 'P1D', 'P1DT6H'])
      await pass(t, wait);
    expect(new Set(ids(t.outside.postings)).size).toBe(1);
    expect(t.outside.postings).toHaveLength(10);
    const times = t.outside.postings.map(({ headers }) => headers['webhook-timestamp']);
    expect(new Set(times).size).toBe(10);
    expect(t.clock.now - begun).toBeGreaterThan(72 * 3_600_000);
    const { body: webhook } = await call('GET', `/v1/webhooks/${id}`);
    expect(webhook.disabled.reason).toBe('failing');
    const { body: list } = await call('GET', `/v1/webhooks/${id}/deliveries`);
    expect(list.items).toMatchObject([{ state: 'given-up', type: 'matches.matches_found' }]);
    expect(list.items[0].attempts.map((each: { outcome: string }) => each.outcome)).toEqual(Array(10).fill('503'));

    for (const event of await eventsOf(t, 'webhooks', webhooksId(builder.id))) await react(t, event);
    expect(await inbox(t, builder.sub)).toMatchObject([{ code: 'webhook-failing', link: `/v1/webhooks/${id}` }]);

    await tell();
    await send(t);
    expect(t.outside.postings).toHaveLength(10);
    expect(outcome(await call('POST', `/v1/webhooks/${id}/ping`))).toEqual([409, 'webhook-disabled']);
    await call('POST', `/v1/webhooks/${id}/enablement`);
    t.outside.faults = {};
    const again = `/v1/webhooks/${id}/deliveries/${list.items[0].id}/redelivery`;
    expect((await call('POST', again)).status).toBe(202);
    await send(t);
    expect(ids(t.outside.postings).at(-1)).toBe(list.items[0].id);
    const { body: after } = await call('GET', `/v1/webhooks/${id}/deliveries`);
    expect(after.items).toMatchObject([{ state: 'sent', attempts: [{ outcome: '204' }] }]);
  });

  it('waits as long as it is asked to, ends where it is gone, and stays where others of it arrived', async () => {
    const { id } = await added();
    t.outside.faults.webhook = () => ({ status: 429, retryAfter: 7200 });
    await tell();
    await send(t);
    await pass(t, 'PT1H');
    expect(t.outside.postings).toHaveLength(1);
    t.outside.faults = {};
    await pass(t, 'PT2H');
    expect(t.outside.postings).toHaveLength(2);

    let bad = '';
    t.outside.faults.webhook = ({ headers }) => {
      bad ||= headers['webhook-id'] ?? '';
      return headers['webhook-id'] === bad ? { fault: 'timed-out' } : { status: 200 };
    };
    await tell();
    await send(t);
    for (let passes = 0; passes < 10; passes += 1) {
      await tell();
      await pass(t, 'P2D');
    }
    expect(ids(t.outside.postings).filter((each) => each === bad)).toHaveLength(10);
    expect((await call('GET', `/v1/webhooks/${id}`)).body.disabled).toBeUndefined();
    t.outside.faults.webhook = () => ({ status: 410 });
    await tell();
    await send(t);
    expect((await call('GET', `/v1/webhooks/${id}`)).body.disabled.reason).toBe('gone');
  });
});

describe('who may', () => {
  it('is an admin of its own organisation, for its own webhooks', async () => {
    const { id } = await added();
    const { body: ping } = await call('POST', `/v1/webhooks/${id}/ping`);
    const offered = { roles: ['purchaser'] };
    await call('PUT', `/v1/organisations/${builder.id}/members/staff`, offered);
    const pending = { name: '待核有限公司', uscc: '913504041000000090', kinds: ['buyer'], division: '350404' };
    await call(
      'POST',
      '/v1/organisations',
      { ...pending, contact: { name: '王工', phone: '0598-1' } },
      { as: 'pending' },
    );
    const webhook = { url, topics: ['matches'] };
    const routes: [string, string, unknown?][] = [
      ['GET', '/v1/webhooks'],
      ['GET', `/v1/webhooks/${id}`],
      ['GET', `/v1/webhooks/${id}/deliveries`],
      ['POST', `/v1/webhooks/${id}/ping`],
      ['POST', `/v1/webhooks/${id}/secret`],
      ['POST', `/v1/webhooks/${id}/enablement`],
      ['POST', `/v1/webhooks/${id}/deliveries/${ping.delivery}/redelivery`],
      ['POST', '/v1/webhooks', webhook],
      ['DELETE', `/v1/webhooks/${id}`],
      ['GET', '/v1/notification-settings'],
      ['PUT', '/v1/notification-settings', { topics: {} }],
      ['POST', '/v1/notification-settings/email', { address: 'a@b.cn', consent: '1' }],
      ['POST', '/v1/notification-settings/email/confirmation', { code: '123456' }],
      ['DELETE', '/v1/notification-settings/email'],
      ['GET', '/v1/inbox'],
      ['POST', '/v1/inbox/read', { upTo: someId('ntc') }],
      ['POST', `/v1/inbox/${someId('ntc')}/read`],
    ];
    const hooks = 9;
    const statuses = async (sub: string) => {
      const found: number[] = [];
      for (const [method, path, body] of routes) found.push((await call(method, path, body, { as: sub })).status);
      return found;
    };
    const all = (status: number) => Array(routes.length).fill(status);
    expect(await statuses('operator')).toEqual(all(403));
    expect(await statuses('supervisor')).toEqual(all(403));
    expect(await statuses('nobody')).toEqual(all(403));
    expect(await statuses('pending')).toEqual(
      routes.map(([method, path]) => (method === 'DELETE' && path.endsWith('/email') ? 200 : 403)),
    );
    expect(await statuses('staff')).toEqual([...Array(hooks).fill(403), 200, 200, 202, 422, 200, 200, 404, 404]);
    // Of another organisation there is none.
    expect((await statuses(mill.sub)).slice(0, hooks)).toEqual([200, 404, 404, 404, 404, 404, 404, 201, 404]);
    expect((await call('GET', `/v1/webhooks/${id}`)).status).toBe(200);
    expect((await call('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
    await send(t);
    expect(t.outside.postings).toEqual([]);
  });
});

describe('a process that dies between two writes', () => {
  it('tells and sends everything all the same, and nothing twice in an inbox', async () => {
    await confirmed(t, builder, 'lin@builder.example');
    await settings(t, builder, { topics: { matches: { email: true } } });
    await added();
    const mails = t.outside.mails.length;
    let told = 0;
    for (const fault of everyFault()) {
      for (const command of ['TransactWriteCommand', 'PutCommand', 'GetCommand', 'QueryCommand']) {
        const event = await happened(t, someId('mch'), 1, 'MatchesKept', matchesKept(builder, someId('pst')));
        told += 1;
        const faulted = await rebuilt(t, faulty(t.db, atCall(1, fault, command)));
        await react(t, event, faulted).catch(() => undefined);
        await send(t, faulted).catch(() => undefined);
        await react(t, event);
      }
    }
    for (let passes = 0; passes < 4; passes += 1) await pass(t, 'PT11M');
    const items = await inbox(t, builder.sub, '?limit=100');
    expect(items).toHaveLength(told);
    // A delivery may come twice, under one id.
    expect(new Set(ids(t.outside.postings)).size).toBe(told);
    const texts = t.outside.mails.slice(mails).map(({ text }) => text.match(/\/v1\/posts\/\S+/g) ?? []);
    expect(new Set(texts.flat()).size).toBe(told);
  });

  it('between the sending of a mail and its end sends the same mail again, under the same id', async () => {
    await confirmed(t, builder, 'lin@builder.example');
    await settings(t, builder, { topics: { matches: { email: true } } });
    await tell();
    t.clock.now += 120_000;
    const mails = t.outside.mails.length;
    await tick(t.deps);
    const dying = await rebuilt(t, faulty(t.db, atCall(1, { before: 'death' }, 'TransactWriteCommand')));
    await send(t, dying).catch(() => undefined);
    expect(t.outside.mails).toHaveLength(mails + 1);
    for (let passes = 0; passes < 3; passes += 1) await pass(t, 'PT11M');
    const [first, second, ...more] = t.outside.mails.slice(mails);
    expect(second).toEqual(first);
    expect(more).toEqual([]);
    const other = await party(t.call, 9, 'buyer');
    expect(await inbox(t, other.sub)).toEqual([]);
  });
});
