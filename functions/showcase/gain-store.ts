import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem, putItem } from '../../shared/table/items.ts';
import { keys, viewShard, viewShards } from '../../shared/table/keys.ts';
import { listAll } from '../../shared/table/query.ts';
import { countOnce } from '../../shared/table/tally.ts';
import type { Gain, Gains } from './gains.ts';

export type GainStore = ReturnType<typeof gainStore>;

/** Views from one network address that count for one session on one day. */
const mostViews = 200;
/** A day's marks are kept until it is over wherever the clocks stand. */
const kept = 'P2D';
const enquiryPrefix = 'e#';
const orderPrefix = 'o#';

/** What came of live sessions: enquiries and orders, each an item; views, counted once a visitor, product and day. */
export function gainStore(db: Db) {
  async function viewsOf(session: string): Promise<ReadonlyMap<string, number>> {
    const shards = Array.from({ length: viewShards }, (_, shard) => listAll(db, keys.views(session, shard)));
    const views = new Map<string, number>();
    for (const { sk, count } of (await Promise.all(shards)).flat()) {
      const product = sk.slice(keys.viewPrefix.length);
      views.set(product, (views.get(product) ?? 0) + (count as number));
    }
    return views;
  }

  return {
    notePost: (post: string, product: string): Promise<void> => putItem(db, keys.productOfPost(post), { product }),

    noteEnquiry: (session: string, enquiry: string, gain: Gain): Promise<void> =>
      putItem(db, { pk: keys.gains(session), sk: `${enquiryPrefix}${enquiry}` }, { gain }),

    noteOrder: (session: string, quote: string, gain: Gain): Promise<void> =>
      putItem(db, { pk: keys.gains(session), sk: `${orderPrefix}${quote}` }, { gain }),

    /** Counts a view of a product; `visitor` and `address` are pseudonyms of that day. */
    view(
      { session, product, visitor, address }: Readonly<Record<'session' | 'product' | 'visitor' | 'address', string>>,
      at: Instant,
    ): Promise<boolean> {
      const counter = { pk: keys.views(session, viewShard(visitor)), sk: `${keys.viewPrefix}${product}` };
      const quota = { key: keys.viewerQuota(address), most: mostViews };
      return countOnce(db, { mark: keys.viewed(visitor), counter, quota, until: addDuration(at, kept) });
    },

    async of(session: string): Promise<Gains> {
      const [views, items] = await Promise.all([viewsOf(session), listAll(db, keys.gains(session))]);
      const of = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix)).map(({ gain }) => gain as Gain);
      const [enquiries, orders] = [of(enquiryPrefix), of(orderPrefix)];
      const posts = [...new Set([...enquiries, ...orders].map(({ post }) => post))];
      const found = await Promise.all(
        posts.map(async (post) => {
          const item = await getItem(db, keys.productOfPost(post));
          return item === undefined ? [] : [[post, item.product as string] as const];
        }),
      );
      return { views, enquiries, orders, productOf: new Map(found.flat()) };
    },
  };
}
