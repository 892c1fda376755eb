import { ancestors } from '../../shared/commodity/category.ts';
import { dayOf, type Instant, monthOf, monthsBetween } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { endedPrices, standingPrice } from './price-store.ts';
import { lapsesAt, type Product, type ProductStatus, product } from './product.ts';
import type { SearchDocument } from './search/document.ts';
import { changeRows, documentOf, searchStore } from './search-store.ts';
import { type Listed, listedOf } from './views.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';

export interface ProductFilter {
  /** A category or a family. */
  readonly category?: string | undefined;
  readonly supplier?: string | undefined;
  readonly status: ProductStatus;
}

/** Lists walk back to this month. */
const firstMonth = `${firstYear}-01`;
/** The list of every category. */
const everything = 'all';

export type ProductStore = ReturnType<typeof productStore>;

/** Products, with their entries in the lists of their category, of its family, of all, and of their supplier. */
export function productStore(deps: AggregateDeps) {
  const { db } = deps;

  /** A supplier's products of one status, newest first. */
  function bySupplier(supplier: string, status: ProductStatus, request: PageRequest, pick: Pick) {
    return listPage(db, request, {
      partitions: [keys.supplierProducts(supplier)],
      prefix: `${status}#`,
      descending: true,
      consistent: true,
      pick: (item) => pick(item.listed as Listed),
    });
  }

  /** The published ones of a scope, newest first, month by month. */
  function byMonth(scope: string, at: Instant, request: PageRequest, pick: Pick) {
    return listPage(db, request, {
      partitions: monthsUntil(at).map((month) => keys.productList(scope, month)),
      descending: true,
      pick: (item) => pick((item.document as SearchDocument | undefined)?.listed ?? (item.listed as Listed)),
    });
  }

  return {
    ...aggregateStore({ name: 'product', decider: product, rows, trail, due: lapsesAt }, deps),

    ...searchStore(db, (until) => monthsUntil(until).map((month) => keys.productList(everything, month))),

    /** One page of a list; what has lapsed by `at` is no more among the published. */
    list({ category, supplier, status }: ProductFilter, at: Instant, request: PageRequest): Promise<Page<Listed>> {
      const today = dayOf(at);
      const pick: Pick = (listed) => {
        if (status === 'published' && listed.price.validTo < today) return undefined;
        return category === undefined || ancestors(listed.category).includes(category) ? listed : undefined;
      };
      if (supplier !== undefined) return bySupplier(supplier, status, request, pick);
      return byMonth(category ?? everything, at, request, pick);
    },

    /** The ids of a supplier's published products; those that are withdrawn on the way do not disturb it. */
    async *publishedBy(supplier: string): AsyncGenerator<string> {
      let cursor: string | undefined;
      do {
        const page = await bySupplier(supplier, 'published', { limit: 100, cursor }, (listed) => listed);
        for (const { id } of page.items) yield id;
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
    },
  };
}

type Pick = (listed: Listed) => Listed | undefined;

/** From the month of an instant back to the platform's first. */
const monthsUntil = (at: Instant): string[] => monthsBetween(firstMonth, monthOf(dayOf(at))).reverse();

const trail = (after: Snapshot<Product>, at: Instant, before: Snapshot<Product>): Row[] => [
  ...changeRows(after, at),
  ...endedPrices(before, after, at),
];

function rows({ id, state }: Snapshot<Product>): Row[] {
  if (state.status === 'none') return [];
  const since = state.status === 'draft' ? state.draftedAt : state.publishedAt;
  const item = { listed: listedOf(id, state) };
  const own = {
    key: { pk: keys.supplierProducts(state.supplier.id), sk: `${state.status}#${since}#${id}` },
    item,
  };
  if (state.status !== 'published') return [own];
  const scopes = [everything, ...ancestors(state.listing.category)];
  const entry = (scope: string): Row => ({
    key: { pk: keys.productList(scope, monthOf(dayOf(since))), sk: `${since}#${id}` },
    item: scope === everything ? { document: documentOf(id, state) } : item,
  });
  return [own, ...scopes.map(entry), ...standingPrice(id, state)];
}
