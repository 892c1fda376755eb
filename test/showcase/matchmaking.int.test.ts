import { beforeAll, describe, expect, it } from 'vitest';
import type { QuoteAccepted } from '../../functions/market/events.ts';
import type { FollowUpDue } from '../../functions/showcase/events.ts';
import { registrationId } from '../../functions/showcase/matchmaking-ids.ts';
import { tick } from '../../functions/tick.ts';
import type { Db } from '../../shared/table/client.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type Reply, runJobs, type TestApp, testApp } from '../support/app.ts';
import { freshDb } from '../support/db.ts';
import { atCall, everyFault, faulty } from '../support/faulty.ts';
import { type Party, parties, party } from '../support/world.ts';
import { terms } from './matchmaking-fixtures.ts';
import { all, announced, bringing, hearing, outcome, people, postOf } from './matchmaking-world.ts';

let db: Db;
let t: TestApp;
let buyers: Party[];
let mills: Party[];
let id: string;
let market: ReturnType<typeof hearing>;

const call = (method: string, path: string, body?: unknown, as?: string): Promise<Reply> =>
  t.call(method, path, body, { as });
const of = (method: string, path: string, by?: Party | 'operator', body?: unknown): Promise<Reply> =>
  call(method, `${all}/${id}${path}`, body, typeof by === 'string' ? by : by?.sub);
const buyer = (n: number): Party => buyers[n] as Party;
const mill = (n: number): Party => mills[n] as Party;
const at = (time: string): void => {
  t.clock.now = Date.parse(time);
};

async function timetabled(): Promise<Reply> {
  expect(outcome(await of('POST', '/timetable', 'operator'))).toEqual([202, undefined]);
  await runJobs(t);
  return of('GET', '/timetable', 'operator');
}

beforeAll(async () => {
  db = await freshDb();
  t = await testApp({ db });
  market = hearing(t);
  buyers = [await party(t.call, 1, 'buyer'), await party(t.call, 2, 'buyer')];
  mills = await parties(t.call, 3, 4);
  id = await announced(t);
  for (const each of [...buyers, ...mills]) await market.posted(each);
});

