import { place, someQuantity } from '../../shared/http/goods.ts';
import { decimal, division, unitPrice } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

/** More than the candidates of any rules, which the check counts. */
const most = 5;
const part = decimal(4, '0.6').refine((value) => /^(0|1(\.0+)?$)/.test(value), 'out-of-range');
const step = someQuantity.openapi({
  description: '整车步长 · quantities are awarded in whole steps, in the unit of the lot’s items',
});

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
      gap: decimal(6, '0.0001').refine((value) => /^0(\.0([0-4]\d*|50*)?)?$/.test(value), 'out-of-range'),
      nodes: z.int().min(1).max(1_000_000),
      otherwise: z.enum(['best-found', 'winner-takes-all']),
    })
    .openapi({ description: '到货总成本最低 · the least delivered cost over items and suppliers' }),
]);

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

export const allocationStarted = z.object({ job: z.string() }).openapi('AllocationStarted');

const figure = z.object({ exact: z.string(), shown: z.string() });
const shown = z.object({ value: z.string(), unit: z.string(), basis: z.string().optional() });
const off = z.object({ discount: z.string() });
const beside = { status: z.string(), cost: figure.optional(), difference: figure.optional() };

const awarded = z.object({
  supplier: z.string(),
  quantity: shown,
  share: figure,
  items: z.array(z.object({ item: z.string(), quantity: shown, goods: figure, freight: figure })),
  goods: figure,
  discount: z.object({
    tier: off.extend({ from: shown }).optional(),
    package: off.extend({ lots: z.array(z.string()) }).optional(),
    total: z.string(),
  }),
  freight: figure,
  price: figure,
  evaluated: figure,
});

export const allocationView = z
  .object({
    recordedAt: z.string(),
    evaluation: z.string().openapi({ description: 'SHA-256 of the JCS of the evaluation that it stands on' }),
    outcome: z.string().openapi({ description: 'SHA-256 of the JCS of `{problem, solver, groups}`' }),
    problem: z.string().openapi({ description: 'SHA-256 of the JCS of all that was solved' }),
    solver: z.string(),
    groups: z.array(
      z.object({
        status: z.enum(['optimal', 'best-found', 'winner-takes-all', 'infeasible']),
        cost: figure.optional(),
        bound: figure.optional().openapi({ description: 'no allocation costs less' }),
        gap: z.string().optional(),
        nodes: z.int(),
        tiesBroken: z.boolean(),
        conflicts: z.array(
          z.object({
            code: z.string(),
            lot: z.string(),
            items: z.array(z.string()).optional(),
            text: z.object({ zh: z.string(), en: z.string() }),
          }),
        ),
        lots: z.array(z.object({ lot: z.string(), cost: figure.optional(), awards: z.array(awarded) })),
        story: z
          .array(z.object({ without: z.string(), ...beside }))
          .openapi({ description: '影子价格 · the optimum without a kind of constraint or discount' }),
        secondBest: z
          .object({ ...beside, winners: z.array(z.object({ lot: z.string(), suppliers: z.array(z.string()) })) })
          .optional()
          .openapi({ description: '次优方案 · the best allocation with other winners' }),
      }),
    ),
  })
  .openapi('Allocation', { description: '优化授标 · the least delivered cost over items and suppliers' });
