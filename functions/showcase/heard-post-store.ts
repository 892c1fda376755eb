import { forEachOf } from '../../shared/kernel/pool.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem, putNew, replaceItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { type HeardPost, hear, type Said } from './heard-post.ts';

/** How many are read at a time. */
const atOnce = 16;

export type HeardPostStore = ReturnType<typeof heardPostStore>;

/** What the showcase heard of posts, an item each. */
export function heardPostStore(db: Db) {
  async function load(post: string, consistent: boolean) {
    const item = await getItem(db, keys.heardPost(post), { consistent });
    return item === undefined
      ? undefined
      : { heard: JSON.parse(item.heard as string) as HeardPost, version: item.version as number };
  }

  return {
    /** Takes up what was said of a post; said again it changes nothing. */
    async hear(post: string, said: Said): Promise<void> {
      for (;;) {
        const before = await load(post, true);
        const heard = hear(before?.heard, said);
        if (heard === undefined) return;
        const item = { heard: JSON.stringify(heard), version: (before?.version ?? 0) + 1 };
        const key = keys.heardPost(post);
        const won = await (before === undefined ? putNew(db, key, item) : replaceItem(db, key, item, before.version));
        if (won) return;
      }
    },

    /** Those of these posts that were heard of. */
    async of(posts: Iterable<string>): Promise<ReadonlyMap<string, HeardPost>> {
      const found = new Map<string, HeardPost>();
      await forEachOf(posts, atOnce, async (post) => {
        const one = await load(post, false);
        if (one !== undefined) found.set(post, one.heard);
      });
      return found;
    },
  };
}
