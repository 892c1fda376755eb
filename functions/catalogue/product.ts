import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { addDuration, dayOf, endOfDay, type Instant } from '../../shared/kernel/time.ts';
import type { ProductEvent, ProductPublished, Supplier, WithdrawalReason } from './events.ts';
import { checkListing, type Listing, type Unchecked } from './listing.ts';
import { changed, type PriceChanges } from './price.ts';
import { standingOf } from './standing.ts';

interface Drafted {
  readonly supplier: Supplier;
  readonly listing: Listing;
  readonly draftedAt: Instant;
  /** The event elsewhere that withdrew it last: it never does so again. */
  readonly withdrawnBy?: string | undefined;
  /** The last bulk updates that changed it, oldest first: none does so again. */
  readonly updates?: readonly string[] | undefined;
  /** Since when these goods stand in public at this price. */
  readonly pricedAt?: Instant | undefined;
}

/** A product (商品) as a union on its status: drafted, published, or published once. */
export type Product =
  | { readonly status: 'none' }
  | (Drafted & { readonly status: 'draft' })
  | (Drafted & { readonly status: 'published' | 'expired'; readonly publishedAt: Instant })
  | (Drafted & { readonly status: 'withdrawn'; readonly publishedAt: Instant; readonly reason: WithdrawalReason });

/** A product that exists. */
export type ExistingProduct = Exclude<Product, { readonly status: 'none' }>;
export type ProductStatus = ExistingProduct['status'];

/** Members that are given replace what was; `null` takes an optional one away. */
export type Amendment = {
  readonly [Name in keyof Unchecked]?: Unchecked[Name] | (undefined extends Unchecked[Name] ? null : never) | undefined;
};

export type ProductCommand =
  | {
      readonly type: 'draftProduct';
      readonly at: Instant;
      readonly supplier: Supplier;
      readonly listing: Unchecked;
      /** Whether it is published at once. */
      readonly publish?: boolean;
    }
  | { readonly type: 'amendProduct'; readonly at: Instant; readonly changes: Amendment }
  /** A row of the supplier's bulk update of that id. */
  | { readonly type: 'updatePrice'; readonly at: Instant; readonly update: string; readonly changes: PriceChanges }
  | { readonly type: 'publishProduct'; readonly at: Instant; readonly supplier: Supplier }
  | { readonly type: 'withdrawProduct'; readonly at: Instant }
  /** The supplier's verification was taken away at `at`, by this event. */
  | { readonly type: 'withdrawRejected'; readonly at: Instant; readonly event: string }
  | { readonly type: 'timePassed'; readonly at: Instant };

/** A publication asked for while the rejection was being written goes down with the others. */
const underWay = 'PT1M';
/** How many bulk updates a product remembers: far more than one makes within the day that a key is kept. */
const remembered = 50;
const v = 1;

/** The rules of a product. Whether the clock has looked or not, each command finds a lapsed price expired. */
export const product: Decider<ProductCommand, ProductEvent, Product> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'draftProduct') {
      if (state.status !== 'none') throw new DomainError('conflict', 'product-exists');
      const { at, supplier } = command;
      const listing = checkListing(command.listing, dayOf(at));
      const drafted = { type: 'ProductDrafted', v, data: { supplier, listing, draftedAt: at } } as const;
      return command.publish ? [drafted, published(supplier, listing, at)] : [drafted];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    if (!hasLapsed(state, command.at)) return decideOn(command, state);
    const expired = { type: 'ProductExpired', v, data: { price: state.listing.price } } as const;
    return [expired, ...decideOn(command, { ...state, status: 'expired' } as ExistingProduct)];
  },

  evolve(state, event) {
    if (event.type === 'ProductDrafted') return { status: 'draft', ...event.data };
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'ProductAmended': {
        const { changes, removed, update, changedAt } = event.data;
        const listing = Object.fromEntries(
          Object.entries({ ...state.listing, ...changes }).filter(([name]) => !removed.some((gone) => gone === name)),
        );
        const otherGoods = 'category' in changes || 'attributes' in changes;
        return { ...state, ...made(state, update, otherGoods ? changedAt : undefined), listing: listing as never };
      }
      case 'ProductPriceChanged':
        return {
          ...state,
          ...made(state, event.data.update, event.data.changedAt),
          listing: { ...state.listing, price: event.data.new },
        };
      case 'ProductPublished': {
        const { supplier, publishedAt } = event.data;
        const { listing, draftedAt, withdrawnBy, updates } = state;
        const pricedAt = publishedAt;
        return { status: 'published', supplier, listing, draftedAt, publishedAt, withdrawnBy, updates, pricedAt };
      }
      case 'ProductWithdrawn':
        if (state.status === 'draft') return state;
        return {
          ...state,
          status: 'withdrawn',
          reason: event.data.reason,
          withdrawnBy: event.data.event ?? state.withdrawnBy,
        };
      case 'ProductExpired':
        return state.status === 'published' ? { ...state, status: 'expired' } : state;
      default:
        return unreachable(event);
    }
  },
};

