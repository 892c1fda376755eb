import type { Instant } from '../../shared/kernel/time.ts';
import type { Listing, ProductCertificate, StockPoint } from './listing.ts';
import type { Price } from './price.ts';

/** The supplier as a product names it (供应商). */
export interface Supplier {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly division: string;
}

export type ProductDrafted = {
  readonly type: 'ProductDrafted';
  readonly v: 1;
  readonly data: { readonly supplier: Supplier; readonly listing: Listing; readonly draftedAt: Instant };
};

/**
 * What stands in public of a product from an event on (在售信息), whole, for those who follow it and read nothing else.
 * `unitPrice` has the surcharges of the product's own attributes in it; `address`es and pictures are not for them.
 */
export interface Standing {
  readonly supplier: Supplier;
  readonly category: string;
  readonly title: string;
  readonly attributes: Listing['attributes'];
  readonly price: Pick<
    Price,
    'unitPrice' | 'per' | 'weighingBasis' | 'taxIncluded' | 'taxRate' | 'deliveryBasis' | 'validTo'
  >;
  readonly minimumOrder?: Listing['minimumOrder'];
  readonly capacityPerMonth?: Listing['capacityPerMonth'];
  readonly leadTimeDays?: number | undefined;
  readonly stockPoints?: readonly Omit<StockPoint, 'address'>[] | undefined;
  readonly certificates?: readonly Pick<ProductCertificate, 'type' | 'validTo'>[] | undefined;
}

/** When a change was made, and the bulk update that made it (批量调价), which makes it once. */
interface Made {
  readonly changedAt?: Instant;
  readonly update?: string;
  /** Of a published product; older events have none. */
  readonly standing?: Standing;
}

/** Only what changed; `removed` names members that are there no more. */
export type ProductAmended = {
  readonly type: 'ProductAmended';
  readonly v: 1;
  readonly data: Made & { readonly changes: Partial<Listing>; readonly removed: readonly (keyof Listing)[] };
};

/** A price that stood in public was changed: with `ProductPublished` these are the price's history (价格历史). */
export type ProductPriceChanged = {
  readonly type: 'ProductPriceChanged';
  readonly v: 1;
  readonly data: Made & { readonly old: Price; readonly new: Price };
};

export type ProductPublished = {
  readonly type: 'ProductPublished';
  readonly v: 1;
  readonly data: {
    readonly supplier: Supplier;
    readonly category: string;
    readonly price: Price;
    readonly publishedAt: Instant;
    /** Older events have none. */
    readonly standing?: Standing;
  };
};

export type WithdrawalReason = 'supplier' | 'organisation-rejected';

/** `event` is the id of the event elsewhere that led to it. */
export type ProductWithdrawn = {
  readonly type: 'ProductWithdrawn';
  readonly v: 1;
  readonly data: { readonly reason: WithdrawalReason; readonly event?: string };
};

/** The last day of its price is over. */
export type ProductExpired = {
  readonly type: 'ProductExpired';
  readonly v: 1;
  readonly data: { readonly price: Price };
};

export type ProductEvent =
  | ProductDrafted
  | ProductAmended
  | ProductPriceChanged
  | ProductPublished
  | ProductWithdrawn
  | ProductExpired;
