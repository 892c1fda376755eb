import { beforeAll, describe, expect, it } from 'vitest';
import { marketReactions } from '../../functions/market/on.ts';
import { sourcedId } from '../../functions/market/sources.ts';
import type { StreamedEvent } from '../../functions/market/store.ts';
import { tick } from '../../functions/tick.ts';
import { randomBy } from '../../shared/kernel/random.ts';
import { rebar } from '../catalogue/fixtures.ts';
import { counties, tonnes as lineOf, lock, opened, reportedBy } from '../joint/calls.ts';
import { type CallOptions, type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { seeded } from '../support/faulty.ts';
import { type Party, party } from '../support/world.ts';
import { tonnes } from './fixtures.ts';
import { eventsOf, reacting, streamed } from './stream.ts';

let db: Counting;
let test: TestApp;
let mill: Party;
let units: Party[];
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db });
  mill = await party(test.call, 50, 'supplier');
  units = await counties(test.call, 3);
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const outcome = ({ status, body }: Reply) => [status, body?.code];
const ok = (reply: Reply) => {
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
  return reply.body;
};

async function listedProduct(more: object = {}): Promise<{ product: string; post: string }> {
  const { id: product } = ok(await call('POST', '/v1/products', { ...rebar, ...more }, { as: mill.sub }));
  ok(await call('POST', `/v1/products/${product}/publication`, undefined, { as: mill.sub }));
  return { product, post: sourcedId({ kind: 'product', id: product }, 'steel.rebar') };
}
const read = (post: string, as?: string) => call('GET', `/v1/posts/${post}`, undefined, { as });

describe('a product', () => {
  it('is listed as a supply that follows it, and is changed and withdrawn at the product alone', async () => {
    const { product, post } = await listedProduct();
    expect(outcome(await read(post))).toEqual([404, 'not-found']);
    await streamed(test, 'product', product);
    const source = { kind: 'product', id: product };
    expect(ok(await read(post))).toMatchObject({ kind: 'supply', source, poster: { id: mill.id }, text: rebar.title });
    const { items } = ok(await call('GET', '/v1/posts?kind=supply&category=steel.rebar'));
    expect(items).toMatchObject([{ id: post, source }]);
    const standing = `/v1/posts?product=${product}`;
    expect(ok(await call('GET', standing))).toMatchObject({ items: [{ id: post, source }], next: null });
    expect(ok(await call('GET', `/v1/posts?poster=${mill.id}`, undefined, { as: mill.sub })).items).toHaveLength(1);

    const price = { ...rebar.price, unitPrice: { amount: '3355.00', currency: 'CNY' } };
    ok(await call('PATCH', `/v1/products/${product}`, { price, leadTimeDays: 9 }, { as: mill.sub }));
    await streamed(test, 'product', product);
    expect(ok(await read(post))).toMatchObject({
      price: { unitPrice: price.unitPrice },
      window: { from: '2026-03-11' },
    });

    const as = { as: mill.sub };
    const refused = await call('PATCH', `/v1/posts/${post}`, { radiusKm: 9 }, as);
    expect([...outcome(refused), refused.body.detail]).toEqual([
      409,
      'post-follows-source',
      expect.stringContaining(`/v1/products/${product}`),
    ]);
    const renewal = { expiresAt: '2026-03-20T00:00:00Z' };
    expect(outcome(await call('POST', `/v1/posts/${post}/renewal`, renewal, as))).toEqual([409, 'post-follows-source']);
    expect(outcome(await call('POST', `/v1/posts/${post}/closure`, undefined, as))).toEqual([
      409,
      'post-follows-source',
    ]);

    ok(await call('DELETE', `/v1/products/${product}/publication`, undefined, as));
    await streamed(test, 'product', product);
    expect(ok(await call('GET', standing)).items).toEqual([]);
    expect(outcome(await read(post))).toEqual([404, 'not-found']);
    expect(ok(await read(post, mill.sub))).toMatchObject({ status: 'closed', reason: 'source-ended' });
    ok(await call('POST', `/v1/products/${product}/publication`, undefined, as));
    await streamed(test, 'product', product);
    expect(ok(await read(post))).toMatchObject({ status: 'open' });
    await streamed(test, 'post', post);
    const { items: changes } = ok(await call('GET', '/v1/posts?since=0&kind=supply'));
    expect(changes.map(({ change }: { change: string }) => change)).toEqual([
      'published',
      'amended',
      'closed',
      'renewed',
      ...(changes.length > 4 ? ['amended'] : []),
    ]);
  });

  it('ends as its last word says, whatever order its events come in, how often, and whoever dies', async () => {
    const { product } = await listedProduct();
    const as = { as: mill.sub };
    const change = (body: object) => call('PATCH', `/v1/products/${product}`, body, as).then(ok);
    await change({ title: '改名' });
    await change({ price: { ...rebar.price, unitPrice: { amount: '3300.00', currency: 'CNY' } } });
    ok(await call('DELETE', `/v1/products/${product}/publication`, undefined, as));
    const ended = (await eventsOf(test, 'product', product)).length;
    ok(await call('POST', `/v1/products/${product}/publication`, undefined, as));
    await change({ minimumOrder: tonnes('70') });
    const events = await eventsOf(test, 'product', product);
    for (const [seed, last] of [
      [1, events.length],
      [2, ended],
      [3, events.length],
      [4, ended],
    ] as const) {
      const id = `${product.slice(0, -1)}${seed}`;
      const random = randomBy(seed);
      const deliveries = events
        .slice(0, last)
        .flatMap((event) => [event, event])
        .map((event) => ({ ...event, aggregateId: id }));
      deliveries.sort(() => random() - 0.5);
      const plan = seeded(seed, 0.1);
      let faults = 0;
      const consume = async (): Promise<void> => {
        for (let event = deliveries.shift(); event !== undefined; event = deliveries.shift()) {
          const again = event;
          await reacting(test, plan)
            .react(again)
            .catch(() => {
              faults += 1;
              deliveries.push(again);
            });
        }
      };
      await Promise.all([consume(), consume()]);
      expect(faults).toBeGreaterThan(0);
      const { state } = await test.deps.posts.load(sourcedId({ kind: 'product', id }, 'steel.rebar'), {
        consistent: true,
      });
      if (last === ended) expect(['none', 'closed']).toContain(state.status);
      else
        expect(state).toMatchObject({
          status: 'open',
          terms: { minimumOrder: tonnes('70'), text: '改名', price: { unitPrice: { amount: '3300.00' } } },
        });
    }
  });

  it('stands on when its post has lived for a year, and costs what the table of capacity says', async () => {
    const { product, post } = await listedProduct({ price: { ...rebar.price, validTo: '2028-12-31' } });
    const [, event] = await eventsOf(test, 'product', product);
    db.reset();
    await marketReactions(test.deps).react(event as StreamedEvent);
    expect(Math.round(db.reads)).toBe(4);
    expect(
      db.commands.filter(({ name }) => name.startsWith('Put') || name === 'TransactWrite').map(({ name }) => name),
    ).toEqual(['Put', 'TransactWrite']);
    db.reset();
    await marketReactions(test.deps).react(event as StreamedEvent);
    expect([db.writes, Math.round(db.reads)]).toEqual([0, 5]);
    test.clock.now = Date.parse('2027-03-06T01:00:00Z');
    await tick(test.deps);
    expect(ok(await read(post, mill.sub))).toMatchObject({ status: 'closed', reason: 'expired' });
    await streamed(test, 'post', post);
    expect(ok(await read(post))).toMatchObject({ status: 'open', window: { from: '2027-03-09', to: '2028-03-08' } });
    test.clock.now = start;
  });
});

