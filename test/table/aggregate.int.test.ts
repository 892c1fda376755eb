import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { AlreadyAnswered } from '../../shared/kernel/idempotency.ts';
import { saltedHash, verifyChain } from '../../shared/sealing/chain.ts';
import type { HandleOptions, Snapshot } from '../../shared/table/aggregate.ts';
import type { Db } from '../../shared/table/client.ts';
import { dueAggregates } from '../../shared/table/due.ts';
import { findAnswer } from '../../shared/table/idempotency.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { allEvents } from '../../shared/table/log.ts';
import { freshDb } from '../support/db.ts';
import { at, claimOf, type Jar, jarId, jars, nameKey, tagKey } from './toy.ts';

let db: Db;
let store: ReturnType<typeof jars>;
beforeAll(async () => {
  db = await freshDb();
  store = jars(db);
});

const add = (...coins: number[]) => ({ type: 'add', coins }) as const;
const answer = ({ state }: Snapshot<Jar>) => ({ status: 200, body: { total: state.total } });
const outcomes = async (calls: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).map((each) => (each.status === 'fulfilled' ? 'done' : each.reason.code));

describe('the version guards', () => {
  test('of two at once one wins, and the other is told', async () => {
    const id = jarId();
    const both = await outcomes([store.handle(id, add(1), at()), store.handle(id, add(2), at())]);
    expect(both.sort()).toEqual(['concurrent-change', 'done']);
    expect((await store.load(id, { consistent: true })).version).toBe(1);
  });

  test('what is safe to decide again is decided again', async () => {
    const id = jarId();
    const ten = Array.from({ length: 10 }, () => store.handle(id, add(1), at(), { retries: 10 }));
    expect(await outcomes(ten)).toEqual(ten.map(() => 'done'));
    const { state, version } = await store.load(id, { consistent: true });
    expect({ total: state.total, version }).toEqual({ total: 10, version: 10 });
  });

  test('a version that is no longer so is stale', async () => {
    const id = jarId();
    await store.handle(id, add(1, 2), at(), { ifMatch: 0 });
    await expect(store.handle(id, add(3), at(), { ifMatch: 1 })).rejects.toMatchObject({
      kind: 'stale',
      code: 'etag-mismatch',
      params: { version: 2 },
    });
  });

  test('a change that is too large for one transaction is refused whole', async () => {
    const id = jarId();
    const coins = Array.from({ length: 60 }, () => 1);
    await expect(store.handle(id, add(...coins), at())).rejects.toMatchObject({ code: 'change-too-large' });
    expect((await store.load(id, { consistent: true })).version).toBe(0);
  });
});

describe('the log', () => {
  test('verifies as a chain, across transactions, up to the head of the snapshot', async () => {
    const id = jarId();
    await store.handle(id, add(1, 2, 3), at());
    await store.handle(id, { type: 'close' }, at());
    const log = await allEvents(db, id);
    const check = verifyChain(log.map(({ json }) => json));
    expect(check).not.toHaveProperty('brokenAt');
    expect(check).not.toHaveProperty('seqBroken');
    expect(check.hashes).toEqual(log.map(({ hash }) => hash));
    expect(check.head).toBe((await store.load(id, { consistent: true })).head);
    expect(check.hashes).toHaveLength(4);
  });

  test('keeps private values beside it by salted hash, and verifies when they are erased', async () => {
    const id = jarId();
    await store.handle(id, { type: 'add', coins: [5], from: '王芳' }, at());
    const [event] = await allEvents(db, id);
    const { actor, data } = JSON.parse(event?.json ?? '');
    expect(Object.keys(data.private)).toEqual(['from', 'origin']);
    for (const [name, value] of [
      ['from', '王芳'],
      ['origin', { sub: 'alice', address: '192.0.2.7' }],
    ] as const) {
      const key = keys.sidecar(id, 1, name);
      const sidecar = await getItem(db, key, { consistent: true });
      expect(JSON.parse(sidecar?.value as string)).toEqual(value);
      expect(saltedHash(sidecar?.salt as string, value)).toBe(data.private[name]);
      await db.send(new DeleteCommand({ TableName: db.main, Key: key }));
    }
    expect(event?.json).not.toMatch(/王芳|alice|192\.0\.2\.7/);
    expect(actor).toEqual({ role: 'user', id: 'usr_5' });
    const after = await allEvents(db, id);
    expect(verifyChain(after.map(({ json }) => json)).head).toBe(event?.hash);
  });
});

