import { DeleteCommand, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Db } from './client.ts';
import { type TransactItem, translated, won } from './faults.ts';
import type { Key } from './keys.ts';

/** One item of the main table; eventually consistent, at half the cost, unless asked otherwise. */
export async function getItem(
  db: Db,
  key: Key,
  { consistent = false } = {},
): Promise<Record<string, unknown> | undefined> {
  const { Item: item } = await translated(
    db.send(new GetCommand({ TableName: db.main, Key: key, ConsistentRead: consistent })),
  );
  return item;
}

/** Puts one item into the main table, whatever was there. */
export async function putItem(db: Db, key: Key, item: Readonly<Record<string, unknown>>): Promise<void> {
  await translated(db.send(new PutCommand({ TableName: db.main, Item: { ...key, ...item } })));
}

/** Puts one item into the main table where there is none yet; false when there is. */
export async function putNew(db: Db, key: Key, item: Readonly<Record<string, unknown>>): Promise<boolean> {
  const put = { TableName: db.main, Item: { ...key, ...item }, ConditionExpression: 'attribute_not_exists(pk)' };
  return won(db.send(new PutCommand(put)));
}

/** Replaces one item of the main table whose `version` is still the one that was read; false when another came first. */
export async function replaceItem(
  db: Db,
  key: Key,
  item: Readonly<Record<string, unknown>> & { readonly version: number },
  read: number,
): Promise<boolean> {
  const put = {
    TableName: db.main,
    Item: { ...key, ...item },
    ConditionExpression: 'version = :read',
    ExpressionAttributeValues: { ':read': read },
  };
  return won(db.send(new PutCommand(put)));
}

/** Deletes one item of the main table whose `version` is still the one that was read; false when it changed, or is gone. */
export async function deleteItem(db: Db, key: Key, read: number): Promise<boolean> {
  const condition = { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': read } };
  return won(db.send(new DeleteCommand({ TableName: db.main, Key: key, ...condition })));
}

/** Writes up to 100 items of the main table together or not at all; false when a guard failed or another was at one of them. */
export async function writeTogether(db: Db, items: readonly TransactItem[]): Promise<boolean> {
  return won(db.send(new TransactWriteCommand({ TransactItems: [...items] })));
}

/** Keeps an item unless a later version of it is kept already, however often and in whatever order it is told. */
export async function keepNewest(
  db: Db,
  key: Key,
  item: Readonly<Record<string, unknown>> & { readonly version: number },
): Promise<void> {
  while (!(await putNew(db, key, item))) {
    const kept = (await getItem(db, key, { consistent: true }))?.version as number | undefined;
    if (kept !== undefined && kept >= item.version) return;
    if (kept !== undefined && (await replaceItem(db, key, item, kept))) return;
  }
}
