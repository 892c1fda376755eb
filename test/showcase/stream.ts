import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Reactions } from '../../functions/react.ts';
import { showcaseReactions } from '../../functions/showcase/on.ts';
import type { Db } from '../../shared/table/client.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { TestApp } from '../support/app.ts';

/** Every event of the main table, those of an aggregate in their order. */
export async function allStreamed(db: Db): Promise<StreamedEvent[]> {
  const events: StreamedEvent[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await db.send(
      new ScanCommand({ TableName: db.main, ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }) }),
    );
    for (const { pk, kind, aggregate, json } of page.Items ?? []) {
      if (kind !== 'event') continue;
      const { seq, at, type, v, data } = JSON.parse(json);
      events.push({ id: `${pk}/${seq}`, aggregate, aggregateId: pk, seq, at, type, v, data });
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return events.sort((a, b) => a.aggregateId.localeCompare(b.aggregateId) || a.seq - b.seq);
}

/** Lets the showcase, or these contexts, react to what has happened since, until nothing new comes of it. */
export function stream(
  { db, deps }: Pick<TestApp, 'db' | 'deps'>,
  contexts: readonly Pick<Reactions, 'react'>[] = [showcaseReactions(deps)],
) {
  const told = new Set<string>();
  return async (): Promise<void> => {
    for (;;) {
      const news = (await allStreamed(db)).filter(({ id }) => !told.has(id));
      if (news.length === 0) return;
      for (const event of news) {
        for (const { react } of contexts) await react(event);
        told.add(event.id);
      }
    }
  };
}
