import { day, id, quantity, signedMoney, unitPrice } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

export const fraction = z.string().openapi({ example: '7/9', description: 'exact, `p/q`' });
/** An amount to the fen, below zero in a correction. */
export const signed = z.object({ amount: z.string(), currency: z.literal('CNY') });

export const priceInput = z
  .strictObject({
    itemId: id('item'),
    supplier: id('organisation'),
    orderedOn: day,
    deliveredOn: day.optional().openapi({ description: 'as orderedOn unless said' }),
    quantity: quantity.optional().openapi({ description: 'in any trading unit of the category, as in a call-off' }),
  })
  .openapi('PricePreviewInput');

export const steps = z
  .object({
    rule: z.enum(['fixed', 'index-premium', 'index-discount', 'band']),
    bid: unitPrice,
    freight: unitPrice.optional(),
    index: z
      .object({
        index: id('priceIndex'),
        version: z.int(),
        from: day,
        to: day,
        points: z.array(z.object({ day, price: unitPrice })),
        factor: fraction.optional(),
        mean: z.object({ exact: fraction, shown: z.string() }),
        base: unitPrice,
        surcharge: signedMoney.optional(),
        band: z.string().optional(),
        goods: signedMoney,
      })
      .optional(),
    price: unitPrice,
  })
  .openapi('PriceSteps');

export const amounts = { net: signed, vat: signed, amount: signed };

export const pricePreview = z
  .object({
    steps,
    window: z.object({ from: day, to: day }).optional(),
    final: z.boolean().openapi({ description: 'whether every day that it stands on is over' }),
    amounts: z.object(amounts).optional(),
  })
  .openapi('PricePreview');
