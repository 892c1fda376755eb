import { beforeAll, describe, expect, it } from 'vitest';
import { reactions } from '../../functions/react.ts';
import { showcaseReactions } from '../../functions/showcase/on.ts';
import { keys } from '../../shared/table/keys.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import { countOnce } from '../../shared/table/tally.ts';
import { published } from '../catalogue/calls.ts';
import { cement as cementListing, rebar as rebarListing } from '../catalogue/fixtures.ts';
import { done, enquiryCalls } from '../market/enquiry-calls.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { atCall, everyFault, faulty } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { announced, at, drafted, later, outcome } from './calls.ts';
import { terms } from './fixtures.ts';
import { stream } from './stream.ts';

let test: TestApp;
let host: Party;
let guest: Party;
let buyer: Party;
let rebar: string;
let cement: string;
let follow: () => Promise<void>;

beforeAll(async () => {
  test = await testApp();
  host = await party(test.call, 1, 'supplier');
  guest = await party(test.call, 2, 'supplier');
  buyer = await party(test.call, 3, 'buyer');
  rebar = await published(test, rebarListing, host.sub);
  cement = await published(test, cementListing, guest.sub);
  follow = stream(test);
  await follow();
});

const results = (id: string, as?: string) => test.call('GET', at(id, '/results'), undefined, { as });
const view = (id: string, product: string, visitor = 'page', as?: string) =>
  test.call('POST', at(id, `/products/${product}/views`), { visitor }, { as });

