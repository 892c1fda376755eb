import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type IssuedList, type ListedList, listedList, publishedList } from './published-list.ts';

export type PublishedListStore = ReturnType<typeof publishedListStore>;

/** Published lists, by their keys and all of them. */
export const publishedListStore = (deps: AggregateDeps) => ({
  ...aggregateStore({ name: 'published-list', decider: publishedList, rows }, deps),

  /** Which lists there are, in the order of their keys. */
  listed: (request: PageRequest): Promise<Page<ListedList>> =>
    listPage(deps.db, request, { partitions: [keys.publishedLists], pick: (item) => item.listed as ListedList }),
});

const rows = ({ state }: Snapshot<IssuedList>): Row[] =>
  state === null ? [] : [{ key: { pk: keys.publishedLists, sk: state.key }, item: { listed: listedList(state) } }];
