import type { Standing, Supplier } from './events.ts';
import type { Listing } from './listing.ts';
import { priceFor } from './price.ts';

/** What stands in public of a listing: of its price what one unit of these very goods costs. */
export function standingOf(supplier: Supplier, listing: Listing): Standing {
  const { category, title, attributes, price, minimumOrder, capacityPerMonth, leadTimeDays } = listing;
  const { per, weighingBasis, taxIncluded, taxRate, deliveryBasis, validTo } = price;
  const none = { value: '0', unit: per, ...(weighingBasis === undefined ? {} : { basis: weighingBasis }) };
  const { unitPrice } = priceFor(listing, {}, none);
  return {
    supplier,
    category,
    title,
    attributes,
    price: { unitPrice, per, weighingBasis, taxIncluded, taxRate, deliveryBasis, validTo },
    minimumOrder,
    capacityPerMonth,
    leadTimeDays,
    stockPoints: listing.stockPoints?.map(({ address: _, ...point }) => point),
    certificates: listing.certificates?.map(({ type, validTo: last }) => ({ type, validTo: last })),
  };
}