describe('what a session brought', () => {
  const firm = ({ id, name }: Party) => ({ id, name, uscc: '913504041000000022' });
  const event = (aggregate: string, id: string, type: string, data: object): StreamedEvent => ({
    ...{ id: `${id}/1`, aggregate, aggregateId: id, seq: 1, at: terms.startsAt, type, v: 1 },
    data: JSON.parse(JSON.stringify(data)),
  });
  const post = (id: string, product: string) =>
    event('post', id, 'PostPublished', {
      ...{ source: { kind: 'product', id: product }, poster: firm(host) },
      terms: { subject: 'steel.rebar', window: { from: '2026-03-01', to: '2026-03-31' }, expiresAt: terms.endsAt },
    });
  const enquiry = (id: string, about: string, supplier: Party, via?: string) =>
    event('enquiry', id, 'EnquiryOpened', {
      post: about,
      via,
      parties: { buyer: firm(buyer), supplier: firm(supplier) },
    });
  const order = (id: string, about: string, supplier: Party, via: string, value: string) =>
    event('enquiry', id, 'QuoteAccepted', {
      ...{
        quote: `qte_${id}`,
        acceptedAt: terms.startsAt,
        post: about,
        via,
        parties: { buyer: firm(buyer), supplier: firm(supplier) },
      },
      terms: {
        quantity: { value, unit: 'TNE', basis: 'theoretical' },
        ...{ unitPrice: { amount: '3380.00', currency: 'CNY' }, per: 'TNE', taxIncluded: true, taxRate: '0.13' },
      },
    });

  it('is counted once each, in whatever order the market tells it, and shown to each as far as it is theirs', async () => {
    const id = await announced(test, host, [rebar, cement]);
    await test.call('PUT', at(id, '/consent'), undefined, { as: guest.sub });
    const { react } = showcaseReactions(test.deps);
    const told = [
      enquiry('enq_1', 'pst_1', host, id),
      order('enq_1', 'pst_1', host, id, '100'),
      enquiry('enq_2', 'pst_2', guest, id),
      enquiry('enq_3', 'pst_1', host),
      enquiry('enq_4', 'pst_1', host, 'not-a-session'),
      enquiry('enq_5', 'pst_3', host, id),
      post('pst_1', rebar),
      post('pst_2', cement),
    ];
    for (const one of [...told, ...told.toReversed()]) await react(one);

    const seen = (await results(id, host.sub)).body;
    expect(seen.totals).toEqual({ views: 0, enquiries: 2, orders: 1 });
    expect(seen.products).toEqual([
      expect.objectContaining({
        product: rebar,
        enquiries: 1,
        orders: 1,
        amount: { amount: '338000.00', currency: 'CNY' },
      }),
      { product: cement, title: cementListing.title, views: 0, enquiries: 1, orders: 0 },
    ]);
    expect((await results(id, guest.sub)).body.products).toEqual([
      expect.objectContaining({ product: cement, enquiries: 1, amount: { amount: '0.00', currency: 'CNY' } }),
    ]);
    expect((await results(id, 'operator')).body.totals).toMatchObject({ orders: 1, amount: { amount: '338000.00' } });
    for (const as of [undefined, buyer.sub, 'supervisor']) {
      expect(outcome(await results(id, as))).toEqual([409, 'session-not-ended']);
    }
    test.clock.now = Date.parse(terms.endsAt);
    expect((await results(id)).body).toEqual({ totals: { views: 0, enquiries: 2, orders: 1 } });
    test.clock.now = start;
    expect(outcome(await results(await drafted(test, host, [rebar])))).toEqual([404, 'not-found']);
  });

  it('is an enquiry and an order over HTTP, about the post that stands for the product', async () => {
    const everyone = stream(test, reactions(test.deps));
    await everyone();
    const calls = enquiryCalls(test);
    const id = await announced(test, host, [rebar], later(2));
    const posts = await test.call('GET', '/v1/posts?kind=supply&category=steel.rebar');
    const { id: about } = posts.body.items.find(({ poster }: { poster: Party }) => poster.id === host.id);
    const asked = await done(calls.ask(about, buyer, { via: id }));
    const { attributes } = rebarListing;
    const quoted = await done(calls.quote(asked.id, host, { attributes }));
    const acceptance = `/v1/enquiries/${asked.id}/quotes/${quoted.quotes.at(-1).id}/acceptance`;
    await done(calls.call('POST', acceptance, undefined, buyer), 202);
    await everyone();
    const amount = { amount: '412530.00', currency: 'CNY' };
    expect((await results(id, host.sub)).body.totals).toEqual({ views: 0, enquiries: 1, orders: 1, amount });
  });

  it('counts a visitor once a product and day, and neither the host nor the supplier', async () => {
    const id = await announced(test, host, [rebar, cement], later(1));
    const visitors = Array.from({ length: 12 }, (_, n) => `visitor-${n}`);
    const answers = await Promise.all([...visitors, ...visitors].map((visitor) => view(id, rebar, visitor)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    for (const as of [host.sub, 'operator']) await view(id, rebar, undefined, as);
    for (const visitor of ['a', 'b']) await view(id, rebar, visitor, buyer.sub);
    const views = async () => (await results(id, host.sub)).body.totals.views;
    expect(await views()).toBe(13);
    test.clock.now += 86_400_000;
    await view(id, rebar, 'visitor-0');
    test.clock.now = start;
    expect(await views()).toBe(14);
    expect(outcome(await view(id, cement, 'a'))).toEqual([404, 'not-found']);
    expect((await view(id, cement, undefined, guest.sub)).status).toBe(204);
    expect(outcome(await view(await drafted(test, host, [rebar]), rebar))).toEqual([404, 'not-found']);
    expect(outcome(await view(id, rebar, '<script>'))).toEqual([400, 'wrong-type']);
    expect(await views()).toBe(14);
  });

  it('is counted within the quota of who counts, and once whatever fails', async () => {
    const tally = (n: number, quota: string) => ({
      mark: keys.viewed(`mark-${quota}-${n}`),
      counter: { pk: keys.views('liv_x', 0), sk: quota },
      quota: { key: keys.viewerQuota(quota), most: 3 },
      until: terms.endsAt,
    });
    const many = Array.from({ length: 8 }, (_, n) => countOnce(test.db, tally(n, 'q')));
    expect((await Promise.all(many)).filter(Boolean)).toHaveLength(3);
    for (const [index, fault] of everyFault().entries()) {
      const quota = `fault-${index}`;
      const failing = faulty(test.db, atCall(1, fault, 'TransactWriteCommand'));
      await countOnce(failing, tally(0, quota)).catch(() => undefined);
      await countOnce(test.db, tally(0, quota));
      expect(await countOnce(test.db, tally(0, quota))).toBe(false);
      const rest = await Promise.all([1, 2, 3].map((n) => countOnce(test.db, tally(n, quota))));
      expect(rest.filter(Boolean)).toHaveLength(2);
    }
  });
});

describe('the calendar', () => {
  const get = (path: string, headers: Record<string, string> = {}) => test.app.request(path, { headers });

  it('is a feed of what is to come, with what was cancelled, and changes its tag with what it says', async () => {
    const id = await announced(test, host, [rebar], later(7));
    const feed = '/v1/live-sessions.ics?from=2026-03-13&to=2026-03-14';
    const first = await get(feed);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const text = await first.text();
    expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(text).toContain(`UID:${id}@jicai\r\n`);
    expect(text).toContain('DTSTART:20260313T113000Z\r\n');
    expect(text).toContain('STATUS:CONFIRMED\r\n');
    const tag = first.headers.get('etag') ?? '';
    expect((await get(feed, { 'If-None-Match': tag })).status).toBe(304);
    expect(await (await get(`${feed}&category=cement`)).text()).not.toContain('VEVENT');
    await test.call('POST', at(id, '/cancellation'), { reason: '停电' }, { as: host.sub });
    const after = await get(feed, { 'If-None-Match': tag });
    expect(after.status).toBe(200);
    expect(await after.text()).toMatch(/SEQUENCE:1\r\n[\s\S]*STATUS:CANCELLED\r\n/);
    const own = await get(at(id, '/calendar.ics'));
    expect([own.status, await own.text()]).toEqual([200, expect.stringContaining('STATUS:CANCELLED')]);
    const draft = await drafted(test, host, [rebar], later(8));
    expect((await get(at(draft, '/calendar.ics'))).status).toBe(404);
    expect((await get('/v1/live-sessions.ics?from=2026-03-13&to=2026-03-12')).status).toBe(422);
  });
});
