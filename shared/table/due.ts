import { type Instant, millis } from '../kernel/time.ts';
import type { Db } from './client.ts';
import { mainTable } from './definition.ts';
import { keys } from './keys.ts';
import { queried } from './query.ts';

/** Another shard comes first each minute, so that none starves when a tick cannot do all. */
const rotated = (shards: readonly string[], now: number): string[] => {
  const first = Math.floor(now / 60_000) % shards.length;
  return [...shards.slice(first), ...shards.slice(0, first)];
};

/** The aggregates that have come due, shard by shard, oldest first, a page at a time. */
export async function* dueAggregates(db: Db, now: Instant): AsyncGenerator<string> {
  for (const shard of rotated(keys.allDueShards(), millis(now))) {
    const found = queried(db, {
      TableName: db.main,
      IndexName: mainTable.indexes[0]?.name,
      KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
      ExpressionAttributeValues: { ':shard': shard, ':now': now },
      Limit: 100,
    });
    for await (const item of found) yield item.pk;
  }
}
