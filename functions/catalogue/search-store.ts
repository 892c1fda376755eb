import { parseQuantity } from '../../shared/kernel/quantity.ts';
import { isZero } from '../../shared/kernel/ratio.ts';
import { addDays, dayOf, daysBetween, type Instant, millis } from '../../shared/kernel/time.ts';
import type { Row, Snapshot } from '../../shared/table/aggregate.ts';
import type { Db } from '../../shared/table/client.ts';
import { keys } from '../../shared/table/keys.ts';
import { queried } from '../../shared/table/query.ts';
import type { Product } from './product.ts';
import type { SearchDocument } from './search/document.ts';
import { listedOf } from './views.ts';

/** What a change made of a product (商品变更): `document` is absent when it is no more in public. */
export interface ProductChange {
  readonly id: string;
  readonly version: number;
  readonly at: Instant;
  readonly document?: SearchDocument | undefined;
}

/** How long changes are kept: a snapshot is far younger. */
export const keepChangesDays = 7;

/** What search knows of a published product. */
export function documentOf(
  id: string,
  product: Extract<Product, { readonly status: 'published' | 'expired' }>,
): SearchDocument {
  const { stockPoints = [], originLabel, producer, leadTimeDays } = product.listing;
  const places = stockPoints.flatMap(({ lon, lat }) =>
    lon === undefined || lat === undefined ? [] : [{ lon: Number(lon), lat: Number(lat) }],
  );
  const inStock = stockPoints.some(({ stock }) => stock !== undefined && !isZero(parseQuantity(stock)));
  const offer = {
    ...(producer === undefined ? {} : { producer }),
    ...(leadTimeDays === undefined ? {} : { leadTimeDays }),
    ...(inStock ? { inStock } : {}),
  };
  return { listed: listedOf(id, product), places, offer, ...(originLabel === undefined ? {} : { originLabel }) };
}

/** Tells search of a change; of a draft there is nothing to tell. */
export function changeRows({ id, version, state }: Snapshot<Product>, at: Instant): Row[] {
  if (state.status === 'none' || state.status === 'draft') return [];
  const document = state.status === 'published' ? { document: documentOf(id, state) } : {};
  const expiresAt = Math.ceil(millis(at) / 1000) + keepChangesDays * 86_400;
  return [
    {
      key: { pk: keys.productChanges(dayOf(at)), sk: `${at}#${id}` },
      item: { id, version, at, ...document, expiresAt },
    },
  ];
}

export type SearchStore = ReturnType<typeof searchStore>;

/** What search reads of the table. */
export function searchStore(db: Db, listed: (until: Instant) => readonly string[]) {
  return {
    /** What has changed from then until now, in the order of its time. */
    async *changes(from: Instant, until: Instant): AsyncGenerator<ProductChange> {
      const days = Math.max(0, daysBetween(dayOf(from), dayOf(until)));
      for (let ahead = 0; ahead <= days; ahead += 1) {
        const found = queried(db, {
          TableName: db.main,
          KeyConditionExpression: 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': keys.productChanges(addDays(dayOf(from), ahead)), ':from': from },
        });
        for await (const item of found) yield item as unknown as ProductChange;
      }
    },

    /** Every published product, month by month; those that change on the way are among the changes too. */
    async *published(until: Instant): AsyncGenerator<SearchDocument> {
      for (const partition of listed(until)) {
        const found = queried(db, {
          TableName: db.main,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition },
        });
        for await (const { document, listed: shown } of found) {
          yield (document ?? { listed: shown, places: [] }) as SearchDocument;
        }
      }
    },
  };
}
