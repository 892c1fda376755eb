import type { ZodType } from 'zod';
import {
  day,
  decimal,
  id,
  paging,
  quantity,
  signedMoney,
  text,
  unitCode,
  unitPrice,
} from '../../shared/http/schemas.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { z } from '../../shared/kernel/zod.ts';
import { basis } from './category-schemas.ts';

const deliveryBasis = z
  .enum(['ex-works', 'ex-warehouse', 'delivered'])
  .openapi({ description: '出厂价, 出库价 or 到货价' });
const bound = z.union([z.int().min(0), decimal(3, '12')]);

const surcharge = z
  .strictObject({
    attribute: text(60).openapi({ description: 'an attribute of the category', example: 'diameter' }),
    when: z.union([
      z.strictObject({
        values: z
          .array(z.union([text(60), z.int(), z.boolean()]))
          .min(1)
          .max(50),
      }),
      z.strictObject({ from: bound, to: bound }),
    ]),
    amount: signedMoney,
  })
  .openapi('Surcharge', { description: '规格加价: added to the price of one `per`, both ends of a range included' });

const tier = z
  .strictObject({ minimum: quantity as ZodType<Quantity>, unitPrice })
  .openapi('PriceTier', { description: '阶梯价: from that quantity on, in the unit of the price' });

const paymentTerms = z
  .strictObject({
    days: z.int().min(0).max(365),
    method: z
      .enum(['cash', 'transfer', 'bank-acceptance', 'commercial-acceptance', 'letter-of-credit'])
      .optional()
      .openapi({ description: '现款, 电汇, 银行承兑汇票, 商业承兑汇票, 信用证' }),
  })
  .openapi('PaymentTerms');

const required = {
  unitPrice,
  per: unitCode,
  taxIncluded: z.boolean(),
  taxRate: decimal(4, '0.13').openapi({ description: 'a fraction from 0 to 1' }),
  deliveryBasis,
  validTo: day.openapi({ description: 'the last day of the price, of Asia/Shanghai' }),
};
const optional = {
  weighingBasis: basis.openapi({ description: '计重方式, asked for where the category trades on both' }),
  surcharges: z.array(surcharge).max(60),
  tiers: z.array(tier).max(10),
  paymentTerms,
  validFrom: day,
};

export const price = z.strictObject({ ...required, ...z.object(optional).partial().shape }).openapi('Price');

const orNull = <T extends ZodType>(member: T) => member.nullable().optional();
const changes = z
  .strictObject({
    ...z.object(required).partial().shape,
    weighingBasis: orNull(optional.weighingBasis),
    surcharges: orNull(optional.surcharges),
    tiers: orNull(optional.tiers),
    paymentTerms: orNull(optional.paymentTerms),
    validFrom: orNull(optional.validFrom),
  })
  .openapi('PriceChanges');

const update = z.strictObject({ product: id('product'), price: changes, ifVersion: z.int().min(1).optional() });
export const updates = z
  .strictObject({
    updates: z.array(update).min(1).max(500),
    validTo: day.optional().openapi({ description: 'the last day of every price that names none itself' }),
  })
  .openapi('PriceUpdates');

export const updated = z
  .object({
    items: z.array(
      z.object({
        product: id('product'),
        outcome: z.enum(['changed', 'unchanged', 'refused']),
        code: z.string().optional().openapi({ description: 'why it was refused: something changed it in between' }),
      }),
    ),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
  })
  .openapi('PriceUpdatesResult');

export const pageQuery = z.object(paging);
export const historyView = z
  .object({
    at: z.iso.datetime(),
    kind: z.enum(['published', 'changed', 'withdrawn', 'expired']),
    by: z.string().optional().openapi({ description: 'the organisation; none where the platform did it' }),
    deliveryBasis: deliveryBasis.optional(),
    old: price.optional(),
    new: price.optional(),
  })
  .openapi('PriceHistoryEntry');

export const seriesQuery = z.object({
  from: day.optional().openapi({ description: '90 days before `to` unless given; 366 days at most' }),
  to: day.optional().openapi({ description: 'today unless given' }),
  per: unitCode.optional().openapi({ description: "the category's first trading unit unless given" }),
  deliveryBasis: deliveryBasis.default('ex-works'),
  weighingBasis: basis.optional().openapi({ description: "of a mass; the category's first unless given" }),
  taxIncluded: z.enum(['true', 'false']).default('true'),
});
export const seriesView = z
  .object({
    category: z.string(),
    basis: z.object({
      per: unitCode,
      taxIncluded: z.boolean(),
      deliveryBasis,
      weighingBasis: basis.optional(),
    }),
    from: day,
    to: day,
    minimumSuppliers: z.int(),
    items: z.array(z.object({ day, suppliers: z.int(), min: unitPrice, median: unitPrice, max: unitPrice })),
  })
  .openapi('PriceSeries');
