import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { DomainError } from '../kernel/errors.ts';
import { whileRaced } from '../kernel/retry.ts';
import { type Instant, millis } from '../kernel/time.ts';
import type { Db } from './client.ts';
import { refusalOf, type TransactItem, translated } from './faults.ts';
import { getItem } from './items.ts';
import type { Key } from './keys.ts';

/** Something to be counted (计数). */
export interface Tally {
  /** Put with it: where it stands already, it was counted. */
  readonly mark: Key;
  readonly counter: Key;
  /** Of whoever counts: no more than `most`. */
  readonly quota: { readonly key: Key; readonly most: number };
  /** Until when mark and quota are kept. */
  readonly until: Instant;
}

const refused = 'not-counted';
/** Others count on the same item at the same time. */
const tries = 10;

/** Counts something once and within its quota, in one transaction; false where it was counted before or its quota is used up. */
export async function countOnce(db: Db, { mark, counter, quota, until }: Tally): Promise<boolean> {
  if ((await getItem(db, mark)) !== undefined) return false;
  const TableName = db.main;
  const expiresAt = Math.ceil(millis(until) / 1000);
  const items: TransactItem[] = [
    { Put: { TableName, Item: { ...mark, expiresAt }, ConditionExpression: 'attribute_not_exists(pk)' } },
    {
      Update: {
        TableName,
        Key: quota.key,
        UpdateExpression: 'SET expiresAt = :until ADD used :one',
        ConditionExpression: 'attribute_not_exists(pk) OR used < :most',
        ExpressionAttributeValues: { ':until': expiresAt, ':one': 1, ':most': quota.most },
      },
    },
    {
      Update: {
        TableName,
        Key: counter,
        UpdateExpression: 'ADD #count :one',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  ];
  const guarded = [mark, quota.key].map((key) => ({ key, unique: refused }));
  const counted = async (): Promise<boolean> => {
    const write = db.send(new TransactWriteCommand({ TransactItems: items }));
    await translated(write.catch((fault) => Promise.reject(refusalOf(fault, items, guarded) ?? fault)));
    return true;
  };
  try {
    return await whileRaced(counted, tries);
  } catch (error) {
    if (error instanceof DomainError && error.code === refused) return false;
    throw error;
  }
}