describe('a demand round', () => {
  it('tells nothing until it is locked, then sums by its lead, and ends with it', async () => {
    const [lead] = units as [Party];
    const round = await opened(test, lead, units);
    await reportedBy(
      test.call,
      round,
      units.map((unit, n) => [
        unit,
        [
          lineOf(String(100 + n)),
          ...(n === 0 ? [lineOf('7.77', { attributes: { grade: 'HRB400E', diameter: 25, length: 12 } })] : []),
        ],
      ]),
    );
    await streamed(test, 'round', round);
    const demands = async () =>
      ok(await call('GET', '/v1/posts?kind=demand&limit=100')).items.filter(
        ({ source }: { source?: { id: string } }) => source?.id === round,
      );
    expect(await demands()).toEqual([]);
    expect((await lock(test.call, round, lead)).status).toBe(200);
    await streamed(test, 'round', round);
    const posts = await demands();
    const byDiameter = Object.fromEntries(
      posts.map((each: { attributes: { diameter: number } }) => [each.attributes.diameter, each]),
    );
    expect(posts).toHaveLength(2);
    expect(byDiameter[20]).toMatchObject({
      poster: { id: lead.id },
      quantity: { value: '303', basis: 'weighed' },
      window: { from: '2026-05-01', to: '2026-05-31' },
    });
    expect(byDiameter[25]).toMatchObject({ window: { from: '2026-04-01', to: '2026-12-31' } });
    expect(byDiameter[25]).not.toHaveProperty('quantity');
    expect(JSON.stringify(posts)).not.toMatch(/7\.77|"10[012]"/);
    ok(await call('POST', `/v1/demand-rounds/${round}/cancellation`, { reason: '改期' }, { as: lead.sub }));
    await streamed(test, 'round', round);
    expect(await demands()).toEqual([]);
  });
});