describe('a claim', () => {
  test('is carried out once however often it comes, one after the other', async () => {
    const id = jarId();
    const claim = claimOf();
    const first = await store.handle(id, add(7), at(), { claim, answer });
    await expect(store.handle(id, add(7), at(), { claim, answer })).rejects.toMatchObject({
      kept: { ...first.answer, bodyHash: claim.body },
    });
    expect((await store.load(id, { consistent: true })).state.total).toBe(7);
  });

  test('is carried out once of many at the same time, and all get one answer', async () => {
    const id = jarId();
    const claim = claimOf();
    const twins = Array.from({ length: 8 }, () => store.handle(id, add(7), at(), { claim, answer, retries: 10 }));
    const settled = await Promise.allSettled(twins);
    const answers = settled.map((each) => {
      if (each.status === 'fulfilled') return each.value.answer?.body;
      expect(each.reason).toBeInstanceOf(AlreadyAnswered);
      return each.reason.kept.body;
    });
    expect(answers).toEqual(twins.map(() => ({ total: 7 })));
    expect((await store.load(id, { consistent: true })).version).toBe(1);
  });

  test.each<[string, HandleOptions<Jar>]>([
    ['what can be done once only', {}],
    ['what names the version it saw', { ifMatch: 0 }],
  ])('gets its answer again, not a refusal: %s', async (_, options) => {
    const id = jarId();
    const claim = claimOf();
    await store.handle(id, { type: 'close' }, at(), { ...options, claim, answer });
    const again = store.handle(id, { type: 'close' }, at(), { ...options, claim, answer });
    await expect(again).rejects.toBeInstanceOf(AlreadyAnswered);
    await expect(store.handle(id, { type: 'close' }, at())).rejects.toMatchObject({ code: 'jar-closed' });
  });

  test('is forgotten after 24 hours, whatever is still in the table', async () => {
    const id = jarId();
    const claim = claimOf();
    const [first, last, next] = ['2026-03-02T01:00:00.000Z', '2026-03-03T00:59:59.999Z', '2026-03-03T01:00:00.000Z'];
    await store.handle(id, add(1), at(first), { claim, answer });
    expect(await findAnswer(db, claim.scope, last, { consistent: true })).toMatchObject({ body: { total: 1 } });
    expect(await findAnswer(db, claim.scope, next, { consistent: true })).toBeUndefined();
    await expect(store.handle(id, add(1), at(last), { claim, answer })).rejects.toBeInstanceOf(AlreadyAnswered);
    await store.handle(id, add(1), at(next), { claim, answer });
    expect(await findAnswer(db, claim.scope, next, { consistent: true })).toMatchObject({ body: { total: 2 } });
  });
});

describe('rows', () => {
  test('follow the state: put, changed, left alone, deleted', async () => {
    const id = jarId();
    const [a, b, c] = ['a', 'b', 'c'].map((tag) => tagKey(`${id}-${tag}`, id)) as [Key, Key, Key];
    const tags = (values: Record<string, string>) =>
      Object.fromEntries(Object.entries(values).map(([tag, value]) => [`${id}-${tag}`, value]));
    const stored = async (key: Key) => (await getItem(db, key, { consistent: true }))?.value;
    await store.handle(id, { type: 'tag', tags: tags({ a: '1', b: '1' }) }, at());
    expect(await Promise.all([a, b, c].map(stored))).toEqual(['1', '1', undefined]);
    await db.send(new DeleteCommand({ TableName: db.main, Key: b }));
    await store.handle(id, { type: 'tag', tags: tags({ a: '2', b: '1', c: '1' }) }, at());
    // The row of b did not change, so that nothing was written of it.
    expect(await Promise.all([a, b, c].map(stored))).toEqual(['2', undefined, '1']);
    await store.handle(id, { type: 'tag', tags: {} }, at());
    expect(await Promise.all([a, b, c].map(stored))).toEqual([undefined, undefined, undefined]);
  });

  test('a unique one belongs to one at a time, and its loser writes nothing', async () => {
    const [one, two] = [jarId(), jarId()];
    const name = { type: 'name', name: one } as const;
    await store.handle(one, name, at());
    await store.handle(one, add(1), at());
    const refused = store.handle(two, name, at(), { retries: 3 });
    await expect(refused).rejects.toMatchObject({ kind: 'conflict', code: 'name-taken' });
    expect(await store.load(two, { consistent: true })).toMatchObject({ version: 0 });
    await store.handle(one, { type: 'name' }, at());
    await store.handle(two, name, at());
    expect(await getItem(db, nameKey(one), { consistent: true })).toMatchObject({ jar: two });
  });

  test('a unique one wanted by many at once is had by one', async () => {
    const name = { type: 'name', name: jarId() } as const;
    const all = await outcomes(Array.from({ length: 6 }, () => store.handle(jarId(), name, at(), { retries: 20 })));
    expect(all.filter((each) => each === 'done')).toHaveLength(1);
    expect(all.filter((each) => each !== 'done')).toEqual(Array.from({ length: 5 }, () => 'name-taken'));
  });
});

test('what is due is found in every shard, page after page, and only when its time has come', async () => {
  const early = '2026-03-05T00:00:00.000Z';
  const late = '2026-03-06T00:00:00.000Z';
  const ids = Array.from({ length: 40 }, jarId);
  for (const [n, id] of ids.entries()) await store.handle(id, { type: 'remind', at: n % 2 === 0 ? early : late }, at());
  const found = async (now: string) => {
    const all: string[] = [];
    for await (const id of dueAggregates(db, now)) all.push(id);
    return all.sort();
  };
  expect(await found('2026-03-04T23:59:59.999Z')).toEqual([]);
  expect(await found(early)).toEqual(ids.filter((_, n) => n % 2 === 0).sort());
  expect(await found(late)).toEqual([...ids].sort());
  for (const id of ids) await store.handle(id, { type: 'remind' }, at());
  expect(await found(late)).toEqual([]);
});

type Key = ReturnType<typeof tagKey>;
