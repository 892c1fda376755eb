import { id, money, pageOf, paging } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { coverage, leftOut, line } from './combination-schemas.ts';
import { code } from './schemas.ts';

export const planInput = z.strictObject({ category: code }).openapi('PlanInput');

export const combinationInput = z
  .strictObject({
    posts: z
      .array(id('post'))
      .min(1)
      .max(12)
      .refine((given) => new Set(given).size === given.length, 'post-repeated')
      .openapi({ description: "one's own demands of one category" }),
    maxSuppliers: z.int().min(1).max(10).optional(),
  })
  .openapi('CombinationInput');

export const started = z.object({ plan: id('plan') }).openapi('StartedPlan');
export const ofPlan = z.object({ id: id('plan') });
export const planQuery = z.object({
  ...paging,
  category: code.optional().openapi({ description: "plans of that; without it those of one's own demands" }),
});

const stale = z
  .enum(['amended', 'closed'])
  .optional()
  .openapi({ description: 'there where a post has changed since: then it is no longer what was counted' });
const partLine = z.object({ post: z.string(), poster: z.object({ id: z.string(), name: z.string() }), ...line, stale });

const totals = z
  .object({
    buyers: z.int(),
    suppliers: z.int(),
    askedTonnes: z.string(),
    coveredTonnes: z.string(),
    coverageBound: z.string().openapi({ description: 'no plan covers more' }),
    amount: money,
    bound: money.openapi({ description: 'no plan that covers as much costs less' }),
    gap: z.string(),
    byHand: z.object({ coveredTonnes: z.string(), amount: money }),
  })
  .openapi('PlanTotals');

const scope = { category: code, own: z.boolean().openapi({ description: "made of one's own demands alone" }) };

export const plan = z
  .object({
    id: id('plan'),
    ...scope,
    status: z.enum(['making', 'failed', 'made']),
    madeAt: z.string().optional(),
    solved: z.enum(['optimal', 'best-found']).optional(),
    posts: z.int().optional().openapi({ description: 'how many posts it stands on' }),
    cut: z.boolean().optional().openapi({ description: 'whether more were open than a plan takes' }),
    stale: z.boolean().optional().openapi({ description: 'whether any post that is named here has changed since' }),
    totals: totals.optional().openapi({ description: 'of three buyers and three suppliers at least' }),
    demands: z.array(z.object({ post: z.string(), matching: z.int(), ...coverage, stale, lines: z.array(partLine) })),
    offers: z.array(z.object({ post: z.string(), stale, lines: z.array(partLine) })),
    leftOut: z.array(leftOut.extend({ demand: z.string() })).optional(),
  })
  .openapi('Plan');

export const plans = pageOf(z.object({ id: id('plan'), ...scope, madeAt: z.string() }));
