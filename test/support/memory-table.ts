import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { Db } from '../../shared/table/client.ts';
import { mainTable } from '../../shared/table/definition.ts';
import { holds, matchesKeys, projected, type Stored, updated, type Words } from './expressions.ts';

/** The items of one table: partitions by their key, in each the items by theirs. Neither is changed in place. */
export type Items = ReadonlyMap<string, ReadonlyMap<string, Stored>>;

/** The tables at one moment; taken and put back at the cost of one copied map. */
export type Moment = Readonly<Record<string, Items>>;

/** Both tables in memory, for tests that go back in time. It knows the requests that `shared/table` makes and throws at any other. */
export interface MemoryDb extends Db {
  moment(): Moment;
  restore(moment: Moment): void;
}

interface Where {
  readonly TableName: string;
}
interface KeyOf {
  readonly pk: string;
  readonly sk: string;
}
type Write = Where & Words & { readonly Key?: KeyOf; readonly Item?: Stored; readonly UpdateExpression?: string };
type Query = Where &
  Words & {
    readonly KeyConditionExpression: string;
    readonly IndexName?: string;
    readonly Limit?: number;
    readonly ScanIndexForward?: boolean;
    readonly ExclusiveStartKey?: KeyOf;
  };

const rest = { message: 'the condition failed', $metadata: {} };
const [dueIndex] = mainTable.indexes;
/** DynamoDB's longest transaction and longest item, in bytes. */
const most = { writes: 100, bytes: 400 * 1024 };

