import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderIds } from '../../functions/market/enquiry-state.ts';
import { marketReactions } from '../../functions/market/on.ts';
import { recordId } from '../../functions/market/record-store.ts';
import type { StreamedEvent } from '../../functions/market/store.ts';
import { allEvents } from '../../shared/table/log.ts';
import { reactToAll, streamed } from '../contracts/framework.ts';
import { bars } from '../contracts/quote.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { atCall, faulty, type Injected } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { demandPost, supplyPost, yuan } from './fixtures.ts';
import { goodsQuote } from './quotes.ts';

let db: Counting;
let app: TestApp;
let builder: Party;
let mill: Party;
let idle: Party;
beforeAll(async () => {
  db = counting(await freshDb());
  app = await testApp({ db });
  builder = await party(app.call, 1, 'buyer');
  mill = await party(app.call, 2, 'supplier');
  idle = await party(app.call, 3, 'supplier');
});

const get = (path: string, by: Party | string) =>
  app.call('GET', path, undefined, { as: typeof by === 'string' ? by : by.sub });
async function done(path: string, body: object | undefined, by: Party) {
  const answer = await app.call('POST', path, body, { as: by.sub });
  expect([200, 201, 202], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
}
const posted = async (body: object, by: Party): Promise<string> => (await done('/v1/posts', body, by)).id;
const stateOf = async (id: string) => (await app.deps.posts.load(id, { consistent: true })).state;
const recordsIn = async (...ids: string[]) =>
  Promise.all(ids.map(async (id) => ({ record: undefined, ...(await stateOf(id)) }).record));

/** Of each match of a post: whose it is, and what it says of the record. */
async function judged(id: string): Promise<Record<string, string>> {
  const { items } = (await get(`/v1/posts/${id}/matches`, builder)).body;
  const record = ({ factors }: { factors: { name: string; exact: string }[] }) =>
    factors.find(({ name }) => name === 'record')?.exact ?? '';
  return Object.fromEntries(items.map((each: never) => [(each as { post: { id: string } }).post.id, record(each)]));
}

describe('what becomes of an order', () => {
  let demand: string;
  let supply: string;
  let rival: string;

  it('is rated when it is settled, and weighs in the next match', async () => {
    const long = { window: { from: '2026-03-05', to: '2026-04-29' }, expiresAt: '2026-05-15T00:00:00.000Z' };
    demand = await posted({ ...demandPost, ...long }, builder);
    supply = await posted({ ...supplyPost, ...long }, mill);
    rival = await posted({ ...supplyPost, ...long, price: yuan('3390') }, idle);
    expect(await judged(demand)).toEqual({ [supply]: '1/2', [rival]: '1/2' });

    const enquiry = (await done(`/v1/posts/${supply}/enquiries`, { text: '三月中旬可否交60吨？' }, builder)).id;
    const quoting = { ...goodsQuote, quantity: bars.quantity, deliverBy: '2026-03-12' };
    const quote = (await done(`/v1/enquiries/${enquiry}/quotes`, quoting, mill)).quote.id;
    const made = await done(`/v1/enquiries/${enquiry}/quotes/${quote}/acceptance`, {}, builder);
    const order: OrderIds = made;
    for (const _ of [1, 2]) await reactToAll(app, 'enquiry', enquiry);
    const listed = (await get('/v1/call-offs', mill)).body.items;
    expect(listed).toMatchObject([
      { id: order.callOff, status: 'confirmed', quoted: { enquiry, quote, post: supply } },
    ]);
    app.clock.now = Date.parse('2026-03-10T09:00:00+08:00');
    const line = { itemId: order.item, declared: bars.quantity, heatNo: 'H2603' };
    const delivery = await done(`/v1/call-offs/${order.callOff}/deliveries`, { lines: [line] }, mill);
    const found = { lines: [{ itemId: order.item, accepted: bars.quantity }], decision: 'accepted' };
    await done(`/v1/deliveries/${delivery.id}/acceptance`, found, builder);
    app.clock.now = Date.parse('2026-04-01T09:00:00+08:00');
    const month = { month: '2026-03', supplier: mill.id };
    const statement = await done(`/v1/agreements/${order.agreement}/statements`, month, builder);
    expect(statement.amount.amount).toBe('206265.00');
    for (const each of [mill, builder]) await done(`/v1/statements/${statement.id}/confirmation`, undefined, each);

    const { rating } = (await get(`/v1/statements/${statement.id}`, mill)).body;
    // On time, all of it, nothing rejected; no mill certificate came with it.
    expect(rating).toMatchObject({ onTime: '1/1', quantity: '1/1', quality: '1/1', documents: '0/1', total: '3/4' });
    for (const _ of [1, 2]) await reactToAll(app, 'statement', statement.id);
    for (const _ of [1, 2]) await reactToAll(app, 'record', recordId(mill.id));
    expect(await judged(demand)).toEqual({ [supply]: '17/20', [rival]: '1/2' });
    const types = (await allEvents(app.db, supply)).map(({ json }) => JSON.parse(json).type);
    expect(types).toEqual(['PostPublished', 'RecordNoted']);
    app.clock.now = start;
  });

  it('is told to members in parts, and names nobody else', async () => {
    const path = `/v1/organisations/${mill.id}/record`;
    const { status, body } = await get(path, idle);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      record: { exact: '33/40', shown: '0.8250' },
      noted: { exact: '17/20' },
      parts: [{ part: 'deliveries', score: { exact: '3/4' }, count: 1 }, { count: 1 }, { count: 1 }],
      links: { performance: `/v1/suppliers/${mill.id}/performance` },
    });
    expect(JSON.stringify(body)).not.toMatch(/stm_|agr_|enq_|qte_/);
    expect((await get(`/v1/organisations/${idle.id}/record`, mill)).body).toMatchObject({ record: null, noted: null });
    expect((await get(path, 'supervisor')).status).toBe(200);
    expect((await get(path, 'nobody')).body.code).toBe('membership-required');
    expect((await app.call('GET', path)).status).toBe(401);
    const rules = (await app.call('GET', '/v1/matching-rules')).body.record;
    expect(rules.weights).toEqual({ deliveries: '0.7', answers: '0.2', quotes: '0.1' });
  });

  it('goes with what is published after', async () => {
    const later = await posted({ ...supplyPost, attributes: { grade: 'HRB400E', diameter: 16, length: 12 } }, mill);
    expect(await stateOf(later)).toMatchObject({ record: '17/20', recordChange: 3 });
    const [event] = await eventsOf('post', later);
    db.reset();
    await reactAs(app, event);
    expect((await allEvents(app.db, later)).length).toBe(1);
  });
});

