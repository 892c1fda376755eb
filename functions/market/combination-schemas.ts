import { money, quantity } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { listed, substitution, words } from './view-schemas.ts';

export const combinationQuery = z.object({
  maxSuppliers: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .optional()
    .openapi({ description: 'at most so many suppliers; any number unless said' }),
});

const decimal = z.string();

/** What is said of a line wherever it is shown. */
export const line = {
  quantity,
  trucks: z.int(),
  landed: z
    .object({ price: decimal, freight: decimal.optional(), total: decimal })
    .openapi({ description: 'yuan a unit at the delivery point: price with tax, and freight as estimated' }),
  amount: money.openapi({ description: 'exact, to the fen, half up' }),
  substitutions: z.array(substitution),
};

export const coverage = {
  asked: quantity,
  load: quantity.openapi({ description: 'what goes at once: a full truck, or several where they would be too many' }),
  trucksALoad: z.int(),
  covered: quantity,
  missing: quantity,
};

export const cost = {
  amount: money,
  bound: money.openapi({ description: 'what the same quantity costs at least' }),
  gap: decimal.openapi({ description: '(amount − bound) ÷ amount' }),
};

export const leftOut = z.object({
  post: z.string(),
  poster: z.object({ id: z.string(), name: z.string() }),
  code: z.string(),
  why: words,
});

export const combination = z
  .object({
    post: z.string(),
    ...coverage,
    ...cost,
    byHand: z
      .object({ covered: quantity, amount: money })
      .openapi({ description: 'from the cheapest on, passing over minimum orders above what is left' }),
    compared: z.int().openapi({ description: 'posts that were compared' }),
    matching: z.int().openapi({ description: 'offers that match, up to 200' }),
    more: z.boolean().openapi({ description: 'whether more match: the best by their score are combined' }),
    suppliers: z.int(),
    items: z.array(z.object({ post: listed, ...line })),
    leftOut: z.array(leftOut).openapi({ description: 'the first 20 that match and are not taken, the cheapest first' }),
    leftOutCount: z.int(),
  })
  .openapi('Combination');
