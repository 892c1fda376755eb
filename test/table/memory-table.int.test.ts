import { BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountsOf, bookedItem } from '../../shared/table/accounts.ts';
import type { Db } from '../../shared/table/client.ts';
import { dueAggregates } from '../../shared/table/due.ts';
import { appendOnce, readFeed } from '../../shared/table/feeds.ts';
import { deleteItem, putItem, putNew, replaceItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage } from '../../shared/table/query.ts';
import { countOnce } from '../../shared/table/tally.ts';
import { freshDb } from '../support/db.ts';
import { memoryDb } from '../support/memory-table.ts';

/*
 * The table in memory, on which faults are tried, beside one that is a database: whatever is asked of both, both answer the same.
 */

const name = fc.constantFrom('a', 'b', 'c');
const version = fc.integer({ min: 1, max: 3 });
const at = '2026-03-02T01:00:00.000Z';

type Act = (db: Db) => Promise<unknown>;

const put: fc.Arbitrary<Act> = fc
  .record({ name, version, due: fc.boolean() })
  .map((one) => (db: Db) => putItem(db, { pk: 'p', sk: one.name }, { version: one.version, ...dueOf(one) }));
const putOnce: fc.Arbitrary<Act> = name.map((sk) => (db: Db) => putNew(db, { pk: 'p', sk }, { version: 1 }));
const replace: fc.Arbitrary<Act> = fc
  .record({ name, version })
  .map((one) => (db: Db) => replaceItem(db, { pk: 'p', sk: one.name }, { version: one.version + 1 }, one.version));
const remove: fc.Arbitrary<Act> = fc
  .record({ name, version })
  .map((one) => (db: Db) => deleteItem(db, { pk: 'p', sk: one.name }, one.version));
const book: fc.Arbitrary<Act> = fc
  .record({ account: name, take: fc.bigInt({ min: -5n, max: 5n }) })
  .map(({ account, take }) => async (db: Db) => {
    const movement = { ledger: 'p', account, opening: 6n, take, refused: 'x' };
    const items = [bookedItem(db, movement), { Delete: { TableName: db.main, Key: { pk: 'q', sk: account } } }];
    await db.send(new TransactWriteCommand({ TransactItems: items }));
  });
const tell: fc.Arbitrary<Act> = fc
  .integer({ min: 1, max: 4 })
  .map((seq) => (db: Db) => appendOnce(db, keys.toldEvent('p', seq), ['x', 'y'], { seq }));
const count: fc.Arbitrary<Act> = fc.record({ mark: name, who: name }).map(({ mark, who }) => (db: Db) => {
  const [counter, quota] = [{ pk: 'views', sk: '@' }, keys.viewerQuota(who)];
  return countOnce(db, { mark: keys.viewed(mark), counter, quota: { key: quota, most: 2 }, until: at });
});

function dueOf({ name: sk, due }: { readonly name: string; readonly due: boolean }): object {
  return due ? { dueShard: keys.dueShard(sk), dueAt: at } : {};
}

/** An answer, or the name and reasons of the refusal. */
async function said(act: Act, db: Db): Promise<unknown> {
  try {
    return (await act(db)) ?? null;
  } catch (error) {
    const {
      name,
      code,
      CancellationReasons: reasons,
    } = error as Error & { code?: string; CancellationReasons?: object[] };
    return { name, code, reasons: reasons?.map((each) => (each as { Code: string }).Code) };
  }
}

/** Everything that there is to read, in every way of reading. */
async function read(db: Db): Promise<unknown> {
  const page = (descending: boolean, from?: string) =>
    listPage(db, { limit: 2 }, { partitions: ['p'], descending, from, pick: ({ sk }) => sk });
  const query = { TableName: db.main, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'p' } };
  const between = {
    ...query,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': 'p', ':from': 'a', ':to': 'b' },
    ProjectionExpression: 'sk, version',
  };
  const items = await Promise.all([query, between].map(async (one) => (await db.send(new QueryCommand(one))).Items));
  const one = await db.send(new GetCommand({ TableName: db.main, Key: { pk: 'views', sk: '@' } }));
  const some = await db.send(new BatchGetCommand({ RequestItems: { [db.main]: { Keys: [{ pk: 'p', sk: 'a' }] } } }));
  return {
    items,
    one: one.Item,
    some: some.Responses?.[db.main],
    pages: [await page(false), await page(true), await page(false, 'b'), await page(true, 'b')],
    accounts: [...(await accountsOf(db, 'p'))],
    feed: await readFeed(db, 'x', 1, 10),
    due: await Array.fromAsync(dueAggregates(db, at)),
  };
}

it('the table in memory answers as a database does', async () => {
  const acts = fc.array(fc.oneof(put, putOnce, replace, remove, book, tell, count), { minLength: 10, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(acts, async (story) => {
      const real = await freshDb();
      const memory = memoryDb(real);
      for (const act of story) expect(await said(act, memory)).toEqual(await said(act, real));
      expect(await read(memory)).toEqual(await read(real));
    }),
    { numRuns: 12, seed: 20260302 },
  );
});
