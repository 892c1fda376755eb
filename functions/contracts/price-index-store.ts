import type { Day } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { type Item, listPage, type Page, type PageRequest, queried } from '../../shared/table/query.ts';
import { type OpenIndex, type Point, type PriceIndex, pointAnnexes, priceIndex } from './price-index.ts';
import type { Window } from './settlement/dates.ts';

export type PriceIndexStore = ReturnType<typeof priceIndexStore>;

/** Series of published prices and their points, by day. */
export function priceIndexStore(deps: AggregateDeps) {
  const { db } = deps;
  const prefix = keys.annexPrefix('point');
  const pointOf = ({ annex }: Item): Point => JSON.parse(annex as string) as Point;

  const between = (index: string, { from, to }: Window) => ({
    TableName: db.main,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': index, ':from': prefix + from, ':to': prefix + to },
    ConsistentRead: true,
  });

  /** The points of a window, by day. */
  async function within(index: string, window: Window): Promise<Point[]> {
    return (await Array.fromAsync(queried(db, between(index, window)))).map(pointOf);
  }

  /** The last point before a day. */
  async function before(index: string, day: Day): Promise<Point[]> {
    const query = { ...between(index, { from: '', to: `${day}` }), ScanIndexForward: false, Limit: 1 };
    query.ExpressionAttributeValues[':to'] = `${prefix}${day}`;
    for await (const item of queried(db, query)) return [pointOf(item)];
    return [];
  }

  return {
    ...aggregateStore({ name: 'price-index', decider: priceIndex, rows, annexes: pointAnnexes }, deps),

    within,

    /** What a window settles by: its points, or the last one before it (顺延前一报价日). */
    async settling(index: string, window: Window): Promise<Point[]> {
      const points = await within(index, window);
      return points.length > 0 ? points : before(index, window.from);
    },

    /** A page of points, the newest day first. */
    points: (index: string, request: PageRequest): Promise<Page<Point>> =>
      listPage(db, request, { partitions: [index], prefix, descending: true, consistent: true, pick: pointOf }),

    /** A page of what was corrected, the newest day first. */
    corrections: (index: string, request: PageRequest): Promise<Page<Point>> =>
      listPage(db, request, {
        partitions: [index],
        prefix: keys.annexPrefix('correction'),
        descending: true,
        consistent: true,
        pick: pointOf,
      }),

    /** The series that an organisation keeps, the newest first. */
    keptBy: (keeper: string, request: PageRequest): Promise<Page<OpenIndex & { readonly id: string }>> =>
      listPage(db, request, {
        partitions: [keys.priceIndexList(keeper)],
        descending: true,
        pick: ({ listed }) => listed as OpenIndex & { readonly id: string },
      }),
  };
}

function rows({ id, state }: Snapshot<PriceIndex>): Row[] {
  if (state.status === 'none') return [];
  const key = { pk: keys.priceIndexList(state.keeper), sk: `${state.openedAt}#${id}` };
  return [{ key, item: { listed: { id, ...state } } }];
}