type Later = Exclude<ProductCommand, { readonly type: 'draftProduct' }>;

function decideOn(command: Later, state: ExistingProduct): readonly ProductEvent[] {
  switch (command.type) {
    case 'amendProduct':
      return amend(command.changes, state, command.at);
    case 'updatePrice': {
      const { update, changes, at } = command;
      if (wasUpdatedBy(state, update)) return [];
      return amend({ price: changed(state.listing.price, changes) }, state, at, update);
    }
    case 'publishProduct': {
      if (state.status === 'published') return [];
      return [published(command.supplier, checkListing(state.listing, dayOf(command.at)), command.at)];
    }
    case 'withdrawProduct':
      if (state.status === 'withdrawn') return [];
      if (state.status === 'draft') throw new DomainError('conflict', 'product-not-published');
      return [{ type: 'ProductWithdrawn', v, data: { reason: 'supplier' } }];
    case 'withdrawRejected': {
      const { event, at } = command;
      if (state.status !== 'published' || state.withdrawnBy === event) return [];
      if (state.publishedAt > addDuration(at, underWay)) return [];
      return [{ type: 'ProductWithdrawn', v, data: { reason: 'organisation-rejected', event } }];
    }
    case 'timePassed':
      return [];
    default:
      return unreachable(command);
  }
}

function published(supplier: Supplier, listing: Listing, publishedAt: Instant): ProductPublished {
  const { category, price } = listing;
  return {
    type: 'ProductPublished',
    v,
    data: { supplier, category, price, publishedAt, standing: standingOf(supplier, listing) },
  };
}

function amend(given: Amendment, state: ExistingProduct, at: Instant, update?: string): ProductEvent[] {
  const replaced = Object.entries({ ...state.listing, ...defined(given) }).filter(([, value]) => value !== null);
  const before = state.listing;
  const after = checkListing(Object.fromEntries(replaced) as unknown as Unchecked, dayOf(at));
  const removed = names(before).filter((name) => after[name] === undefined);
  const changes = names(after).filter((name) => !same(before[name], after[name]));
  const inPublic = state.status === 'published';
  const amended = changes.filter((name) => !(inPublic && name === 'price'));
  const standing = inPublic ? { changedAt: at, standing: standingOf(state.supplier, after) } : {};
  const by = { ...standing, ...(update === undefined ? {} : { update }) };
  return [
    ...(amended.length + removed.length > 0
      ? [{ type: 'ProductAmended', v, data: { changes: picked(after, amended), removed, ...by } } as const]
      : []),
    ...(inPublic && changes.includes('price')
      ? [{ type: 'ProductPriceChanged', v, data: { old: before.price, new: after.price, ...by } } as const]
      : []),
  ];
}

/** What is remembered of a change. */
function made({ updates = [], pricedAt }: ExistingProduct, update: string | undefined, at: Instant | undefined) {
  return {
    ...(update === undefined ? {} : { updates: [...updates, update].slice(-remembered) }),
    ...(at === undefined && pricedAt === undefined ? {} : { pricedAt: at ?? pricedAt }),
  };
}

/** Whether that bulk update has changed the product's price. */
export const wasUpdatedBy = ({ updates = [] }: ExistingProduct, update: string): boolean => updates.includes(update);

const picked = (listing: Listing, names: readonly (keyof Listing)[]): Partial<Listing> =>
  Object.fromEntries(names.map((name) => [name, listing[name]]));
const defined = (given: object) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
const names = (listing: Listing) => Object.keys(defined(listing)) as (keyof Listing)[];
const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);

/** When a published product's price ends (价格有效期止): at the end of its last day. */
export function lapsesAt(state: Product): Instant | undefined {
  return state.status === 'published' ? endOfDay(state.listing.price.validTo) : undefined;
}

/** Whether its price has ended and the clock has not said so yet. */
export function hasLapsed(state: Product, at: Instant): boolean {
  const end = lapsesAt(state);
  return end !== undefined && at >= end;
}

/** The status as it is read at a time. */
export function statusAt(state: ExistingProduct, at: Instant): ProductStatus {
  return hasLapsed(state, at) ? 'expired' : state.status;
}
