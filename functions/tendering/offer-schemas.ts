import { unitPrice } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

export const quantityShown = z.object({ value: z.string(), unit: z.string(), basis: z.string().optional() });
export const moneyShown = z.object({ amount: z.string(), currency: z.literal('CNY') });

/** What a bid offers for one lot, as it was disclosed. */
export const offeredLot = z.object({
  lotId: z.string(),
  items: z.array(
    z.object({
      itemId: z.string(),
      unitPrice,
      taxIncluded: z.boolean(),
      taxRate: z.string(),
      quantityOffered: quantityShown.optional(),
      freight: moneyShown.optional(),
    }),
  ),
  total: moneyShown.optional(),
  totalInWords: z.string().optional(),
  terms: z
    .object({
      capacity: quantityShown.optional(),
      minimumOrder: quantityShown.optional(),
      tiers: z.array(z.object({ from: quantityShown, discount: z.string() })).optional(),
      stockDivision: z.string().optional(),
    })
    .optional()
    .openapi({ description: '供货条件 · under which a lot is offered that is awarded at the least delivered cost' }),
});

export const packageOffer = z
  .object({ lots: z.array(z.string()), discount: z.string() })
  .openapi({ description: '成套优惠 · a discount when something is awarded in each of these lots' });

export const award = z
  .object({
    lot: z.string(),
    rank: z.int().optional().openapi({ description: 'its place, where the lot has several winners' }),
    share: z.string().optional().openapi({ description: 'its part of the lot, p/q' }),
    supplier: z.string(),
    name: z.string(),
    uscc: z.string(),
    amount: moneyShown,
    lines: z.array(
      z.object({
        item: z.string(),
        quantity: quantityShown,
        unitPrice: moneyShown,
        taxIncluded: z.boolean(),
        taxRate: z.string(),
        discount: z
          .string()
          .optional()
          .openapi({ description: 'what the unit price is less than the one that was bid' }),
        freight: moneyShown.optional().openapi({ description: 'a unit, where it is not in the unit price' }),
        amount: moneyShown,
      }),
    ),
  })
  .openapi('Award');
