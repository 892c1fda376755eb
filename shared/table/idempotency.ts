import { GetCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { type Answer, type Claim, type KeptAnswer, keepAnswersMs } from '../kernel/idempotency.ts';
import { type Instant, instant, millis } from '../kernel/time.ts';
import type { Db } from './client.ts';
import { translated } from './faults.ts';
import { keys } from './keys.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The item that keeps an answer for 24 hours. */
export function answerItem(claim: Claim, answer: Answer, at: Instant): Record<string, unknown> {
  return {
    ...keys.answer(claim.scope),
    kind: 'answer',
    bodyHash: claim.body,
    answer: JSON.stringify(answer),
    keptAt: at,
    expiresAt: Math.ceil((millis(at) + keepAnswersMs) / 1000),
  };
}

/** Puts the answer unless a younger one is kept: time to live deletes late, so age is checked here and on read. */
export function unlessKept(db: Db, item: Record<string, unknown>, at: Instant): TransactItem {
  return {
    Put: {
      TableName: db.main,
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk) OR keptAt <= :old',
      ExpressionAttributeValues: { ':old': instant(millis(at) - keepAnswersMs) },
    },
  };
}

export async function findAnswer(
  db: Db,
  scope: string,
  at: Instant,
  { consistent = false } = {},
): Promise<KeptAnswer | undefined> {
  const { Item: item } = await translated(
    db.send(new GetCommand({ TableName: db.main, Key: keys.answer(scope), ConsistentRead: consistent })),
  );
  if (item === undefined || millis(item.keptAt) + keepAnswersMs <= millis(at)) return undefined;
  return { ...(JSON.parse(item.answer) as Answer), bodyHash: item.bodyHash, keptAt: item.keptAt };
}
