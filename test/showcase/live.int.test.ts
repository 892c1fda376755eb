import { beforeAll, describe, expect, it } from 'vitest';
import type { SessionReminderDue } from '../../functions/showcase/events.ts';
import { showcaseReactions } from '../../functions/showcase/on.ts';
import { tellInterested } from '../../functions/showcase/tell-interested.ts';
import { tellingId, tellingStore } from '../../functions/showcase/telling-store.ts';
import { tick } from '../../functions/tick.ts';
import { allEvents } from '../../shared/table/log.ts';
import { drafted as draftedProduct, published } from '../catalogue/calls.ts';
import { cement as cementListing, rebar as rebarListing } from '../catalogue/fixtures.ts';
import { type CallOptions, type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { atCall, everyFault, faulty } from '../support/faulty.ts';
import { type Party, parties, party } from '../support/world.ts';
import { announced as announcedOf, at, drafted as draftedOf, ids, later, outcome } from './calls.ts';
import { terms } from './fixtures.ts';
import { allStreamed, stream } from './stream.ts';

let test: TestApp;
let host: Party;
let guest: Party;
let visitor: Party;
let follow: () => Promise<void>;
let rebar: string;
let cement: string;

const call = (method: string, path: string, body?: unknown, as?: string, more: CallOptions = {}): Promise<Reply> =>
  test.call(method, path, body, { as, ...more });
beforeAll(async () => {
  test = await testApp();
  host = await party(test.call, 1, 'supplier');
  guest = await party(test.call, 2, 'supplier');
  visitor = await party(test.call, 3, 'buyer');
  follow = stream(test);
  rebar = await published(test, rebarListing, host.sub);
  cement = await published(test, cementListing, guest.sub);
  await follow();
});

const drafted = async (more: object = {}, by = host): Promise<string> => {
  const id = await draftedOf(test, by, [rebar, cement], more);
  await follow();
  return id;
};

const announced = async (more: object = {}, by = host): Promise<string> => {
  const id = await announcedOf(test, by, [rebar, cement], more);
  await follow();
  return id;
};

const tellings = async (session: string): Promise<SessionReminderDue['data'][]> =>
  (await allStreamed(test.db))
    .filter(({ type, data }) => type === 'SessionReminderDue' && data.session === session)
    .map(({ data }) => data as unknown as SessionReminderDue['data']);

describe('a session', () => {
  it('is its host’s own until it is announced, and then for all', async () => {
    const id = await drafted();
    for (const as of [undefined, guest.sub, 'operator', 'supervisor']) {
      expect(outcome(await call('GET', at(id), undefined, as))).toEqual([404, 'not-found']);
    }
    expect(ids(await call('GET', '/v1/live-sessions'))).not.toContain(id);
    const drafts = `/v1/live-sessions?status=draft&host=${host.id}`;
    expect(ids(await call('GET', drafts, undefined, host.sub))).toEqual([id]);
    expect(outcome(await call('GET', drafts, undefined, guest.sub))).toEqual([403, 'forbidden']);
    const answer = await call('POST', at(id, '/announcement'), undefined, host.sub);
    expect(answer.body).toMatchObject({ status: 'announced', host: { id: host.id }, productCount: 1, sequence: 0 });
    for (const query of ['', '?category=steel', '?category=steel.rebar&status=announced', `?host=${host.id}`]) {
      expect(ids(await call('GET', `/v1/live-sessions${query}`)), query).toContain(id);
    }
    for (const query of [
      '?category=cement',
      '?status=live',
      `?host=${guest.id}`,
      '?from=2026-03-07',
      '?featured=true',
    ]) {
      expect(ids(await call('GET', `/v1/live-sessions${query}`)), query).not.toContain(id);
    }
    expect((await call('PUT', at(id, '/feature'), undefined, 'operator')).body.featured).toBe(true);
    expect(ids(await call('GET', '/v1/live-sessions?featured=true'))).toContain(id);
    const stale = { headers: { 'If-Match': '"1"' } };
    expect(outcome(await call('PATCH', at(id), { title: '改' }, host.sub, stale))).toEqual([412, 'etag-mismatch']);
    const cancelled = await call('POST', at(id, '/cancellation'), { reason: '重排档期' }, host.sub);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', cancelled: { by: 'host', reason: '重排档期' } });
  });

  it('takes its host’s time alone, also of two that are announced at once', async () => {
    const pair = [await drafted(later(1)), await drafted(later(1))];
    const both = await Promise.all(pair.map((id) => call('POST', at(id, '/announcement'), undefined, host.sub)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toMatch(/^(host-busy|concurrent-change)$/);
    const [won = '', lost = ''] = both[0]?.status === 200 ? pair : pair.toReversed();
    expect(outcome(await call('POST', at(lost, '/announcement'), undefined, host.sub))).toEqual([409, 'host-busy']);
    const { endsAt: startsAt } = later(1);
    const next = { startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString() };
    expect((await call('PATCH', at(lost), next, host.sub)).status).toBe(200);
    expect((await call('POST', at(lost, '/announcement'), undefined, host.sub)).status).toBe(200);
    expect(outcome(await call('PATCH', at(lost), later(1), host.sub))).toEqual([409, 'host-busy']);
    await call('POST', at(won, '/cancellation'), { reason: '让出' }, host.sub);
    expect((await call('PATCH', at(lost), later(1), host.sub)).body.sequence).toBe(1);
  });

  it('shows another supplier’s products by its consent alone', async () => {
    const id = await announced(later(2));
    const products = async (as?: string) =>
      (await call('GET', at(id), undefined, as)).body.products.map((one: { product: string }) => one.product);
    expect(await products()).toEqual([rebar]);
    expect(await products(visitor.sub)).toEqual([rebar]);
    for (const as of [host.sub, guest.sub, 'operator']) expect(await products(as)).toEqual([rebar, cement]);
    expect(ids(await call('GET', '/v1/live-sessions?category=cement.common'))).not.toContain(id);
    expect(outcome(await call('PUT', at(id, '/consent'), undefined, visitor.sub))).toEqual([403, 'forbidden']);
    expect((await call('PUT', at(id, '/consent'), undefined, guest.sub)).status).toBe(200);
    expect(await products()).toEqual([rebar, cement]);
    expect(ids(await call('GET', '/v1/live-sessions?category=cement.common'))).toContain(id);
    await call('DELETE', at(id, '/consent'), undefined, guest.sub);
    expect(await products()).toEqual([rebar]);
  });

  it('marks a product that is withdrawn or expires, however the two events meet, and takes none that is not published', async () => {
    const own = await published(test, { ...rebarListing, title: '盘螺 HRB400E Φ8' }, host.sub);
    await follow();
    const id = await announced({ ...later(3), products: [{ product: own }] });
    const shown = async () => (await call('GET', at(id))).body.products[0];
    expect(await shown()).toMatchObject({ title: '盘螺 HRB400E Φ8', available: true, supplier: { id: host.id } });
    await call('DELETE', `/v1/products/${own}/publication`, undefined, host.sub);
    const events = (await allStreamed(test.db)).filter(({ aggregateId }) => aggregateId === own || aggregateId === id);
    const { react } = showcaseReactions(test.deps);
    for (const event of [...events.toReversed(), ...events]) await react(event);
    expect(await shown()).toMatchObject({ available: false });
    await call('PATCH', `/v1/products/${own}`, { title: '尚未上架的新品' }, host.sub);
    await follow();
    expect(await shown()).toMatchObject({ title: '盘螺 HRB400E Φ8', available: false });
    const draft = await draftedProduct(test, rebarListing, host.sub);
    await follow();
    for (const product of [own, draft, rebar.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]) {
      const answer = await call(
        'POST',
        '/v1/live-sessions',
        { ...terms, ...later(20), products: [{ product }] },
        host.sub,
      );
      expect(outcome(answer)).toEqual([422, 'product-unknown']);
    }
    const late = await drafted({ ...later(21), products: [{ product: rebar }] });
    const [first] = (await allStreamed(test.db)).filter(({ aggregateId }) => aggregateId === late);
    expect(first?.type).toBe('SessionDrafted');
  });
});

describe('those who are interested', () => {
  it('count once each, however many ask at once and how often', async () => {
    const id = await announced(later(4));
    const firms = await parties(test.call, 40, 12);
    const wish = (method: string) => (one: Party) => call(method, at(id, '/interest'), undefined, one.sub);
    const asked = await Promise.all([...firms, ...firms].map(wish('PUT')));
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await call('GET', at(id, '/interest'))).body).toEqual({ count: 12 });
    await Promise.all(firms.slice(0, 5).flatMap((one) => [wish('DELETE')(one), wish('DELETE')(one)]));
    const own = await call('GET', at(id, '/interest'), undefined, firms[0]?.sub);
    expect(own.body).toEqual({ count: 7, registered: false });
    expect(outcome(await call('PUT', at(id, '/interest')))).toEqual([401, 'token-missing']);
    expect(outcome(await call('PUT', at(id, '/interest'), undefined, 'operator'))).toEqual([403, 'forbidden']);
    expect(outcome(await call('PUT', at(id, '/interest'), undefined, 'nobody'))).toEqual([403, 'membership-required']);
  });

  it('are reminded once each by the clock, told of another time and of a cancellation, and of nothing that is over', async () => {
    const id = await announced(later(10));
    await call('PUT', at(id, '/interest'), undefined, visitor.sub);
    await call('PUT', at(id, '/interest'), undefined, guest.sub);
    const { startsAt } = later(10);
    const run = async (hoursBefore: number) => {
      test.clock.now = Date.parse(startsAt) - hoursBefore * 3_600_000;
      await Promise.all([tick(test.deps), tick(test.deps)]);
      await follow();
      await Promise.all([tick(test.deps), tick(test.deps)]);
    };
    const told = async () =>
      (await tellings(id)).map((one) => [
        one.occasion === 'reminder' ? one.before : one.occasion,
        one.recipients.map(({ organisation }) => organisation).sort(),
      ]);
    const byOccasion = async () =>
      Object.fromEntries(
        [...Map.groupBy(await told(), ([occasion]) => occasion)].map(([name, each]) => [
          name,
          each.flatMap(([, recipients]) => recipients).sort(),
        ]),
      );
    const both = [visitor.id, guest.id].sort();
    await run(25);
    expect(await byOccasion()).toEqual({});
    await run(24);
    await run(23);
    expect(await byOccasion()).toEqual({ P1D: both });
    const [{ recipients = [] } = {}] = await tellings(id);
    expect(JSON.stringify(recipients)).not.toContain(visitor.sub);
    expect(recipients.every(({ user }) => user.startsWith('usr_'))).toBe(true);
    expect((await call('PATCH', at(id), later(11), host.sub)).status).toBe(200);
    await run(22);
    expect(await byOccasion()).toEqual({ P1D: both, rescheduled: both });
    await call('DELETE', at(id, '/interest'), undefined, guest.sub);
    await call('PUT', at(id, '/interest'), undefined, host.sub);
    const { react } = showcaseReactions(test.deps);
    for (const event of await allStreamed(test.db)) if (event.aggregateId === id) await react(event);
    await run(22);
    expect(await byOccasion()).toEqual({ P1D: both, rescheduled: both });
    await call('DELETE', at(id, '/interest'), undefined, host.sub);
    await run(-20);
    await call('POST', at(id, '/cancellation'), { reason: '主播生病' }, host.sub);
    await run(-20);
    expect(await byOccasion()).toEqual({
      P1D: [...both, visitor.id].sort(),
      rescheduled: both,
      cancelled: [visitor.id],
    });
    const missed = await announced(later(12));
    await call('PUT', at(missed, '/interest'), undefined, visitor.sub);
    test.clock.now = Date.parse(later(12).endsAt);
    await run(-60);
    expect(await tellings(missed)).toEqual([]);
    expect((await call('GET', at(missed))).body.status).toBe('ended');
    expect(outcome(await call('PUT', at(missed, '/interest'), undefined, guest.sub))).toEqual([409, 'session-over']);
    test.clock.now = start;
  });

  it('are not told by a host whose verification is taken away: its sessions are cancelled', async () => {
    const other = await party(test.call, 60, 'supplier');
    const id = await announced({ ...later(5), products: [] }, other);
    const decision = { decision: 'rejected', reason: '执照注销' };
    await call('POST', `/v1/organisations/${other.id}/verification`, decision, 'operator');
    await follow();
    const { body } = await call('GET', at(id));
    expect(body).toMatchObject({ status: 'cancelled', sequence: 1, cancelled: { by: 'organisation-rejected' } });
    const again = await call('POST', '/v1/live-sessions', { ...terms, products: [] }, other.sub);
    expect(outcome(again)).toEqual([403, 'organisation-not-verified']);
  });

  it('are told once each whatever fails', async () => {
    const session = await announced({ ...later(30), products: [] });
    await call('PUT', at(session, '/interest'), undefined, visitor.sub);
    const [shard = 0] = await test.deps.interests.shardsOf(session);
    const cause = { actor: { kind: 'system', process: 'clock' }, as: 'system', at: terms.startsAt } as const;
    const { startsAt, endsAt } = later(30);
    const firm = { ...host, uscc: '913504041000000011' };
    const told = {
      occasion: 'cancelled',
      reason: '停电',
      session,
      title: '',
      host: firm,
      schedule: { startsAt, endsAt },
    } as const;
    for (const [n, fault] of everyFault().entries()) {
      const [event, id] = [`${session}/${100 + n}`, tellingId(`${session}/${100 + n}`, shard)];
      await test.deps.tellings.handle(id, { type: 'openTelling', at: cause.at, told, shard, event }, cause);
      const db = faulty(test.db, atCall(1, fault, 'TransactWriteCommand'));
      const failing = tellingStore({ db, random: () => 'salt', pseudonym: (sub) => sub });
      await tellInterested({ ...test.deps, tellings: failing }, id, cause).catch(() => undefined);
      await tellInterested(test.deps, id, cause);
      await tellInterested(test.deps, id, cause);
      const types = (await allEvents(test.db, id)).map(({ json }) => JSON.parse(json).type);
      expect([fault, types]).toEqual([fault, ['TellingOpened', 'SessionReminderDue', 'TellingEnded']]);
    }
  });
});
