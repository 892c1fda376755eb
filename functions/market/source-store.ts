import type { Db } from '../../shared/table/client.ts';
import { getItem, keepNewest } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import type { Told } from './sources.ts';

export type SourceStore = ReturnType<typeof sourceStore>;

/** What the sources of posts in other contexts said last. */
export function sourceStore(db: Db) {
  return {
    /** Keeps what a source says unless it said something later. */
    keep: (told: Told): Promise<void> =>
      keepNewest(db, keys.toldSource(told.source.id), { version: told.version, told: JSON.stringify(told) }),

    async last(source: string): Promise<Told | undefined> {
      const item = await getItem(db, keys.toldSource(source), { consistent: true });
      return item && (JSON.parse(item.told as string) as Told);
    },
  };
}
