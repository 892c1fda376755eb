import { type Day, dayOf, type Instant } from '../../shared/kernel/time.ts';
import type { Supplier, WithdrawalReason } from './events.ts';
import type { Listing, ProductCertificate } from './listing.ts';
import type { Price } from './price.ts';
import { type ExistingProduct, type ProductStatus, statusAt } from './product.ts';

/** A product as its readers see it. */
export interface ProductView extends Omit<Listing, 'certificates'> {
  readonly certificates?: readonly (ProductCertificate & { readonly expired?: true })[] | undefined;
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
    ...(listing.certificates === undefined ? {} : { certificates: flagged(listing.certificates, dayOf(at)) }),
    draftedAt,
    ...(product.status === 'draft' ? {} : { publishedAt: product.publishedAt }),
    ...(product.status === 'withdrawn' ? { withdrawal: { reason: product.reason } } : {}),
  };
}

/** Whether any certificate has ended by a day: its product then reads otherwise. */
export const someExpired = ({ certificates = [] }: Listing, today: Day): boolean =>
  certificates.some(({ validTo }) => validTo !== undefined && validTo < today);

const flagged = (certificates: readonly ProductCertificate[], today: Day) =>
  certificates.map((each) =>
    each.validTo !== undefined && each.validTo < today ? { ...each, expired: true as const } : each,
  );

/** A product as a list shows it, under 1 KB but for the longest titles. `division` is where goods lie: the first stock point's, else the supplier's. */
export interface Listed extends Pick<Listing, 'category' | 'title' | 'attributes' | 'brand'> {
  readonly price: Omit<Price, 'surcharges' | 'tiers'>;
  readonly id: string;
  readonly status: ProductStatus;
  readonly supplier: Pick<Supplier, 'id' | 'name'>;
  readonly division: string;
  readonly publishedAt?: Instant;
}

export function listedOf(id: string, product: ExistingProduct): Listed {
  const { status, supplier, listing } = product;
  const { category, title, attributes, brand, stockPoints = [] } = listing;
  const { surcharges: _, tiers: __, ...price } = listing.price;
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