async function eventsOf(aggregate: string, id: string): Promise<[StreamedEvent, ...StreamedEvent[]]> {
  const found = (await allEvents(app.db, id)).map(({ json }) => {
    const { seq, at, type, data } = JSON.parse(json);
    return streamed(aggregate, id, type, data, at, seq);
  });
  return found as [StreamedEvent, ...StreamedEvent[]];
}
const reactAs = ({ deps }: Pick<TestApp, 'deps'>, event: StreamedEvent) => marketReactions(deps).react(event);

/** An answer of somebody's to the n-th enquiry. */
const answered = ({ id: by }: Party, n: number, inTime: boolean): StreamedEvent =>
  streamed('enquiry', `enq_${by}_${n}`, 'EnquiryAnswered', {
    ...{ post: 'pst_1', by, waitedHours: 3, inTime, answeredAt: '2026-03-02T01:00:00.000Z' },
  });

describe('facts and faults', () => {
  it('a change that is told late, or while a post is being published, leaves no post behind', async () => {
    const firm = await party(app.call, 4, 'supplier');
    const before = await posted(supplyPost, firm);
    await reactAs(app, answered(firm, 1, true));
    const [, good] = await eventsOf('record', recordId(firm.id));
    await reactAs(app, answered(firm, 2, false));
    await reactAs(app, answered(firm, 3, false));
    const changes = (await eventsOf('record', recordId(firm.id))).filter(({ type }) => type === 'RecordChanged');
    expect(changes.map(({ data }) => data.record)).toEqual(['3/5', '1/2', '9/20']);
    for (const event of changes.toReversed()) await reactAs(app, event);
    if (good !== undefined) await reactAs(app, good);
    expect(await recordsIn(before)).toEqual(['9/20']);

    // A post that was decided on before the change was told, and written after: nobody found it then.
    const at = '2026-03-02T01:00:00.000Z';
    const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
    const poster = { id: firm.id, name: firm.name, uscc: '913504041000000004' };
    const stale = { type: 'publishPost', at, poster, post: supplyPost, record: '3/5', recordChange: 1 } as const;
    await app.deps.posts.handle('pst_stale', stale, cause);
    const [published] = await eventsOf('post', 'pst_stale');
    await reactAs(app, published);
    expect(await recordsIn('pst_stale')).toEqual(['9/20']);
  });

  const faults: readonly Injected[] = [
    { before: 'throttled' },
    { before: 'death' },
    { after: 'death' },
    { after: 'time-out' },
  ];
  const cases = [1, 2, 3].flatMap((write) => faults.map((fault) => [write, fault] as const));

  it.each(cases)(
    'write %i (%o): told again, each fact counts once and every post is told once',
    async (write, fault) => {
      const n = 10 + cases.findIndex(([at, how]) => at === write && how === fault);
      const firm = await party(app.call, n, 'supplier');
      const posts = [await posted(supplyPost, firm), await posted(demandPost, firm)];
      const broken = await testApp({ db: faulty(app.db, atCall(write, fault, 'TransactWriteCommand')) });
      for (const each of [broken, app]) {
        await reactAs(each, answered(firm, 1, true)).catch(() => undefined);
        const [, changed] = await eventsOf('record', recordId(firm.id)).catch(() => []);
        if (changed !== undefined) await reactAs(each, changed).catch(() => undefined);
      }
      const types = (await eventsOf('record', recordId(firm.id))).map(({ type }) => type);
      expect(types).toEqual(['RecordCounted', 'RecordChanged']);
      expect(await recordsIn(...posts)).toEqual(['3/5', '3/5']);
      for (const id of posts) expect((await allEvents(app.db, id)).length).toBe(2);
    },
  );

  it('many at once count each', async () => {
    const firm = await party(app.call, 40, 'supplier');
    const facts = Array.from({ length: 5 }, (_, n) => answered(firm, n, n > 0));
    const told = [...facts, ...facts].map((event) => async () => {
      for (;;) {
        const error = await reactAs(app, event).then(
          () => undefined,
          (thrown: Error) => thrown,
        );
        if (error === undefined) return;
      }
    });
    await Promise.all(told.map((tell) => tell()));
    const { body } = await get(`/v1/organisations/${firm.id}/record`, firm);
    expect(body.parts[1]).toMatchObject({ part: 'answers', count: 5, score: { exact: '4/5' } });
  });

  it('costs so many units', async () => {
    const firm = await party(app.call, 41, 'supplier');
    await reactAs(app, answered(firm, 1, true));
    db.reset();
    await reactAs(app, answered(firm, 2, true));
    expect({ reads: db.reads, writes: db.formula }).toEqual({ reads: 3, writes: 6 });
    db.reset();
    await get(`/v1/organisations/${firm.id}/record`, firm);
    expect({ reads: db.reads, writes: db.writes }).toEqual({ reads: 1.5, writes: 0 });
  });
});
