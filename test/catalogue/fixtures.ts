import type { ProductEvent, Supplier } from '../../functions/catalogue/events.ts';
import type { Unchecked } from '../../functions/catalogue/listing.ts';
import { type Product, product } from '../../functions/catalogue/product.ts';
import { fold } from '../../shared/kernel/decider.ts';

export const at = '2026-03-02T01:00:00.000Z';
export const later = '2026-03-20T01:00:00.000Z';
/** The last moment of `price.validTo`, and 24:00 of that day in Asia/Shanghai. */
export const lastMoment = '2026-03-31T15:59:59.999Z';
export const lapse = '2026-03-31T16:00:00.000Z';

export const supplier: Supplier = {
  id: 'org_0195f000-0000-7000-8000-000000000001',
  name: '三明市闽岳钢铁有限公司',
  uscc: '91350404100001289W',
  division: '350404',
};
export const otherId = 'org_0195f000-0000-7000-8000-000000000002';

export const price = {
  unitPrice: { amount: '3380.00', currency: 'CNY' },
  per: 'TNE',
  taxIncluded: true,
  taxRate: '0.13',
  deliveryBasis: 'ex-works',
  weighingBasis: 'theoretical',
  validTo: '2026-03-31',
} as const;

export const rebar = {
  category: 'steel.rebar',
  title: '螺纹钢 HRB400E Φ12×9m',
  attributes: { grade: 'HRB400E', diameter: 12, length: 9, form: 'straight' },
  brand: '闽岳',
  producer: '91350404100001289W',
  price,
  minimumOrder: { value: '35.000', unit: 'TNE', basis: 'theoretical' },
  capacityPerMonth: { value: '12000.000', unit: 'TNE', basis: 'theoretical' },
  leadTimeDays: 3,
  stockPoints: [{ division: '350481', address: '永安市成品库', lon: '117.3650', lat: '25.9741', datum: 'GCJ-02' }],
  certificates: [{ type: 'quality-certificate', number: 'ZB-2026-0001' }],
  originLabel: '福建三明',
} as const satisfies Unchecked;

export const cement = {
  category: 'cement.common',
  title: '普通硅酸盐水泥 P·O 42.5 散装',
  attributes: { code: 'P·O', grade: '42.5', form: 'bulk' },
  price: { ...price, weighingBasis: 'weighed' },
} as const satisfies Unchecked;

export const drafted = {
  type: 'ProductDrafted',
  v: 1,
  data: { supplier, listing: rebar, draftedAt: at },
} as const satisfies ProductEvent;
export const published = {
  type: 'ProductPublished',
  v: 1,
  data: { supplier, category: rebar.category, price, publishedAt: at },
} as const satisfies ProductEvent;
export const withdrawn = {
  type: 'ProductWithdrawn',
  v: 1,
  data: { reason: 'supplier' },
} as const satisfies ProductEvent;
export const expired = { type: 'ProductExpired', v: 1, data: { price } } as const satisfies ProductEvent;
/** The supplier's verification was taken away, by the 7th event of the organisation. */
export const cause = `${supplier.id}/7`;
export const rejected = {
  type: 'ProductWithdrawn',
  v: 1,
  data: { reason: 'organisation-rejected', event: cause },
} as const satisfies ProductEvent;

export const stateAfter = (...past: readonly ProductEvent[]): Product => fold(product, past);
