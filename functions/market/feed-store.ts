import type { Db } from '../../shared/table/client.ts';
import { afterCursor, appendOnce, endOfFeed, feedCursor, readFeed } from '../../shared/table/feeds.ts';
import { keys } from '../../shared/table/keys.ts';
import type { Entry } from './feed.ts';

export type FeedStore = ReturnType<typeof feedStore>;

/** The feeds of changes to posts (动态信息流), each numbered without a gap. */
export function feedStore(db: Db) {
  return {
    /** Tells an entry to its feeds once, however often it is delivered. */
    tell: (feeds: readonly string[], entry: Entry): Promise<void> =>
      appendOnce(db, keys.toldEvent(entry.post, entry.version), feeds, { entry }),

    /**
     * What a feed has since a cursor, `''` its beginning and `now` its end, and the cursor to go on from.
     * @throws `cursor-invalid`
     */
    async since(feed: string, since: string, limit: number): Promise<{ entries: readonly Entry[]; next: string }> {
      if (since === 'now') return { entries: [], next: feedCursor(feed, await endOfFeed(db, feed)) };
      const after = since === '' || since === '0' ? 0 : afterCursor(feed, since, '/since');
      const entries = (await readFeed(db, feed, after, limit)).map(({ entry }) => entry as Entry);
      return { entries, next: feedCursor(feed, after + entries.length) };
    },
  };
}
