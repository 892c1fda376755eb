import { BatchGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { DomainError } from '../kernel/errors.ts';
import { whileRaced } from '../kernel/retry.ts';
import type { Db } from './client.ts';
import { type TransactItem, translated } from './faults.ts';
import { getItem } from './items.ts';
import { feedBlock, type Key, keys } from './keys.ts';
import { type Item, mark, queried } from './query.ts';

/** How often an entry is tried while others append to the same feeds: somebody gets on each time. */
const tries = 40;

/**
 * Appends an entry to feeds, to each with the next number of its own, in one transaction with the marker that says that
 * it was done: whoever does it again, now or later, does nothing. What is read is `feed#<feed>` / `@`, the last number.
 * @throws `try-again`, and `concurrent-change` after many lost races
 */
export async function appendOnce(
  db: Db,
  marker: Key,
  feeds: readonly string[],
  entry: Readonly<Record<string, unknown>>,
): Promise<void> {
  await whileRaced(async () => {
    const last = await lastOf(db, marker, feeds);
    if (last === undefined) return;
    const items = feeds.flatMap((feed) => numbered(db, feed, last.get(feed) ?? 0, entry));
    const put = { TableName: db.main, Item: marker, ConditionExpression: 'attribute_not_exists(pk)' };
    await translated(db.send(new TransactWriteCommand({ TransactItems: [...items, { Put: put }] })));
  }, tries);
}

/** The last number of each feed, as it is now; undefined when the marker is there. */
async function lastOf(db: Db, marker: Key, feeds: readonly string[]): Promise<ReadonlyMap<string, number> | undefined> {
  const Keys = [marker, ...feeds.map(keys.feedEnd)];
  const request = { RequestItems: { [db.main]: { Keys, ConsistentRead: true } } };
  const { Responses: found = {}, UnprocessedKeys: left = {} } = await translated(db.send(new BatchGetCommand(request)));
  if (Object.keys(left).length > 0) throw new DomainError('unavailable', 'try-again');
  const items = new Map((found[db.main] ?? []).map((item) => [item.pk as string, item]));
  if (items.has(marker.pk)) return undefined;
  return new Map(feeds.map((feed) => [feed, (items.get(keys.feedEnd(feed).pk)?.last as number | undefined) ?? 0]));
}

function numbered(db: Db, feed: string, last: number, entry: Readonly<Record<string, unknown>>): TransactItem[] {
  const seq = last + 1;
  const end = { ...keys.feedEnd(feed), last: seq };
  const guard =
    last === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#last = :read',
          ExpressionAttributeNames: { '#last': 'last' },
          ExpressionAttributeValues: { ':read': last },
        };
  return [
    { Put: { TableName: db.main, Item: end, ...guard } },
    { Put: { TableName: db.main, Item: { ...keys.feedEntry(feed, seq), ...entry } } },
  ];
}

/**
 * What a feed has after a number, in order and without a gap: an entry is read only when each one before it was, so that
 * a reader of a copy that lags, or of a transaction half way, sees less and never other than all.
 */
export async function readFeed(db: Db, feed: string, after: number, limit: number): Promise<readonly Item[]> {
  const run: Item[] = [];
  const next = (): number => after + run.length + 1;
  for (;;) {
    const { pk, sk } = keys.feedEntry(feed, next());
    const block = Math.floor(next() / feedBlock);
    const query = {
      TableName: db.main,
      KeyConditionExpression: 'pk = :pk AND sk >= :sk',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      Limit: limit - run.length,
    };
    for await (const item of queried(db, query)) {
      if (item.sk !== keys.feedEntry(feed, next()).sk) return run;
      run.push(item);
      if (run.length === limit) return run;
    }
    if (Math.floor(next() / feedBlock) === block) return run;
  }
}

/** The number of a feed's last entry. */
export async function endOfFeed(db: Db, feed: string): Promise<number> {
  return ((await getItem(db, keys.feedEnd(feed)))?.last as number | undefined) ?? 0;
}

/** A place in this very feed, for a reader to go on from. */
export const feedCursor = (feed: string, after: number): string =>
  Buffer.from(JSON.stringify([mark(feed), after])).toString('base64url');

/** The number that a cursor of this feed stands after. @throws `cursor-invalid` */
export function afterCursor(feed: string, cursor: string, pointer: string): number {
  try {
    const [marked, after] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (marked === mark(feed) && Number.isSafeInteger(after) && after >= 0 && after < 1e10) return after;
  } catch {}
  throw new DomainError('malformed', 'cursor-invalid', {}, [{ pointer, code: 'cursor-invalid' }]);
}