export function memoryDb(names: { readonly main: string; readonly vault: string }): MemoryDb {
  let tables: Record<string, Map<string, Map<string, Stored>>> = { [names.main]: new Map(), [names.vault]: new Map() };

  const partition = (table: string, pk: string): ReadonlyMap<string, Stored> => tables[table]?.get(pk) ?? new Map();
  const itemAt = (table: string, { pk, sk }: KeyOf): Stored | undefined => partition(table, pk).get(sk);

  function put(table: string, key: KeyOf, item: Stored | undefined): void {
    const items = new Map(partition(table, key.pk));
    if (item === undefined) items.delete(key.sk);
    else items.set(key.sk, stored(item));
    if (items.size > 0) tables[table]?.set(key.pk, items);
    else tables[table]?.delete(key.pk);
  }

  const keyOf = ({ Key, Item }: Write): KeyOf => (Key ?? Item) as unknown as KeyOf;
  const passes = (write: Write): boolean => holds(write, itemAt(write.TableName, keyOf(write)));

  function carryOut(kind: string, write: Write): void {
    const key = keyOf(write);
    if (kind === 'ConditionCheck') return;
    const { pk, sk } = key;
    const changed = (): Stored => updated(write, { ...itemAt(write.TableName, key), pk, sk });
    put(write.TableName, key, kind === 'Update' ? changed() : kind === 'Put' ? write.Item : undefined);
  }

  function alone(kind: string, write: Write): object {
    if (!passes(write)) throw new ConditionalCheckFailedException(rest);
    carryOut(kind, write);
    return {};
  }

  function together({ TransactItems }: { readonly TransactItems: readonly Readonly<Record<string, Write>>[] }): object {
    const writes = TransactItems.flatMap((one) => Object.entries(one));
    const places = new Set(
      writes.map(([, write]) => JSON.stringify([write.TableName, keyOf(write).pk, keyOf(write).sk])),
    );
    if (places.size < writes.length || writes.length > most.writes) throw invalid('Transaction request is not valid');
    const reasons = writes.map(([, write]) => ({ Code: passes(write) ? 'None' : 'ConditionalCheckFailed' }));
    if (reasons.some(({ Code }) => Code !== 'None')) {
      throw new TransactionCanceledException({ ...rest, CancellationReasons: reasons });
    }
    for (const [kind, write] of writes) carryOut(kind, write);
    return {};
  }

  function query(asked: Query): object {
    const found = sorted(asked).filter((item) => matchesKeys(asked, item));
    const after = asked.ExclusiveStartKey;
    const from = after === undefined ? 0 : 1 + found.findIndex(({ pk, sk }) => pk === after.pk && sk === after.sk);
    const start = after !== undefined && from === 0 ? found.filter((item) => before(item, after, asked)).length : from;
    const page = found.slice(start, start + (asked.Limit ?? found.length));
    const last = page.at(-1);
    const ended = asked.Limit === undefined || page.length < asked.Limit;
    return {
      Items: page.map((item) => projected(asked, item)),
      ...(ended || last === undefined ? {} : { LastEvaluatedKey: keysOf(last, asked) }),
    };
  }

  /** The partition or shard asked for, in its order. */
  function sorted(asked: Query): Stored[] {
    const direction = asked.ScanIndexForward === false ? -1 : 1;
    const sortKey = asked.IndexName === undefined ? 'sk' : (dueIndex?.sortKey ?? '');
    const partitionKey = /^\s*\S+ = (:\w+)/.exec(asked.KeyConditionExpression)?.[1] ?? '';
    const of = asked.ExpressionAttributeValues?.[partitionKey] as string;
    const items =
      asked.IndexName === undefined
        ? [...partition(asked.TableName, of).values()]
        : [...(tables[asked.TableName]?.values() ?? [])].flatMap((each) => [...each.values()]).filter(isDue);
    return items.sort((a, b) => direction * (order(a[sortKey], b[sortKey]) || order(a.pk, b.pk)));
  }

  const answers: Readonly<Record<string, (input: never) => object>> = {
    GetCommand: (input: Write) => {
      const item = itemAt(input.TableName, keyOf(input));
      return item === undefined ? {} : { Item: projected(input as Words, item) };
    },
    BatchGetCommand: ({ RequestItems }: { RequestItems: Record<string, { Keys: KeyOf[] }> }) => ({
      Responses: Object.fromEntries(
        Object.entries(RequestItems).map(([table, { Keys }]) => [
          table,
          Keys.flatMap((key) => itemAt(table, key) ?? []),
        ]),
      ),
      UnprocessedKeys: {},
    }),
    BatchWriteCommand: ({ RequestItems }: { RequestItems: Record<string, Record<string, Write>[]> }) => {
      for (const [table, requests] of Object.entries(RequestItems)) {
        for (const { PutRequest: one, DeleteRequest: gone } of requests) {
          const write = (one ?? gone) as Write;
          put(table, keyOf(write), write.Item);
        }
      }
      return { UnprocessedItems: {} };
    },
    ScanCommand: ({ TableName }: Where) => ({
      Items: [...(tables[TableName]?.values() ?? [])].flatMap((items) =>
        [...items.values()].sort((a, b) => order(a.sk, b.sk)),
      ),
    }),
    QueryCommand: query,
    PutCommand: (input: Write) => alone('Put', input),
    UpdateCommand: (input: Write) => alone('Update', input),
    DeleteCommand: (input: Write) => alone('Delete', input),
    TransactWriteCommand: together,
  };

  async function send(command: object): Promise<object> {
    const answer = answers[command.constructor.name];
    if (answer === undefined) throw new Error(`the table in memory does not know ${command.constructor.name}`);
    // An answer never comes in the same turn.
    await Promise.resolve();
    return answer((command as { input: never }).input);
  }

  return {
    ...names,
    send: send as unknown as Db['send'],
    moment: () => Object.fromEntries(Object.entries(tables).map(([name, items]) => [name, new Map(items)])),
    restore: (moment) => {
      tables = Object.fromEntries(
        Object.entries(moment).map(([name, items]) => [name, new Map(items) as Map<string, Map<string, Stored>>]),
      );
    },
  };
}

/** Every item of a table. */
export const itemsOf = (items: Items): Stored[] => [...items.values()].flatMap((each) => [...each.values()]);

const order = (a: unknown, b: unknown): number => ((a as string) < (b as string) ? -1 : a === b ? 0 : 1);
const isDue = (item: Stored): boolean => item[dueIndex?.partitionKey ?? ''] !== undefined;

function before(item: Stored, after: KeyOf, { ScanIndexForward: forward = true }: Query): boolean {
  return forward ? item.sk <= after.sk : item.sk >= after.sk;
}

const keysOf = ({ pk, sk, dueShard, dueAt }: Stored, { IndexName }: Query): object =>
  IndexName === undefined ? { pk, sk } : { pk, sk, dueShard, dueAt };

const invalid = (message: string): Error =>
  new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', message, $metadata: {} });

/** An item as the document client stores and returns it: nothing undefined, numbers as numbers, and nobody changes it. */
function stored(item: Stored): Stored {
  const text = JSON.stringify(item, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  if (Buffer.byteLength(text) > most.bytes) throw invalid('Item size has exceeded the maximum allowed size');
  return frozen(JSON.parse(text));
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