describe('an event', () => {
  it('is announced by the operator, listed to all, and amended while registration is open', async () => {
    expect(outcome(await call('POST', all, terms, buyer(0).sub))).toEqual([403, 'forbidden']);
    const { body } = await call('GET', `${all}?limit=1`);
    expect(body.items[0]).toMatchObject({ id, status: 'announced', startsAt: '2026-03-20T01:00:00.000Z' });
    const amended = await of('PATCH', '', 'operator', { places: 7 });
    expect([amended.status, amended.body.places, amended.body.placesLeft]).toEqual([200, 7, 7]);
    expect((await of('GET', '')).body).not.toHaveProperty('pins');
    expect(outcome(await of('PATCH', '', 'operator', { places: 3 }))).toEqual([422, 'matchmaking-invalid']);
  });

  it('takes registrations of verified firms, with their own open posts', async () => {
    const post = postOf(buyer(0));
    const registered = await of('PUT', '/registration', buyer(0), bringing({ posts: [post] }));
    expect(registered.body).toMatchObject({ status: 'registered', people, posts: [post] });
    const wrong = await of('PUT', '/registration', buyer(0), bringing({ posts: [postOf(mill(0))] }));
    expect(wrong.body.errors).toMatchObject([{ pointer: '/posts/0', code: 'post-not-own' }]);
    const again = await of('PUT', '/registration', buyer(0), bringing({ posts: [post], wishes: [mill(2).id] }));
    expect(again.status).toBe(200);
    expect((await of('GET', '')).body.placesLeft).toBe(6);
    await of('PUT', '/registration', mill(0), bringing({ posts: [postOf(mill(0))], absent: [0] }));
    await of('PUT', '/registration', mill(1), bringing({ posts: [postOf(mill(1))], vetoes: [buyer(1).id] }));
    expect((await of('PUT', '/registration', mill(2), bringing())).status).toBe(200);
  });

  it('finds the matches that were kept before the firm registered, and after; told twice, late or out of order', async () => {
    await market.kept(buyer(1), 1, [
      [mill(0), '80/1'],
      [mill(1), '90/1'],
      [mill(3), '10/1'],
    ]);
    await market.kept(buyer(0), 2, [[mill(0), '70/1']], [mill(1)]);
    await market.kept(buyer(0), 1, [
      [mill(0), '1/1'],
      [mill(1), '99/1'],
    ]);
    await market.kept(buyer(0), 2, [[mill(0), '70/1']], [mill(1)]);
    await of('PUT', '/registration', buyer(1), bringing({ posts: [postOf(buyer(1))] }));
    const { body } = await of('GET', '/proposals', buyer(0));
    expect(
      body.items.map(({ counterpart, score, wished }: Record<string, unknown>) => [counterpart, score, wished]),
    ).toEqual(
      expect.arrayContaining([
        [{ id: mill(0).id, name: mill(0).name }, '70.00', false],
        [{ id: mill(2).id, name: mill(2).name }, undefined, true],
      ]),
    );
    expect(body.items).toHaveLength(2);
    // Who will not meet it stays unsaid, and who has not registered does not come.
    const other = (await of('GET', '/proposals', buyer(1))).body.items;
    expect(other.map(({ counterpart }: { counterpart: { id: string } }) => counterpart.id).toSorted()).toEqual(
      [mill(0).id, mill(1).id].toSorted(),
    );
    expect((await of('GET', '/proposals', mill(2))).body.items).toEqual([]);
  });

  it('keeps people to the organiser and their own firm, and who comes to those who come', async () => {
    const names = await of('GET', '/participants', mill(0));
    expect(names.body.items).toHaveLength(5);
    expect(JSON.stringify(names.body)).not.toMatch(/林秘密|0598/);
    expect((await of('GET', '/registrations', 'operator')).body.items[0].people).toEqual(people);
    expect(outcome(await of('GET', '/registrations', mill(0)))).toEqual([403, 'forbidden']);
    expect(outcome(await of('GET', '/participants', mill(3)))).toEqual([403, 'forbidden']);
    for (const path of ['/registration', '/proposals'])
      expect(outcome(await of('GET', path, mill(3)))).toEqual([404, 'not-found']);
    const told = JSON.stringify(t.logged);
    expect(told).not.toMatch(/林秘密|0598-5550799/);
    const log = await allEvents(db, registrationId(id, mill(0).id));
    expect(JSON.stringify(log)).not.toMatch(/林秘密/);
  });
});

