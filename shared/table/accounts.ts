import type { Movement } from '../kernel/movement.ts';
import { millis } from '../kernel/time.ts';
import type { Db } from './client.ts';
import type { TransactItem } from './faults.ts';
import { getItem } from './items.ts';
import { keys } from './keys.ts';
import { queried } from './query.ts';

/** Takes from an account what it holds at least; one that nobody has touched holds what it opens with. */
export function bookedItem({ main }: Db, { ledger, account, opening, take, endsAt }: Movement): TransactItem {
  const forgotten = endsAt === undefined ? {} : { ':end': Math.ceil(millis(endsAt) / 1000) };
  return {
    Update: {
      TableName: main,
      Key: keys.account(ledger, account),
      UpdateExpression: `SET remaining = if_not_exists(remaining, :opening) - :take${endsAt === undefined ? '' : ', expiresAt = :end'}`,
      ConditionExpression: opening >= take ? 'attribute_not_exists(pk) OR remaining >= :take' : 'remaining >= :take',
      ExpressionAttributeValues: { ':opening': opening, ':take': take, ...forgotten },
    },
  };
}

/** What some accounts of a ledger hold, in millionths; those that nobody has touched are not in it. Read consistently. */
export async function balancesOf(
  db: Db,
  ledger: string,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const found = await Promise.all(
    accounts.map(async (account) => {
      const item = await getItem(db, keys.account(ledger, account), { consistent: true });
      return item === undefined ? [] : [[account, BigInt(item.remaining as number | bigint)] as const];
    }),
  );
  return new Map(found.flat());
}

/** What every touched account of a ledger holds, in millionths of its unit; read consistently. */
export async function accountsOf(db: Db, ledger: string): Promise<ReadonlyMap<string, bigint>> {
  const held = new Map<string, bigint>();
  const found = queried(db, {
    TableName: db.main,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': ledger, ':prefix': keys.accountPrefix },
    ConsistentRead: true,
  });
  for await (const item of found) {
    held.set((item.sk as string).slice(keys.accountPrefix.length), BigInt(item.remaining as number | bigint));
  }
  return held;
}
