import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { DomainError } from '../kernel/errors.ts';
import { base64url, sha256 } from '../sealing/hash.ts';
import type { Db } from './client.ts';
import { translated } from './faults.ts';

export type Item = Record<string, unknown> & { readonly pk: string; readonly sk: string };

/** One page of a list (列表页): `next` is an opaque cursor, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Only sort keys that begin with `prefix`, or only those from `from` on, in reading order. */
type Bound =
  | { readonly prefix?: string; readonly from?: undefined }
  | { readonly prefix?: undefined; readonly from?: string | undefined };

export type ListQuery<T> = Bound & {
  /** The partitions in reading order; a list that grows without end is cut by year or month. */
  readonly partitions: readonly string[];
  readonly descending?: boolean;
  readonly consistent?: boolean;
  /** What an item shows, or undefined to pass it over. */
  pick(item: Item): T | undefined;
};

/** How many queries one page may cost; past that the page is short and `next` goes on. */
const queriesAPage = 12;

/** DynamoDB's longest sort key, in bytes. */
const longestSortKey = 1024;

/** A partition in a cursor: it stays itself when a year is added before it, and tells nothing. */
export const mark = (partition: string): string =>
  base64url(sha256(new TextEncoder().encode(partition)).subarray(0, 8));

const encode = (partition: string, after: string): string =>
  Buffer.from(JSON.stringify([mark(partition), after])).toString('base64url');

/** A cursor names a place in this very list; any other is `cursor-invalid`. */
function decode(cursor: string, query: ListQuery<unknown>): readonly [number, string] {
  try {
    const [marked, after] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const index = query.partitions.findIndex((partition) => mark(partition) === marked);
    if (index >= 0 && typeof after === 'string' && isWithin(after, query)) return [index, after];
  } catch {}
  throw new DomainError('malformed', 'cursor-invalid', {}, [{ pointer: '/cursor', code: 'cursor-invalid' }]);
}

/** DynamoDB refuses to start outside the bound of a query. */
function isWithin(after: string, { prefix, from, descending }: ListQuery<unknown>): boolean {
  if (after === '') return true;
  if (Buffer.byteLength(after) > longestSortKey) return false;
  if (prefix !== undefined) return after.startsWith(prefix);
  return from === undefined || (descending ? after <= from : after >= from);
}

/** Reads one page of a list through its partitions. */
export async function listPage<T>(db: Db, { limit, cursor }: PageRequest, query: ListQuery<T>): Promise<Page<T>> {
  const { partitions, descending = false, consistent = false } = query;
  let [index, after] = cursor ? decode(cursor, query) : [0, ''];
  const items: T[] = [];
  for (let queries = 0; queries < queriesAPage && items.length < limit; queries += 1) {
    const pk = partitions[index];
    if (pk === undefined) break;
    const { Items: found = [], LastEvaluatedKey: last } = await translated(
      db.send(
        new QueryCommand({
          TableName: db.main,
          KeyConditionExpression: `pk = :pk${bound(query)}`,
          ExpressionAttributeValues: { ':pk': pk, ...boundValue(query) },
          ScanIndexForward: !descending,
          ConsistentRead: consistent,
          Limit: limit,
          ...(after === '' ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        }),
      ),
    );
    let read = 0;
    for (const item of found as Item[]) {
      if (items.length === limit) break;
      const shown = query.pick(item);
      if (shown !== undefined) items.push(shown);
      after = item.sk;
      read += 1;
    }
    if (read === found.length && last === undefined) {
      index += 1;
      after = '';
    }
  }
  const next = partitions[index];
  return { items, next: next === undefined ? null : encode(next, after) };
}

function bound({ prefix, from, descending }: ListQuery<unknown>): string {
  if (from !== undefined) return descending ? ' AND sk <= :bound' : ' AND sk >= :bound';
  return prefix === undefined ? '' : ' AND begins_with(sk, :bound)';
}

function boundValue({ prefix, from }: ListQuery<unknown>): Record<string, string> {
  const value = from ?? prefix;
  return value === undefined ? {} : { ':bound': value };
}

/** One page of a partition's items whose sort keys begin with `prefix`, after a key; `last` where there may be more. */
export async function pageUnder(
  db: Db,
  pk: string,
  { prefix, after, limit }: { readonly prefix: string; readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Item[]; readonly last: string | undefined }> {
  const { Items: items = [], LastEvaluatedKey: last } = await translated(
    db.send(
      new QueryCommand({
        TableName: db.main,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
        Limit: limit,
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
      }),
    ),
  );
  return { items: items as Item[], last: last?.sk as string | undefined };
}

/** Every item that a query finds, page after page. */
export async function* queried(db: Db, query: QueryCommandInput): AsyncGenerator<Item> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = start === undefined ? query : { ...query, ExclusiveStartKey: start };
    const { Items: found = [], LastEvaluatedKey: last } = await translated(db.send(new QueryCommand(page)));
    yield* found as Item[];
    start = last;
  } while (start !== undefined);
}

/** Everything under one partition; for sets known to be small. */
export async function listAll(db: Db, partition: string, prefix?: string): Promise<Item[]> {
  return Array.fromAsync(
    queried(db, {
      TableName: db.main,
      KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': partition, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
      ConsistentRead: true,
    }),
  );
}
