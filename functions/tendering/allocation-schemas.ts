import { z } from '@hono/zod-openapi';
import { isDivision } from '../../shared/commodity/divisions.ts';
import { decimal, division, quantity, unitPrice } from '../../shared/http/schemas.ts';

/** More than the candidates of any rules, which the check counts. */
const most = 5;
const part = decimal(4, '0.6').refine((value) => /^(0|1(\.0+)?$)/.test(value), 'out-of-range');
const step = quantity
  .refine(({ value }) => !/^[0.]*$/.test(value), 'quantity-zero')
  .openapi({ description: '整车步长 · quantities are awarded in whole steps, in the unit of the lot’s items' });

export const allocation = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('winner-takes-all') }),
  z.strictObject({ rule: z.literal('reserves'), reserves: z.int().min(1).max(2) }),
  z
    .strictObject({
      rule: z.literal('shares'),
      shares: z.array(part).min(2).max(most),
      step,
      reserves: z.int().min(1).max(2).optional(),
    })
    .openapi({ description: '按名次分配份额 · shares by rank, the first rank first, that sum to 1' }),
  z
    .strictObject({
      rule: z.literal('committed'),
      committed: z.array(part).min(1).max(most),
      winners: z.int().min(1).max(most),
      step,
    })
    .openapi({ description: '带量比例 · the part committed, by the number of winners from 1 on' }),
  z
    .strictObject({
      rule: z.literal('optimised'),
      step,
      maxWinners: z.int().min(1).max(most).optional(),
      maxShare: part.optional(),
      gap: decimal(6, '0.0001').refine((value) => Number(value) <= 0.05, 'out-of-range'),
      nodes: z.int().min(1).max(1_000_000),
      otherwise: z.enum(['best-found', 'winner-takes-all']),
    })
    .openapi({ description: '到货总成本最低 · the least delivered cost over items and suppliers' }),
]);

const place = division.refine(isDivision, 'division-unknown');

export const freight = z
  .discriminatedUnion('basis', [
    z.strictObject({ basis: z.literal('included') }),
    z.strictObject({
      basis: z.literal('zone-table'),
      zones: z
        .array(z.strictObject({ from: division, to: place, perUnit: unitPrice }))
        .min(1)
        .max(400),
    }),
    z.strictObject({ basis: z.literal('quoted') }),
  ])
  .openapi('Freight', {
    description:
      '运费 · tax included, the same basis for all bids: in the unit price, by a table from the bidder’s stock division to the delivery point’s, or quoted for each item',
  });
