import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MatchesKept } from '../../functions/market/events.ts';
import { mostKept } from '../../functions/market/match-list.ts';
import { listOf } from '../../functions/market/match-list-store.ts';
import { matchReactions } from '../../functions/market/on.ts';
import { blocksJob } from '../../functions/market/rebuild-blocks.ts';
import type { StreamedEvent } from '../../functions/market/store.ts';
import { type Reaction, reactEach } from '../../functions/reaction.ts';
import { tick } from '../../functions/tick.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import type { Db } from '../../shared/table/client.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type CallOptions, runJobs, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty, ProcessDeath } from '../support/faulty.ts';
import { everything } from '../support/scan.ts';
import { type Party, party } from '../support/world.ts';
import { demandPost, supplyPost, tonnes, yuan } from './fixtures.ts';

let db: Counting;
let test: TestApp;
let builder: Party;
let mills: Party[];
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db });
  builder = await party(test.call, 1, 'buyer');
  mills = await Promise.all([2, 3, 4].map((n) => party(test.call, n, 'supplier')));
});

const mill = (n: number): Party => mills[n % 3] as Party;
const call = (method: string, path: string, body?: unknown, options?: CallOptions) =>
  test.call(method, path, body, options);
async function posted(by: Party, body: object): Promise<string> {
  const answer = await call('POST', '/v1/posts', body, { as: by.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}
const bar = (diameter: number) => ({ attributes: { grade: 'HRB400E', diameter, length: 12 } });
const demand = (diameter: number, more: object = {}) => posted(builder, { ...demandPost, ...bar(diameter), ...more });
const supply = (diameter: number, n: number, more: object = {}) =>
  posted(mill(n), { ...supplyPost, ...bar(diameter), price: yuan(String(3400 + n)), ...more });

const streamed = async (id: string, aggregate: string): Promise<StreamedEvent[]> =>
  (await allEvents(test.db, id)).map(({ json }) => {
    const { seq, at, type, v, data } = JSON.parse(json);
    return { id: `${id}/${seq}`, aggregate, aggregateId: id, seq, at, type, v, data };
  });
const eventsOf = async (ids: readonly string[]): Promise<StreamedEvent[]> =>
  (await Promise.all(ids.map((id) => streamed(id, 'post')))).flat();
async function tell(...ids: readonly string[]): Promise<void> {
  for (const event of await eventsOf(ids)) await matchReactions(test.deps).react(event);
}
const listed = async (id: string) => (await test.deps.matchLists.load(listOf(id))).state.matches;
const ids = async (id: string) => (await listed(id)).map(({ post }) => post);
const told = async (id: string): Promise<MatchesKept['data'][]> =>
  (await streamed(listOf(id), 'match-list')).map(({ data }) => data as unknown as MatchesKept['data']);

describe('kept matches', () => {
  it('stand on both sides, are told once, and say of a post no more than that it matches', async () => {
    const wanted = await demand(20, { quantity: tonnes('7391'), quantityHidden: true });
    await tell(wanted);
    expect(await told(wanted)).toEqual([]);
    const offer = await supply(20, 1);
    await tell(offer);
    expect([await ids(wanted), await ids(offer)]).toEqual([[offer], [wanted]]);
    const [event] = await told(wanted);
    expect(event).toMatchObject({
      post: wanted,
      poster: { id: builder.id },
      kind: 'demand',
      subject: 'steel.rebar',
      found: [{ post: offer, version: 1, poster: { id: mill(1).id } }],
      gone: [],
    });
    expect(Object.keys(event?.found[0] ?? {}).sort()).toEqual(['post', 'poster', 'score', 'version']);
    expect(JSON.stringify(await told(offer))).not.toContain('7391');
    await tell(offer, wanted, offer);
    expect([(await told(wanted)).length, (await told(offer)).length]).toEqual([1, 1]);
    const shown = await call('GET', `/v1/posts/${wanted}/matches`, undefined, { as: builder.sub });
    expect(shown.body.items[0].foundAt).toBe(event?.at);
  });

  it('are the same however often, how late and in which order posts are told of', async () => {
    const worlds: string[][] = [];
    for (const [at, diameter] of [10, 12].entries()) {
      const random = randomBy(at);
      const own: string[] = [];
      for (let n = 0; n < 2; n += 1) own.push(await demand(diameter, { quantity: tonnes(String(100 + 40 * n)) }));
      for (let n = 0; n < 22; n += 1) own.push(await supply(diameter, n, { quantity: tonnes(String(90 + 7 * n)) }));
      const amended = { price: yuan('3390') };
      await call('PATCH', `/v1/posts/${own[7]}`, amended, { as: mill(5).sub });
      await call('POST', `/v1/posts/${own[5]}/closure`, undefined, { as: mill(3).sub });
      const events = await eventsOf(own);
      const order = at === 0 ? events : [...events, ...events].sort(() => random() - 0.5);
      for (const event of order) await matchReactions(test.deps).react(event);
      worlds.push(
        await Promise.all(
          own.map(async (id) =>
            (await ids(id))
              .map((each) => own.indexOf(each))
              .toSorted()
              .join(),
          ),
        ),
      );
      expect((await ids(own[0] as string)).length).toBe(mostKept);
      expect(await ids(own[5] as string)).toEqual([]);
    }
    expect(worlds[1]).toEqual(worlds[0]);
  });

  it('lose a post that is closed, and the next one moves up; one that is amended is compared anew', async () => {
    const wanted = await demand(16);
    const offers: string[] = [];
    for (let n = 0; n < mostKept + 2; n += 1) offers.push(await supply(16, n));
    await tell(wanted, ...offers);
    expect(await ids(wanted)).toEqual(offers.slice(0, mostKept));
    await call('POST', `/v1/posts/${offers[3]}/closure`, undefined, { as: mill(3).sub });
    await tell(offers[3] as string);
    expect(await ids(wanted)).toEqual([...offers.slice(0, 3), ...offers.slice(4, mostKept + 1)]);
    expect((await told(wanted)).at(-1)).toMatchObject({ found: [{ post: offers[mostKept] }], gone: [offers[3]] });
    await call('PATCH', `/v1/posts/${offers[0]}`, { price: yuan('3999') }, { as: mill(0).sub });
    await tell(offers[0] as string);
    expect(await ids(wanted)).toEqual([...offers.slice(1, 3), ...offers.slice(4, mostKept + 2)]);
    await call('PATCH', `/v1/posts/${offers[2]}`, { quantity: tonnes('900') }, { as: mill(2).sub });
    await tell(offers[2] as string);
    expect((await listed(wanted)).find(({ post }) => post === offers[2])?.version).toBe(2);
    expect((await told(wanted)).at(-1)).toMatchObject({ found: [], gone: [], changed: [{ post: offers[2] }] });
  });

  it('never hold a version that is past: a poster that amends while it is matched is matched as it then is', async () => {
    const [wanted, offer] = [await demand(18), await supply(18, 1)];
    await tell(wanted);
    let amends = true;
    const send = async (command: { input: { ExpressionAttributeValues?: Record<string, unknown> } }) => {
      const answer = await (db.send as (given: unknown) => Promise<unknown>)(command);
      const pk = String(command.input.ExpressionAttributeValues?.[':pk']);
      if (amends && pk.includes('#offered#steel.rebar#18')) {
        amends = false;
        await call('PATCH', `/v1/posts/${offer}`, { price: yuan('3450') }, { as: mill(1).sub });
      }
      return answer;
    };
    const slow = await testApp({ db: Object.create(db, { send: { value: send as unknown as Db['send'] } }) });
    const [event] = await eventsOf([wanted]);
    const before = (await told(wanted)).length;
    await call('PATCH', `/v1/posts/${wanted}`, { quantity: tonnes('501') }, { as: builder.sub });
    await matchReactions(slow.deps).react(event as StreamedEvent);
    expect(amends).toBe(false);
    expect(await ids(wanted)).toEqual([]);
    expect((await told(wanted)).length).toBe(before + 1);
    await tell(offer);
    expect(await listed(wanted)).toMatchObject([{ post: offer, version: 2 }]);
  });

  it('are whole after a process died at any write, once it is told again', async () => {
    const wanted = await demand(22);
    const offers = [await supply(22, 1), await supply(22, 2)];
    await tell(wanted);
    const another = await supply(22, 0);
    const [event] = await eventsOf([another]);
    for (const injected of [{ before: 'death' }, { after: 'death' }] as const) {
      for (const n of [1, 2]) {
        const dying = await testApp({ db: faulty(db, atCall(n, injected, 'TransactWriteCommand')) });
        await matchReactions(dying.deps)
          .react(event as StreamedEvent)
          .catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDeath));
      }
    }
    await tell(another, ...offers);
    expect([await ids(wanted), await ids(another)]).toEqual([[another, ...offers], [wanted]]);
    expect((await told(wanted)).flatMap(({ found }) => found.map(({ post }) => post)).sort()).toEqual(
      [another, ...offers].sort(),
    );
  });

  it('are right where many reactions race for one list, and one that fails keeps no other from its turn', async () => {
    const wanted = await demand(25);
    const offers = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((n) => supply(25, n)));
    const poisoned = { ...(await eventsOf([wanted]))[0], aggregateId: 'poison' } as StreamedEvent;
    const later: Reaction[] = [];
    const queue = { send: async (reaction: Reaction) => void later.push(reaction), failed: () => {} };
    const { react } = matchReactions({
      ...test.deps,
      posts: {
        ...test.deps.posts,
        load: (id, options) =>
          id === 'poison' ? Promise.reject(new SyntaxError('poison')) : test.deps.posts.load(id, options),
      },
    });
    const events = await eventsOf([wanted, ...offers]);
    await Promise.all([poisoned, ...events].map((event) => reactEach([{ context: 'matching', react }], event, queue)));
    expect(later.map(({ event }) => event.aggregateId).filter((id) => id === 'poison')).toHaveLength(1);
    for (const { event } of later) if (event !== poisoned) await react(event);
    expect(await ids(wanted)).toEqual(offers);
    for (const offer of offers) expect(await ids(offer)).toEqual([wanted]);
  });

  it('cost what the table layer says, and no more for the fiftieth post of a party than for the thirtieth', async () => {
    const wanted = await demand(32);
    await tell(wanted);
    const fresh = await party(test.call, 40, 'supplier');
    const offer = (n: number) => posted(fresh, { ...supplyPost, ...bar(32), price: yuan('3400'), text: `之${n}` });
    const first = await offer(0);
    db.reset();
    await tell(first);
    // On both sides the list, its event and its row. Read are four blocks each, posts and lists; the test's own reading is 1.
    expect([db.formula, db.reads - 1]).toEqual([12, 16]);
    const offers: string[] = [];
    for (let n = 1; n < 50; n += 1) offers.push(await offer(n));
    const costs: number[][] = [];
    for (const each of offers) {
      db.reset();
      await tell(each);
      costs.push([db.reads, db.formula]);
    }
    expect((await listed(wanted)).length).toBe(mostKept);
    expect(costs.at(-1)).toEqual(costs[30]);
    expect(costs.at(-1)?.[1]).toBe(6);
  });
});

