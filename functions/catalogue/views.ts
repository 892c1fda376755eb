import type { Instant } from '../../shared/kernel/time.ts';
import type { Supplier, WithdrawalReason } from './events.ts';
import type { Listing } from './listing.ts';
import { type ExistingProduct, type ProductStatus, statusAt } from './product.ts';

/** A product as its readers see it. */
export interface ProductView extends Listing {
  readonly id: string;
  readonly status: ProductStatus;
  readonly supplier: Supplier;
  readonly draftedAt: Instant;
  readonly publishedAt?: Instant;
  readonly withdrawal?: { readonly reason: WithdrawalReason };
}

export function viewOf(id: string, product: ExistingProduct, at: Instant): ProductView {
  const { supplier, listing, draftedAt } = product;
  return {
    id,
    status: statusAt(product, at),
    supplier,
    ...listing,
    draftedAt,
    ...(product.status === 'draft' ? {} : { publishedAt: product.publishedAt }),
    ...(product.status === 'withdrawn' ? { withdrawal: { reason: product.reason } } : {}),
  };
}

/** A product as a list shows it, under 1 KB but for the longest titles. `division` is where goods lie: the first stock point's, else the supplier's. */
export interface Listed extends Pick<Listing, 'category' | 'title' | 'attributes' | 'brand' | 'price'> {
  readonly id: string;
  readonly status: ProductStatus;
  readonly supplier: Pick<Supplier, 'id' | 'name'>;
  readonly division: string;
  readonly publishedAt?: Instant;
}

export function listedOf(id: string, product: ExistingProduct): Listed {
  const { status, supplier, listing } = product;
  const { category, title, attributes, brand, price, stockPoints = [] } = listing;
  return {
    id,
    status,
    category,
    title,
    attributes,
    ...(brand === undefined ? {} : { brand }),
    price,
    supplier: { id: supplier.id, name: supplier.name },
    division: stockPoints[0]?.division ?? supplier.division,
    ...(product.status === 'draft' ? {} : { publishedAt: product.publishedAt }),
  };
}
