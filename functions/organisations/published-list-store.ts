import { type AggregateDeps, aggregateStore } from '../../shared/table/aggregate.ts';
import { publishedList } from './published-list.ts';

export type PublishedListStore = ReturnType<typeof publishedListStore>;

/** Published lists by their keys. */
export const publishedListStore = (deps: AggregateDeps) =>
  aggregateStore({ name: 'published-list', decider: publishedList }, deps);