describe('other weights', () => {
  const shelved = async (): Promise<{ readonly pk: string; readonly sk: string }[]> =>
    JSON.parse(await everything(test.db)).filter(({ pk }: { pk: string }) => pk.startsWith('match#'));

  it('have blocks of their own, into which every open post is put before they count', async () => {
    const [wanted, offer] = [await demand(28), await supply(28, 1)];
    await test.deps.matchLists.keepRules('1');
    const blocks = await shelved();
    for (const { pk, sk } of blocks)
      await test.db.send(new DeleteCommand({ TableName: test.db.main, Key: { pk, sk } }));
    const found = async () => {
      const { body } = await call('GET', `/v1/posts/${wanted}/matches`, undefined, { as: builder.sub });
      return body.items.map(({ post }: { post: { id: string } }) => post.id);
    };
    expect(await found()).toEqual([]);
    await tick(test.deps);
    expect(test.work.map(({ kind }) => kind)).toEqual([blocksJob]);
    await runJobs(test);
    expect(await found()).toEqual([offer]);
    const key = ({ pk, sk }: { pk: string; sk: string }) => `${pk} ${sk}`;
    const again = await shelved();
    expect(again.map(key).sort()).toEqual(blocks.map(key).sort());
    await tick(test.deps);
    expect(test.work).toEqual([]);
  });
});
