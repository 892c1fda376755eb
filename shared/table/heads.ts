import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { type Day, dayOf, type Instant } from '../kernel/time.ts';
import type { SignedHead } from '../sealing/heads.ts';
import type { Row, Snapshot } from './aggregate.ts';
import type { Db } from './client.ts';
import { won } from './faults.ts';
import { putItem } from './items.ts';
import { keys } from './keys.ts';
import { listAll, queried } from './query.ts';

/** The row, written with a change, that has the clock sign what the day left: the last change of the day replaces it. */
export const pendingHead = ({ id, version, head }: Snapshot<unknown>, at: Instant): Row => ({
  key: keys.pendingHead(id, dayOf(at)),
  item: { seq: version, head },
});

/** The heads of days before this one that wait to be signed, shard by shard, oldest first, a page at a time. */
export async function* pendingHeads(db: Db, before: Day): AsyncGenerator<SignedHead> {
  for (const shard of keys.allPendingHeads()) {
    const found = queried(db, {
      TableName: db.main,
      KeyConditionExpression: 'pk = :shard AND sk < :before',
      ExpressionAttributeValues: { ':shard': shard, ':before': before },
      Limit: 100,
    });
    for await (const { sk, seq, head } of found) {
      const [day = '', stream = ''] = sk.split('#');
      yield { stream, seq: seq as number, head: head as string, day };
    }
  }
}

/** Notes where a signed head is kept, and that it waits no more; one that was replaced meanwhile still does. */
export async function headSigned(db: Db, { stream, day, seq }: SignedHead, place: string): Promise<void> {
  await putItem(db, keys.signedHead(stream, day, seq), { seq, place });
  await won(
    db.send(
      new DeleteCommand({
        TableName: db.main,
        Key: keys.pendingHead(stream, day),
        ConditionExpression: 'seq = :seq',
        ExpressionAttributeValues: { ':seq': seq },
      }),
    ),
  );
}

/** Where the signed heads of a chain are kept, oldest first. */
export async function signedHeads(
  db: Db,
  aggregate: string,
): Promise<readonly { readonly seq: number; readonly place: string }[]> {
  const items = await listAll(db, aggregate, keys.signedHeadPrefix);
  return items.map(({ seq, place }) => ({ seq: seq as number, place: place as string }));
}
