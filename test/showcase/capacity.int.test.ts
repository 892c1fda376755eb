import { beforeAll, expect, it } from 'vitest';
import { showcaseReactions } from '../../functions/showcase/on.ts';
import { tellInterested } from '../../functions/showcase/tell-interested.ts';
import { tick } from '../../functions/tick.ts';
import { published } from '../catalogue/calls.ts';
import { rebar as rebarListing } from '../catalogue/fixtures.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { type Party, party } from '../support/world.ts';
import { announced, at, drafted, later } from './calls.ts';
import { terms } from './fixtures.ts';
import { allStreamed, stream } from './stream.ts';

/*
 * Units by AWS's formulas: what is read as `ReturnConsumedCapacity` says, a transaction by the sizes of its items, as
 * an emulator reports less.
 */

let db: Counting;
let t: TestApp;
let host: Party;
let buyer: Party;
let rebar: string;
let session: string;

beforeAll(async () => {
  db = counting(await freshDb());
  t = await testApp({ db });
  host = await party(t.call, 1, 'supplier');
  buyer = await party(t.call, 2, 'buyer');
  rebar = await published(t, rebarListing, host.sub);
  await stream(t)();
  session = await announced(t, host, [rebar]);
  for (let n = 1; n < 20; n += 1) await announced(t, host, [], later(n));
  await stream(t)();
});

/** What something costs: calls, units read, units written. */
async function cost(act: () => Promise<unknown>): Promise<readonly [number, number, number]> {
  db.reset();
  await act();
  return [db.commands.length, db.reads, db.formula];
}
const get = (path: string) => cost(async () => expect((await t.app.request(path)).status).toBe(200));
const by = (who: Party, method: string, path: string, body?: unknown) =>
  cost(async () => expect((await t.call(method, path, body, { as: who.sub })).status).toBeLessThan(300));

it('a session costs what the table says', async () => {
  const another = await drafted(t, host, [rebar], later(21));
  // Snapshot, event, origin; the lists of all, the host, the category and the family; six quarters; the draft's entry goes.
  expect(await by(host, 'POST', at(another, '/announcement'))).toEqual([4, 3, 30]);
  expect(await get(at(session))).toEqual([1, 0.5, 0]);
  expect(await get('/v1/live-sessions?from=2026-03-06&to=2026-03-31')).toEqual([1, 1.5, 0]);
  expect(await get('/v1/live-sessions.ics')).toEqual([4, 3.5, 0]);
});

it('those interested cost the same however many they are', async () => {
  expect(await by(buyer, 'PUT', at(session, '/interest'))).toEqual([4, 3, 10]);
  expect(await by(buyer, 'PUT', at(session, '/interest'))).toEqual([3, 3, 0]);
  expect(await get(at(session, '/interest'))).toEqual([17, 8.5, 0]);
});

it('so do views and what is read of them', async () => {
  const view = () => cost(() => t.call('POST', at(session, `/products/${rebar}/views`), { visitor: 'a' }));
  expect(await view()).toEqual([3, 1, 6]);
  expect(await view()).toEqual([2, 1, 0]);
  const [, read] = await by(host, 'GET', at(session, '/results'));
  expect(read).toBe(10.5);
});

it('an event of a product costs a reading, and another for each session that shows it', async () => {
  const { react } = showcaseReactions(t.deps);
  const said = (await allStreamed(db)).find(({ type }) => type === 'ProductPublished');
  expect(await cost(() => react(said as never))).toEqual([3, 3, 0]);
});

it('an occasion opens a telling for each shard that has anybody, and a telling reads a page and writes it', async () => {
  const { react } = showcaseReactions(t.deps);
  t.clock.now = Date.parse(terms.startsAt) - 3_600_000;
  await tick(t.deps);
  const called = (await allStreamed(db)).find(({ type }) => type === 'ReminderCalled');
  expect(await cost(() => react(called as never))).toEqual([19, 18, 4]);
  const told = (await Array.fromAsync(t.deps.due(terms.startsAt))).find((id) => id.startsWith('tel_')) ?? '';
  const cause = { actor: { kind: 'system', process: 'clock' }, as: 'system', at: terms.startsAt } as const;
  expect(await cost(() => tellInterested(t.deps, told, cause))).toEqual([6, 5, 6]);
  t.clock.now = start;
});
