import { z } from '../../shared/kernel/zod.ts';

const figure = z.object({ exact: z.string(), shown: z.string() }).openapi('Figure', {
  description: 'the exact value as p/q, and as published, half-up; nothing follows from the latter',
});
const money = z.object({ amount: z.string(), currency: z.literal('CNY') });
const quantity = z.object({ value: z.string(), unit: z.string(), basis: z.string().optional() });
const deductions = ['small', 'micro', 'consortium'] as const;
const seatScore = z.object({ seat: z.int(), value: z.string() });

const invalidReason = z.enum([
  'not-qualified',
  'item-missing',
  'item-unknown',
  'quantity-short',
  'unit-differs',
  'above-ceiling',
  'above-agreed-price',
  'validity-short',
  'freight-missing',
  'terms-not-asked',
  'correction-refused',
  'abnormally-low',
  'same-brand',
]);

const line = z.object({
  item: z.string(),
  quantity,
  unitPrice: money,
  taxIncluded: z.boolean(),
  taxRate: z.string(),
  freight: money.optional(),
  exact: z.string().openapi({ description: 'quantity × (unit price, tax included, and freight), in yuan' }),
  amount: money,
});

const correction = z
  .object({
    steps: z.array(
      z.object({
        rule: z.enum(['words-before-figures', 'decimal-point', 'unit-prices-before-total']),
        item: z.string().optional(),
        before: money,
        after: money,
      }),
    ),
    confirmation: z.enum(['pending', 'accepted', 'refused']),
  })
  .openapi('Correction', { description: '算术修正: in the order of MOF Order 87 art. 59; binds once confirmed' });

const scores = z
  .object({
    price: z.object({ weight: z.string(), score: figure, weighted: figure }),
    factors: z.array(
      z.object({
        factor: z.string(),
        weight: z.string(),
        seats: z.array(seatScore),
        score: figure,
        weighted: figure,
      }),
    ),
    total: figure,
  })
  .openapi('BidScores', { description: '综合评分: price score = lowest ÷ evaluated × 100; total = Σ weight × score' });

const weighted = z
  .object({
    criteria: z.array(z.object({ criterion: z.string(), max: z.string(), seats: z.array(seatScore), value: figure })),
    coefficient: figure,
    price: figure,
  })
  .openapi('WeightedPrice', {
    description: 'coefficient = 1 + Σ value ÷ (1 − Σ max); price = evaluated ÷ coefficient',
  });

const bid = z
  .object({
    supplier: z.string(),
    name: z.string(),
    uscc: z.string(),
    lines: z.array(line),
    correction: correction.optional(),
    price: money,
    brand: z.string().optional(),
    deduction: z.object({ for: z.enum(deductions), rate: z.string() }).optional(),
    evaluated: figure,
    scores: scores.optional(),
    weighted: weighted.optional(),
    invalid: z.array(invalidReason),
    reasons: z.array(z.object({ for: invalidReason, text: z.string() })).optional(),
    yieldsTo: z.string().optional().openapi({ description: 'the bidder of the same brand that stands for it' }),
    rank: z.int().nullable(),
  })
  .openapi('EvaluatedBid');

const lot = z
  .object({
    lot: z.string(),
    bidders: z
      .object({ counted: z.int(), needed: z.int() })
      .openapi({ description: 'qualified and responsive bidders, one a brand where the rules say so' }),
    failed: z.enum(['no-valid-bid', 'too-few-qualified']).optional(),
    bids: z.array(bid),
    ties: z
      .array(z.array(z.string()))
      .openapi({ description: 'suppliers that tie exactly and that nothing has ordered' }),
    draws: z
      .array(z.object({ order: z.array(z.object({ supplier: z.string(), digest: z.string() })) }))
      .openapi({ description: 'digest = SHA-256(root ‖ lot ‖ supplier), the lowest first' }),
    withoutDeductions: z
      .array(
        z.object({
          without: z.enum([...deductions, 'all']),
          ranks: z.record(z.string(), z.int()),
          winners: z.array(z.string()),
        }),
      )
      .openapi({ description: 'the outcome as it would be without a policy deduction' }),
    lowPrices: z
      .array(
        z.object({
          supplier: z.string(),
          belowMean: figure,
          belowNext: figure.optional(),
          flags: z.array(z.enum(['mean', 'next'])),
        }),
      )
      .openapi({ description: 'prices that may have to be explained; advisory' }),
    spreads: z
      .array(z.object({ supplier: z.string(), factor: z.string(), lowest: seatScore, highest: seatScore }))
      .openapi({ description: 'experts whose scores lie far apart' }),
  })
  .openapi('EvaluatedLot');

const missing = z.union([
  z.object({ kind: z.literal('qualification'), supplier: z.string() }),
  z.object({ kind: z.literal('correction'), lot: z.string(), supplier: z.string() }),
  z.object({
    kind: z.literal('sheet'),
    lot: z.string(),
    supplier: z.string(),
    seat: z.int().nullable(),
    factors: z.array(z.string()),
  }),
]);

/** The evaluation as it is answered: every step of it. */
export const evaluation = z
  .object({
    method: z.enum(['lowest-evaluated-price', 'scoring', 'weighted-price']),
    lots: z.array(lot),
    incomplete: z.array(missing).openapi({ description: 'what has still to be found; empty when complete' }),
  })
  .openapi('Evaluation');
