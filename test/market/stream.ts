import { marketReactions } from '../../functions/market/on.ts';
import { sourceStore } from '../../functions/market/source-store.ts';
import { postStore, type StreamedEvent } from '../../functions/market/store.ts';
import { allEvents } from '../../shared/table/log.ts';
import type { TestApp } from '../support/app.ts';
import { faulty, type Plan } from '../support/faulty.ts';

/** What became of an aggregate from this version on, as the stream delivers it. */
export async function eventsOf({ db }: TestApp, aggregate: string, id: string, from = 1): Promise<StreamedEvent[]> {
  return (await allEvents(db, id)).slice(from - 1).map(({ json }) => {
    const { seq, at, type, v, data } = JSON.parse(json);
    return { id: `${id}/${seq}`, aggregate, aggregateId: id, seq, at, type, v, data };
  });
}

/** Lets the market react to all that became of an aggregate. */
export async function streamed(test: TestApp, aggregate: string, id: string): Promise<void> {
  for (const event of await eventsOf(test, aggregate, id)) await marketReactions(test.deps).react(event);
}

/** The market's reactions whose posts and sources stand on a database with faults. */
export function reacting({ db, deps }: TestApp, plan: Plan) {
  const process = faulty(db, plan);
  const posts = postStore({ db: process, random: () => 's', pseudonym: () => '' });
  return marketReactions({ ...deps, posts, sources: sourceStore(process) });
}
