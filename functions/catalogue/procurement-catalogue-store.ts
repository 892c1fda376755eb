import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { putItem } from '../../shared/table/items.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import {
  type CatalogueEntry,
  type CatalogueState,
  type CatalogueVersion,
  procurementCatalogue,
} from './procurement-catalogue.ts';

const yearOf = (at: Instant): number => Math.max(firstYear, Number(dayOf(at).slice(0, 4)));
/** Entries that are written at a time. */
const together = 25;

export type ProcurementCatalogueStore = ReturnType<typeof procurementCatalogueStore>;

/** Versions of the procurement catalogue; their entries are items of their own, kept under their hash. */
export function procurementCatalogueStore(deps: AggregateDeps) {
  const { db } = deps;
  const versions = aggregateStore({ name: 'procurement-catalogue', decider: procurementCatalogue, rows }, deps);
  const idOf = (version: string): string => `pct_${version}`;
  return {
    load: async (version: string) => (await versions.load(idOf(version), { consistent: true })).state,
    handle: (...[version, ...rest]: Parameters<typeof versions.handle>) => versions.handle(idOf(version), ...rest),

    /** Keeps the entries under their hash, before a version names it: the same set writes the same items. */
    async putEntries(hash: string, entries: readonly CatalogueEntry[]): Promise<void> {
      for (let from = 0; from < entries.length; from += together) {
        const some = entries.slice(from, from + together);
        await Promise.all(
          some.map((entry) => putItem(db, { pk: keys.catalogueEntries(hash), sk: entry.product }, { entry })),
        );
      }
    },

    /** By product, the order that the hash covers. */
    entries(hash: string, request: PageRequest): Promise<Page<CatalogueEntry>> {
      const pick = (item: Record<string, unknown>) => item.entry as CatalogueEntry;
      return listPage(db, request, { partitions: [keys.catalogueEntries(hash)], pick });
    },

    /** The newest first. */
    list(at: Instant, request: PageRequest): Promise<Page<CatalogueVersion>> {
      const years = Array.from({ length: yearOf(at) - firstYear + 1 }, (_, back) => yearOf(at) - back);
      return listPage(db, request, {
        partitions: years.map(keys.catalogueVersions),
        descending: true,
        pick: (item) => item.version as CatalogueVersion,
      });
    },
  };
}

function rows({ state }: Snapshot<CatalogueState>): Row[] {
  if (state === null) return [];
  const { publishedAt, version } = state;
  const key = { pk: keys.catalogueVersions(yearOf(publishedAt)), sk: `${publishedAt}#${version}` };
  return [{ key, item: { version: state } }];
}
