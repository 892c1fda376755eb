import { type Answer, type Claim, keepAnswersMs } from '../../shared/kernel/idempotency.ts';
import { type Day, type Instant, millis } from '../../shared/kernel/time.ts';
import type { AggregateDeps, Row, Snapshot } from '../../shared/table/aggregate.ts';
import { answerItem } from '../../shared/table/idempotency.ts';
import { getItem, putItem, putNew } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest, queried } from '../../shared/table/query.ts';
import type { ProductEvent } from './events.ts';
import type { DeliveryBasis, Price } from './price.ts';
import { currentPeriod, endedPeriod, type PriceBasis, type PricePeriod } from './price-series.ts';
import type { Product } from './product.ts';

/** A line of a product's public price history (价格历史). `by` is the organisation, none where the platform did it. */
export interface PriceHistoryEntry {
  readonly at: Instant;
  readonly kind: 'published' | 'changed' | 'withdrawn' | 'expired';
  readonly by?: string | undefined;
  readonly deliveryBasis?: DeliveryBasis;
  readonly old?: Price;
  readonly new?: Price;
}

/** A request under way, that the same key goes on with; `update` is the id of its changes. */
export interface Batch {
  readonly body: string;
  readonly update: string;
}

export type PriceStore = ReturnType<typeof priceStore>;

const named = ({ per, taxIncluded, deliveryBasis, weighingBasis = 'declared' }: PriceBasis): string =>
  [per, taxIncluded ? 'tax' : 'net', deliveryBasis, weighingBasis].join('/');

/** The row of a published price, as it stands. */
export function standingPrice(id: string, state: Product): Row[] {
  const period = currentPeriod(state);
  if (period === undefined || state.status === 'none') return [];
  const { category, price } = state.listing;
  return [{ key: keys.standingPrice(category, named(price), id), item: { period } }];
}

/** The row of a price that stands no more: for each product and last day one at most. */
export function endedPrices({ id, state: before }: Snapshot<Product>, after: Snapshot<Product>, at: Instant): Row[] {
  const period = endedPeriod(before, after.state, at);
  if (period === undefined || before.status === 'none') return [];
  const { category, price } = before.listing;
  const pk = keys.endedPrices(category, named(price), yearOf(period.to));
  return [{ key: { pk, sk: `${period.to}#${id}` }, item: { period } }];
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** What is read of prices beyond a product itself, and the bulk updates under way. */
export function priceStore({ db }: Pick<AggregateDeps, 'db'>) {
  return {
    /** A product's price history, newest first. */
    history(id: string, request: PageRequest): Promise<Page<PriceHistoryEntry>> {
      return listPage(db, request, {
        partitions: [id],
        prefix: keys.eventPrefix,
        descending: true,
        pick: (item) => entryOf(JSON.parse(item.json as string)),
      });
    },

    /** Every period of a category's prices on one basis that may touch the days from `from` to `today`. */
    async periods(category: string, basis: PriceBasis, from: Day, today: Day): Promise<PricePeriod[]> {
      const of = (pk: string, since?: Day) =>
        Array.fromAsync(
          queried(db, {
            TableName: db.main,
            KeyConditionExpression: since === undefined ? 'pk = :pk' : 'pk = :pk AND sk >= :since',
            ExpressionAttributeValues: { ':pk': pk, ...(since === undefined ? {} : { ':since': since }) },
          }),
        );
      const years = Array.from({ length: yearOf(today) - yearOf(from) + 1 }, (_, after) => yearOf(from) + after);
      const found = await Promise.all([
        of(keys.standingPrice(category, named(basis), '').pk),
        ...years.map((year) => of(keys.endedPrices(category, named(basis), year), from)),
      ]);
      return found.flat().map(({ period }) => period as PricePeriod);
    },

    /** The request of that key which is under way, if it is younger than a day. */
    async batch({ scope }: Claim, at: Instant): Promise<Batch | undefined> {
      const item = await getItem(db, keys.batch(scope), { consistent: true });
      if (item === undefined || isOld(item, at)) return undefined;
      return { body: item.body as string, update: item.update as string };
    },

    /** Keeps that a request is under way; another that came first with the key stands. */
    async begin(claim: Claim, update: string, at: Instant): Promise<Batch> {
      const key = keys.batch(claim.scope);
      const batch = { body: claim.body, update };
      const expiresAt = Math.ceil((millis(at) + keepAnswersMs) / 1000);
      const item = { kind: 'batch', ...batch, begunAt: at, expiresAt };
      if (await putNew(db, key, item)) return batch;
      const first = await this.batch(claim, at);
      if (first !== undefined) return first;
      await putItem(db, key, item);
      return batch;
    },

    /** Keeps the answer of a request whose every change is made. */
    keep: (claim: Claim, answer: Answer, at: Instant): Promise<void> =>
      putItem(db, keys.answer(claim.scope), answerItem(claim, answer, at)),
  };
}

const isOld = (item: Record<string, unknown>, at: Instant): boolean =>
  millis(item.begunAt as Instant) + keepAnswersMs <= millis(at);

type Logged = ProductEvent & { readonly at: Instant; readonly actor: { readonly org?: string } };

function entryOf({ at, actor, ...event }: Logged): PriceHistoryEntry | undefined {
  const by = actor.org;
  switch (event.type) {
    case 'ProductPublished':
      return { at, kind: 'published', by, deliveryBasis: event.data.price.deliveryBasis, new: event.data.price };
    case 'ProductPriceChanged': {
      const { old, new: now } = event.data;
      return { at, kind: 'changed', by, deliveryBasis: now.deliveryBasis, old, new: now };
    }
    case 'ProductWithdrawn':
      return { at, kind: 'withdrawn', by };
    case 'ProductExpired':
      return { at, kind: 'expired', by, deliveryBasis: event.data.price.deliveryBasis, old: event.data.price };
    default:
      return undefined;
  }
}
