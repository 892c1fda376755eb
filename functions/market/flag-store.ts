import type { Instant } from '../../shared/kernel/time.ts';
import { millis } from '../../shared/kernel/time.ts';
import type { Db } from '../../shared/table/client.ts';
import { keepNewest } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listAll } from '../../shared/table/query.ts';
import type { Flag } from './views.ts';

/** A published list as it stands: its firms by USCC. */
export interface FlagList extends Flag {
  readonly version: number;
  readonly firms: readonly string[];
}

export type FlagStore = ReturnType<typeof flagStore>;

/** How long a reading of the lists is good for: they change once in half a year. */
const keptMs = 60_000;

/** The lists that flag posters (龙头企业名单), at most tens of them, each an item that every container reads once a minute. */
export function flagStore(db: Db) {
  let read: { readonly at: number; readonly byFirm: ReadonlyMap<string, readonly Flag[]> } | undefined;

  async function byFirm(at: Instant): Promise<ReadonlyMap<string, readonly Flag[]>> {
    const now = millis(at);
    if (read !== undefined && now >= read.at && now < read.at + keptMs) return read.byFirm;
    const flags = (await listAll(db, keys.flagLists)).flatMap((item) => {
      const { firms, version: _, ...flag } = JSON.parse(item.list as string) as FlagList;
      return firms.map((uscc) => [uscc, flag] as const);
    });
    const grouped = Map.groupBy(flags, ([uscc]) => uscc);
    read = { at: now, byFirm: new Map([...grouped].map(([uscc, each]) => [uscc, each.map(([, flag]) => flag)])) };
    return read.byFirm;
  }

  return {
    /** The lists on which a firm stands. */
    async flagsOf(at: Instant): Promise<(uscc: string) => readonly Flag[]> {
      const firms = await byFirm(at);
      return (uscc) => firms.get(uscc) ?? [];
    },

    /** Keeps a list unless a later version of it is kept already, however often and in whatever order it is told. */
    keep: (list: FlagList): Promise<void> =>
      keepNewest(db, keys.flagList(list.list), { version: list.version, list: JSON.stringify(list) }),
  };
}
