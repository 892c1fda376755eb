import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DomainError } from '../kernel/errors.ts';
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

export interface ListQuery<T> {
  /** The partitions in reading order; a list that grows without end is cut by year or month. */
  readonly partitions: readonly string[];
  readonly descending?: boolean;
  /** Only sort keys that begin so. */
  readonly prefix?: string;
  /** Only sort keys from here on, in reading order. */
  readonly from?: string | undefined;
  readonly consistent?: boolean;
  /** What an item shows, or undefined to pass it over. */
  pick(item: Item): T | undefined;
}

/** How many queries one page may cost; past that the page is short and `next` goes on. */
const queriesAPage = 12;

const encode = (place: readonly [number, string]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** A cursor names a place in the list's own partitions and nothing else; a foreign one is `cursor-invalid`. */
function decode(cursor: string, partitions: number): readonly [number, string] {
  try {
    const [index, sk] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Number.isInteger(index) && index >= 0 && index < partitions && typeof sk === 'string') return [index, sk];
  } catch {}
  throw new DomainError('malformed', 'cursor-invalid', {}, [{ pointer: '/cursor', code: 'cursor-invalid' }]);
}

/** Reads one page of a list through its partitions. */
export async function listPage<T>(db: Db, request: PageRequest, query: ListQuery<T>): Promise<Page<T>> {
  const { partitions, descending = false, consistent = false } = query;
  let [index, after] = request.cursor ? decode(request.cursor, partitions.length) : [0, ''];
  const items: T[] = [];
  for (let queries = 0; index < partitions.length; queries += 1) {
    if (queries === queriesAPage) return { items, next: encode([index, after]) };
    const pk = partitions[index] as string;
    const { Items: found = [], LastEvaluatedKey: last } = await translated(
      db.send(
        new QueryCommand({
          TableName: db.main,
          KeyConditionExpression: `pk = :pk${bound(query)}`,
          ExpressionAttributeValues: { ':pk': pk, ...boundValue(query) },
          ScanIndexForward: !descending,
          ConsistentRead: consistent,
          Limit: request.limit - items.length,
          ...(after === '' ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        }),
      ),
    );
    for (const item of found as Item[]) {
      const shown = query.pick(item);
      if (shown !== undefined) items.push(shown);
    }
    if (last === undefined) {
      index += 1;
      after = '';
    } else {
      after = (last as Item).sk;
    }
    if (items.length === request.limit) break;
  }
  return { items, next: index < partitions.length ? encode([index, after]) : null };
}

function bound({ prefix, from, descending }: ListQuery<unknown>): string {
  if (from !== undefined) return descending ? ' AND sk <= :bound' : ' AND sk >= :bound';
  return prefix === undefined ? '' : ' AND begins_with(sk, :bound)';
}

function boundValue({ prefix, from }: ListQuery<unknown>): Record<string, string> {
  const value = from ?? prefix;
  return value === undefined ? {} : { ':bound': value };
}

/** Everything under one partition, page after page; for sets known to be small. */
export async function listAll(db: Db, partition: string, prefix?: string): Promise<Item[]> {
  const all: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items: found = [], LastEvaluatedKey: last } = await translated(
      db.send(
        new QueryCommand({
          TableName: db.main,
          KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': partition, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      ),
    );
    all.push(...(found as Item[]));
    start = last;
  } while (start !== undefined);
  return all;
}