describe('its timetable', () => {
  it('is found by a job, with its bound, once registration has closed', async () => {
    expect(outcome(await of('POST', '/timetable', 'operator'))).toEqual([409, 'registration-open']);
    at('2026-03-18T18:00:00+08:00');
    expect(outcome(await of('PUT', '/registration', mill(3), bringing()))).toEqual([422, 'registration-closed']);
    const { body } = await timetabled();
    expect(body).toMatchObject({
      published: false,
      stale: false,
      made: { status: 'optimal', revision: 1, gap: '0.00' },
    });
    // mill 1 vetoed buyer 1, and nobody else matches it: four firms can meet, and all do.
    const met = body.meetings.map(({ firms }: { firms: Party[] }) => firms.map(({ id: firm }) => firm).toSorted());
    const pairs = [
      [buyer(0), mill(0)],
      [buyer(0), mill(2)],
      [buyer(1), mill(0)],
    ].map((two) => two.map((each) => each.id).toSorted());
    expect(met).toEqual(expect.arrayContaining(pairs));
    expect(met).toHaveLength(3);
    for (const { firms, slot } of body.meetings)
      if (firms.some((one: Party) => one.id === mill(0).id)) expect(slot).not.toBe(0);
  });

  it('is the same when found again, another when something is fixed, and stale in between', async () => {
    expect((await timetabled()).body.made.revision).toBe(1);
    const pins = { must: [{ a: mill(1).id, b: buyer(0).id }], never: [{ a: buyer(0).id, b: mill(2).id }] };
    expect((await of('PUT', '/pins', 'operator', pins)).body.pins.must).toHaveLength(1);
    expect((await of('GET', '/timetable', 'operator')).body.stale).toBe(true);
    expect(outcome(await of('POST', '/timetable/publication', 'operator'))).toEqual([409, 'timetable-stale']);
    const { body } = await timetabled();
    expect(body).toMatchObject({ stale: false, made: { revision: 2, worth: { musts: 1 } } });
  });

  it('is each firm’s own to read and to print once it is published, and says no other’s wishes', async () => {
    for (const path of ['/timetable', '/timetable/print'])
      expect(outcome(await of('GET', path, buyer(0)))).toEqual([404, 'not-found']);
    expect((await of('POST', '/timetable/publication', 'operator')).body.status).toBe('published');
    expect(outcome(await of('PUT', '/pins', 'operator', {}))).toEqual([409, 'timetable-published']);
    expect(outcome(await of('POST', '/timetable', 'operator'))).toEqual([409, 'timetable-published']);
    const { body } = await of('GET', '/timetable', buyer(0));
    expect(body.meetings.map(({ counterpart }: { counterpart: Party }) => counterpart.name).toSorted()).toEqual(
      [mill(0).name, mill(1).name].toSorted(),
    );
    expect(body.meetings[0]).not.toHaveProperty('value');
    expect(body).not.toHaveProperty('made');
    expect(outcome(await of('GET', '/timetable', mill(3)))).toEqual([404, 'not-found']);
    const print = await t.app.request(`${all}/${id}/timetable/print`, {
      headers: { Authorization: `Bearer ${buyer(0).sub}` },
    });
    expect(print.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(print.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const html = await print.text();
    expect(html).toContain(mill(1).name);
    expect(html).not.toContain(buyer(1).name);
    const whole = await t.app.request(`${all}/${id}/timetable/print`, {
      headers: { Authorization: 'Bearer operator' },
    });
    expect((await whole.text()).match(/<section>/g)).toHaveLength(4);
  });

  it('says of a meeting whose other side has left that it is off', async () => {
    await of('DELETE', '/registration', mill(1));
    const { body } = await of('GET', '/timetable', buyer(0));
    expect(body.meetings.map(({ status }: { status: string }) => status).toSorted()).toEqual(['cancelled', 'planned']);
  });
});

describe('the day and after', () => {
  let intent: string;

  it('meetings are marked and intents recorded by the two and the organiser, from the first slot on', async () => {
    const [meeting] = (await of('GET', '/timetable', mill(0))).body.meetings.filter(
      ({ status }: { status: string }) => status === 'planned',
    );
    const mark = (by: Party | 'operator', body: object) => of('PUT', `/meetings/${meeting.id}/presence`, by, body);
    expect(outcome(await mark('operator', { held: true }))).toEqual([409, 'matchmaking-ahead']);
    at('2026-03-20T09:30:00+08:00');
    expect((await mark(mill(0), { held: true })).body).toMatchObject({ held: true });
    expect(outcome(await mark(mill(2), { held: true }))).toEqual([404, 'not-found']);
    const wanted = {
      subject: 'steel.rebar',
      quantity: { value: '200', unit: 'TNE', basis: 'theoretical' },
      estimate: { amount: '700000.00', currency: 'CNY' },
      remark: '<b>首批</b>',
    };
    const recorded = await of('POST', '/intents', mill(0), { with: [buyer(0).id], ...wanted });
    expect(recorded.body).toMatchObject({ status: 'recorded', confirmed: [mill(0).id], remark: '<b>首批</b>' });
    intent = recorded.body.id;
    expect((await of('POST', '/intents', 'operator', { with: [buyer(1).id, mill(0).id], ...wanted })).status).toBe(201);
    expect(outcome(await of('POST', '/intents', mill(3), { with: [buyer(1).id], ...wanted }))).toEqual([
      404,
      'not-found',
    ]);
    expect(outcome(await of('POST', '/intents', mill(0), { with: [mill(3).id], ...wanted }))).toEqual([
      422,
      'firm-not-coming',
    ]);
    const one = (by: Party, path = '', method = 'GET') =>
      call(method, `/v1/matchmaking-intents/${intent}${path}`, undefined, by.sub);
    expect(outcome(await one(buyer(1)))).toEqual([404, 'not-found']);
    expect(outcome(await one(buyer(1), '/confirmation', 'POST'))).toEqual([404, 'not-found']);
    expect((await one(buyer(0), '/confirmation', 'POST')).body.status).toBe('confirmed');
    expect((await of('GET', '/intents', buyer(0))).body.items).toHaveLength(1);
    expect((await of('GET', '/intents', 'operator')).body.items).toHaveLength(2);
    expect((await of('GET', '/intents', buyer(1))).body.items).toHaveLength(1);
  });

  it('orders of the market between the two are counted, once', async () => {
    at('2026-03-25T09:00:00+08:00');
    const accepted = {
      quote: 'qte_1',
      parties: { buyer: { id: buyer(0).id, name: '', uscc: '' }, supplier: { id: mill(0).id, name: '', uscc: '' } },
      terms: {
        subject: 'steel.rebar',
        quantity: { value: '35.5', unit: 'TNE' },
        unitPrice: { amount: '3380.01', currency: 'CNY' },
        per: 'TNE',
        taxIncluded: true,
        taxRate: '0.13',
      },
      acceptedAt: new Date(t.clock.now).toISOString(),
    } as unknown as QuoteAccepted['data'];
    for (let told = 0; told < 2; told += 1) await market.heard('QuoteAccepted', 'enq_1', 5, accepted, 'enquiry');
    const { body } = await call('GET', `/v1/matchmaking-intents/${intent}`, undefined, buyer(0).sub);
    expect(body.orders).toMatchObject([{ quote: 'qte_1', amount: { amount: '119990.36', currency: 'CNY' } }]);
  });

  it('intents are followed up by the clock, each page once, whatever dies in between', async () => {
    const due = async () => {
      const events = (await allEvents(db, id)).map(
        ({ json }) => JSON.parse(json) as { type: string; data: FollowUpDue['data'] },
      );
      return events.filter(({ type }) => type === 'FollowUpDue').map(({ data }) => data);
    };
    await tick(t.deps);
    expect((await of('GET', '')).body.status).toBe('held');
    expect(await due()).toEqual([]);
    at('2026-03-27T00:00:01+08:00');
    for (const fault of everyFault()) {
      const died = await testApp({ db: faulty(db, atCall(1, fault, 'TransactWriteCommand')) });
      died.clock.now = t.clock.now;
      await tick(died.deps).catch(() => {});
    }
    await Promise.all([tick(t.deps), tick(t.deps)]);
    const told = await due();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ event: id, day: 7, page: 0, last: true });
    expect(told[0]?.intents).toHaveLength(2);
    const answer = (by: Party, body: object) =>
      call('POST', `/v1/matchmaking-intents/${intent}/follow-ups`, body, by.sub);
    expect((await answer(mill(0), { day: 7, answer: 'quoted' })).status).toBe(200);
    expect(outcome(await answer(mill(0), { day: 30, answer: 'quoted' }))).toEqual([409, 'follow-up-early']);
    // A clock that stood still for months does what is left, in order.
    at('2026-07-20T00:00:00+08:00');
    await tick(t.deps);
    expect((await due()).map(({ day }) => day)).toEqual([7, 30, 90]);
    expect((await of('GET', '')).body.status).toBe('ended');
  });

  it('its figures add up, and tell the public no sum of two pairs', async () => {
    const own = (await of('GET', '/figures', 'operator')).body;
    expect(own).toMatchObject({
      registered: 4,
      held: 1,
      came: 2,
      intents: 2,
      confirmed: 1,
      estimate: { amount: '1400000.00' },
    });
    expect(own.converted[0]).toEqual({ day: 7, orders: 1, amount: { amount: '119990.36', currency: 'CNY' } });
    const open = (await of('GET', '/figures')).body;
    expect(open.estimate).toBeUndefined();
    expect(open.converted).toEqual([7, 30, 90].map((day) => ({ day, orders: 1 })));
  });
});
