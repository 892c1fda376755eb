import { isDeepStrictEqual } from 'node:util';
import { BatchWriteCommand, GetCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Db } from '../../shared/table/client.ts';

interface Place {
  readonly table: string;
  readonly key: { readonly pk: string; readonly sk: string };
}

/** An item before somebody tried to write it. */
interface Before extends Place {
  readonly item: object | undefined;
}

/**
 * The database for many questions about the same things, asked by one process: a read is answered again without
 * asking while nothing was written to its partition, and what was written since can be looked at and undone.
 */
export interface Undoable extends Db {
  /** The items that were written, or tried, since the beginning or the last `undo`. */
  readonly touched: readonly Before[];
  /** Those of them that are not as they were, to the byte. */
  changed(): Promise<readonly Place[]>;
  undo(): Promise<void>;
  /** What was written stays. */
  keep(): void;
}

type Input = Record<string, never> & {
  readonly TableName: string;
  readonly Key?: Place['key'];
  readonly Item?: Place['key'];
  readonly IndexName?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Input>>[];
};

export function undoable(db: Db): Undoable {
  const kept = new Map<string, Map<string, Promise<unknown>>>();
  const befores = new Map<string, Before>();
  const ask = db.send as unknown as (command: object) => Promise<unknown>;

  const name = ({ table, key }: Place): string => JSON.stringify([table, key.pk, key.sk]);
  const partition = (table: string, pk: unknown): string => JSON.stringify([table, pk]);

  async function itemAt({ table, key }: Place): Promise<object | undefined> {
    const command = new GetCommand({ TableName: table, Key: key, ConsistentRead: true });
    return ((await ask(command)) as { Item?: object }).Item;
  }

  /** The keys that a write names; undefined for a read. */
  function written(command: string, input: Input): readonly Place[] | undefined {
    if (command === 'TransactWriteCommand') {
      return (input.TransactItems ?? []).flatMap((one) => Object.values(one).flatMap((each) => placeOf(each)));
    }
    return /^(Put|Update|Delete)Command$/.test(command) ? placeOf(input) : undefined;
  }

  function placeOf({ TableName: table, Key, Item }: Input): readonly Place[] {
    const { pk, sk } = (Key ?? Item) as Place['key'];
    return [{ table, key: { pk, sk } }];
  }

  async function send(command: object): Promise<unknown> {
    const { input } = command as { readonly input: Input };
    const places = written(command.constructor.name, input);
    if (places === undefined) return read(command, input);
    for (const place of places) {
      if (!befores.has(name(place))) befores.set(name(place), { ...place, item: await itemAt(place) });
    }
    for (const { table, key } of places) kept.delete(partition(table, key.pk));
    return ask(command);
  }

  function read(command: object, input: Input): Promise<unknown> {
    const pk = input.Key?.pk ?? input.ExpressionAttributeValues?.[':pk'];
    if (pk === undefined || input.IndexName !== undefined) return ask(command);
    const reads = kept.get(partition(input.TableName, pk)) ?? new Map<string, Promise<unknown>>();
    kept.set(partition(input.TableName, pk), reads);
    const question = command.constructor.name + JSON.stringify(input);
    const answer = reads.get(question) ?? ask(command).then(frozen);
    reads.set(question, answer);
    return answer;
  }

  async function undo(): Promise<void> {
    const all = [...befores.values()];
    for (let from = 0; from < all.length; from += 25) {
      const requests: Record<string, object[]> = {};
      for (const { table, key, item } of all.slice(from, from + 25)) {
        const put = { PutRequest: { Item: item as PutCommandInput['Item'] } };
        requests[table] = [...(requests[table] ?? []), item === undefined ? { DeleteRequest: { Key: key } } : put];
      }
      await ask(new BatchWriteCommand({ RequestItems: requests as never }));
    }
    for (const { table, key } of all) kept.delete(partition(table, key.pk));
    befores.clear();
  }

  return {
    main: db.main,
    vault: db.vault,
    send: send as unknown as Db['send'],
    get touched() {
      return [...befores.values()];
    },
    async changed() {
      const now = await Promise.all([...befores.values()].map(async (one) => ({ one, item: await itemAt(one) })));
      return now.filter(({ one, item }) => !isDeepStrictEqual(item, one.item)).map(({ one }) => one);
    },
    undo,
    keep: () => befores.clear(),
  };
}

/** An answer that is given again must stay as it is. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) frozen(each);
  }
  return value;
}
