import type { Db } from './client.ts';
import { keys } from './keys.ts';
import { listAll, listPage, type Page, type PageRequest } from './query.ts';

/** An event as it was hashed, with the hash that the next one continues from. */
export interface LoggedEvent {
  readonly json: string;
  readonly hash: string;
}

/** One page of an aggregate's log (日志), oldest first; `pick` gives what is shown of an event, or passes it over. */
export function eventPage<T extends object>(
  db: Db,
  aggregate: string,
  request: PageRequest,
  pick: (event: LoggedEvent) => T | undefined,
): Promise<Page<T>> {
  return listPage(db, request, {
    partitions: [aggregate],
    prefix: keys.eventPrefix,
    pick: (item) => pick({ json: item.json as string, hash: item.hash as string }),
  });
}

/** The whole log, for the verification bundle. */
export async function allEvents(db: Db, aggregate: string): Promise<LoggedEvent[]> {
  const items = await listAll(db, aggregate, keys.eventPrefix);
  return items.map((item) => ({ json: item.json as string, hash: item.hash as string }));
}
