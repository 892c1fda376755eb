import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../shared/table/client.ts';
import { type CallOptions, type Reply, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { type Party, party } from '../support/world.ts';
import { demandPost, sanyuan, supplyPost, tonnes, workPost, yuan } from './fixtures.ts';

/** What happens once, between the blocks being read and the posts. */
let between: (() => Promise<unknown>) | undefined;

function interrupted(db: Counting): Counting {
  const send = async (command: { input: object }) => {
    const answer = await (db.send as (command: unknown) => Promise<unknown>)(command);
    const { ExpressionAttributeValues: values } = command.input as {
      ExpressionAttributeValues?: Record<string, unknown>;
    };
    if (between !== undefined && String(values?.[':pk']).startsWith('match#2#offered#steel.rebar#* *')) {
      const act = between;
      between = undefined;
      await act();
    }
    return answer;
  };
  return Object.create(db, { send: { value: send as Db['send'] } });
}

let db: Counting;
let test: TestApp;
let buyer: Party;
let mills: Party[];
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db: interrupted(db) });
  buyer = await party(test.call, 1, 'buyer');
  mills = await Promise.all([3, 4, 5, 6, 7, 8].map((n) => party(test.call, n, 'supplier')));
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const outcome = ({ status, body }: Reply) => [status, body?.code];
const mill = (n: number): Party => mills[n] as Party;
async function posted(by: Party, body: object): Promise<string> {
  const answer = await call('POST', '/v1/posts', body, { as: by.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}
const combination = (id: string, by: Party, query = '') =>
  call('GET', `/v1/posts/${id}/combination${query}`, undefined, { as: by.sub });
const taken = ({ body }: Reply) =>
  body.items.map(({ post, quantity }: { post: { id: string }; quantity: { value: string } }) => [
    post.id,
    quantity.value,
  ]);

/** At the buyer's place, so that the price is what it costs there. */
const supply = (has: string, price: string, more: object = {}) => ({
  ...supplyPost,
  place: sanyuan,
  quantity: tonnes(has),
  price: yuan(price),
  ...more,
});

describe('the combination of a demand', () => {
  let demand: string;
  let offers: string[];
  let hidden: string;

  it('takes the best set of six mills, in whole trucks, to the fen, with what it stands beside', async () => {
    demand = await posted(buyer, { ...demandPost, quantity: tonnes('5000'), quantityHidden: true });
    const has = [
      ['860', '3380', '35'],
      ['1200', '3390.5', '35'],
      ['1000', '3395', '700'],
      ['1300', '3400.25', '35'],
      ['900', '3405', '35'],
      ['4000', '3500', '2000'],
    ] as const;
    offers = await Promise.all(
      has.map(([tons, price, least], n) => posted(mill(n), supply(tons, price, { minimumOrder: tonnes(least) }))),
    );
    hidden = await posted(mill(0), supply('500', '3600', { quantityHidden: true, visibility: 'members' }));
    const found = await combination(demand, buyer);
    expect(found.status, JSON.stringify(found.body)).toBe(200);
    const { body } = found;
    const [a, b, c, d, e, large] = offers;
    expect(taken(found)).toEqual([
      [a, '840'],
      [b, '1190'],
      [c, '980'],
      [d, '1295'],
      [e, '695'],
    ]);
    expect(body.items.map(({ trucks }: { trucks: number }) => trucks)).toEqual([24, 34, 28, 37, 20]);
    expect(body).toMatchObject({
      asked: tonnes('5000'),
      load: tonnes('35'),
      trucksALoad: 1,
      covered: tonnes('5000'),
      missing: tonnes('0'),
      amount: { amount: '16970793.75' },
      bound: { amount: '16969925.00' },
      gap: '0.000051',
      byHand: { covered: tonnes('5000'), amount: { amount: '16970793.75' } },
      compared: 7,
      matching: 7,
      suppliers: 5,
      leftOutCount: 2,
    });
    expect(body.items[3]).toMatchObject({
      landed: { price: '3400.2500', freight: '0.0000', total: '3400.2500' },
      amount: { amount: '4403323.75' },
    });
    expect(body.leftOut).toMatchObject([
      {
        post: large,
        poster: { id: mill(5).id, name: mill(5).name },
        code: 'combining-dearer',
        why: {
          zh: '较贵：比已选中最贵的每吨（理计）高 95.00 元',
          en: 'dearer: +95.00 yuan a t (theoretical) than the dearest taken',
        },
      },
      { post: hidden, code: 'combining-dearer' },
    ]);
    expect((await combination(demand, buyer)).body).toEqual(body);
  });

  it('keeps to fewer suppliers where that is asked', async () => {
    const { body } = await combination(demand, buyer, '?maxSuppliers=2');
    expect([body.suppliers, body.covered.value, body.byHand.covered.value]).toEqual([2, '5000', '2520']);
    const full = body.leftOut.map(({ code }: { code: string }) => code);
    expect(full).toContain('combining-suppliers-full');
    expect((await combination(demand, buyer, '?maxSuppliers=0')).status).toBe(400);
  });

  it('never counts on a post as it was: one that is amended meanwhile is counted anew', async () => {
    const [a, b] = offers;
    between = async () => {
      await call('PATCH', `/v1/posts/${a}`, { price: yuan('3700') }, { as: mill(0).sub });
      await call('POST', `/v1/posts/${b}/closure`, undefined, { as: mill(1).sub });
    };
    const found = await combination(demand, buyer);
    const ids = taken(found).map(([id]: [string]) => id);
    expect([ids.includes(a), ids.includes(b), found.body.covered.value]).toEqual([false, false, '5000']);
    const out = found.body.leftOut.map(({ post }: { post: string }) => post);
    expect([out.includes(a), out.includes(b)]).toEqual([true, false]);
  });

  it('is for the poster of a demand, while it is verified and the demand stands and states a quantity', async () => {
    expect(outcome(await combination(demand, mill(0)))).toEqual([403, 'forbidden']);
    expect(outcome(await combination(demand, { ...buyer, sub: 'operator' }))).toEqual([403, 'forbidden']);
    expect((await call('GET', `/v1/posts/${demand}/combination`)).status).toBe(401);
    const secret = await posted(buyer, { ...demandPost, visibility: 'members' });
    expect(outcome(await combination(secret, { ...buyer, sub: 'nobody' }))).toEqual([404, 'not-found']);
    expect(outcome(await combination(offers[2] as string, mill(2)))).toEqual([422, 'combining-demand-only']);
    expect(outcome(await combination(await posted(buyer, workPost), buyer))).toEqual([422, 'combining-demand-only']);
    const vague = await posted(buyer, { ...demandPost, quantity: undefined });
    expect(outcome(await combination(vague, buyer))).toEqual([422, 'combining-quantity-required']);
    await call('POST', `/v1/posts/${secret}/closure`, undefined, { as: buyer.sub });
    expect(outcome(await combination(secret, buyer))).toEqual([409, 'post-closed']);
    const lost = await party(test.call, 9, 'buyer');
    const own = await posted(lost, demandPost);
    const decision = { decision: 'rejected', reason: '核对' };
    await call('POST', `/v1/organisations/${lost.id}/verification`, decision, { as: 'operator' });
    expect(outcome(await combination(own, lost))).toEqual([403, 'organisation-not-verified']);
  });

  it('costs what its matches cost, and a read for each post that it names', async () => {
    const plate = { category: 'steel.plate', attributes: { grade: 'Q355B', thickness: 20, width: 2000, length: 8000 } };
    const id = await posted(buyer, { ...demandPost, ...plate, window: { from: '2026-03-10', to: '2026-03-29' } });
    for (const by of mills.slice(0, 3)) await posted(by, supply('300', '4100', plate));
    db.reset();
    const found = await combination(id, buyer);
    expect([found.body.items.length, found.body.leftOut.length]).toEqual([2, 1]);
    // Membership, the blocks by thickness and grade; the demand, and each offer that is named.
    expect([db.commands.filter(({ name }) => name === 'Query').length, db.reads]).toEqual([9, 9]);
  });
});
