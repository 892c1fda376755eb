import type { Db } from '../../shared/table/client.ts';
import { getItem, putItem, putNew, replaceItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage } from '../../shared/table/query.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { ProductFacts } from './live-events.ts';
import type { Facts } from './live-terms.ts';
import { factsOf, type Heard, heard } from './product-facts.ts';

export type ShownProductStore = ReturnType<typeof shownProductStore>;

/** What the showcase has heard of the catalogue's products, and in which sessions each stands. */
export function shownProductStore(db: Db) {
  async function read(product: string): Promise<{ heard: Heard; version: number }> {
    const item = await getItem(db, keys.shownProduct(product), { consistent: true });
    if (item === undefined) return { heard: {}, version: 0 };
    return { heard: JSON.parse(item.heard as string) as Heard, version: item.version as number };
  }

  return {
    /** Takes in an event of a product, however often and in whatever order they come; the product's facts as they then are. */
    async hear({ aggregateId, seq, type, data }: StreamedEvent): Promise<ProductFacts | undefined> {
      const key = keys.shownProduct(aggregateId);
      for (;;) {
        const before = await read(aggregateId);
        const after = heard(before.heard, seq, { type, data } as never);
        if (after === before.heard) return factsOf(after);
        const item = { heard: JSON.stringify(after), version: before.version + 1 };
        const kept = before.version === 0 ? putNew(db, key, item) : replaceItem(db, key, item, before.version);
        if (await kept) return factsOf(after);
      }
    },

    /** The facts of those of these products that anything is known of. */
    async factsOf(products: readonly string[]): Promise<Facts> {
      const found = await Promise.all(
        [...new Set(products)].map(async (product) => {
          const facts = factsOf((await read(product)).heard);
          return facts === undefined ? [] : [[product, facts] as const];
        }),
      );
      return Object.fromEntries(found.flat());
    },

    /** Notes that a product stands in a session. */
    noteShowing: (product: string, session: string): Promise<void> =>
      putItem(db, keys.showing(product, session), { kind: 'showing' }),

    /** The sessions in whose lists a product stands or stood. */
    async *sessionsShowing(product: string): AsyncGenerator<string> {
      const prefix = keys.showing(product, '').sk;
      let cursor: string | undefined;
      do {
        const query = { partitions: [keys.showing(product, '').pk], prefix, consistent: true, pick: sessionOf };
        const page = await listPage(db, { limit: 100, cursor }, query);
        yield* page.items;
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);

      function sessionOf({ sk }: { readonly sk: string }): string {
        return sk.slice(prefix.length);
      }
    },
  };
}
