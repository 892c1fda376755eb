import { z } from '../../shared/kernel/zod.ts';

const fraction = z.string().openapi({ example: '15561/3125', description: 'exact, as p/q' });
const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const measure = { unit: z.string(), basis: z.string().optional() };
const quantity = z.object({ value: z.string(), ...measure });
const participant = z.object({ id: z.string(), name: z.string(), uscc: z.string(), division: z.string() });
const status = z.enum(['scheduled', 'reporting', 'closed', 'locked', 'tendering', 'over', 'cancelled']);
const standing = z.enum(['invited', 'reported', 'signed', 'declined', 'withdrawn', 'opted-out', 'left-out']);

const lot = z.object({
  id: z.string(),
  family: z.string(),
  zone: z.string(),
  title: z.string(),
  lines: z.int(),
  sums: z.array(z.object({ ...measure, total: fraction, committed: fraction })),
});

const locked = z
  .object({
    version: z.int(),
    lots: z.array(lot),
    signed: z.array(z.object({ participant: z.string(), hash: z.string() })),
    hash: z
      .string()
      .openapi({ description: '总表哈希 · SHA-256 of the JCS of the rest and of what the round is about' }),
  })
  .openapi('LockedDemand');

export const round = z
  .object({
    id: z.string(),
    title: z.string(),
    category: z.string(),
    status,
    lead: participant,
    opensAt: z.string(),
    closesAt: z.string(),
    deliveryWindow: z.object({ from: z.string(), to: z.string() }),
    zones: z.array(z.object({ key: z.string(), title: z.string(), divisions: z.array(z.string()) })).optional(),
    previousRound: z.string().optional(),
    openedAt: z.string(),
    lockedAt: z.string().optional(),
    locked: locked.optional(),
    cancellation: z.object({ reason: z.string(), at: z.string() }).optional(),
    participants: z
      .array(
        z.object({
          id: z.string(),
          name: z.string().optional(),
          division: z.string().optional(),
          standing,
          signedAt: z.string().optional(),
          lines: z.int().optional(),
          hash: z.string().optional(),
          leftOut: z.string().optional(),
        }),
      )
      .optional()
      .openapi({
        description:
          'for the lead and those invited; lines, hash and why it was left out to the unit itself and the lead',
      }),
    lateChange: z.object({ id: z.string(), participant: z.string(), consents: z.array(z.string()) }).optional(),
    tender: z.string().optional(),
  })
  .openapi('DemandRound');

export const summary = z
  .object({
    id: z.string(),
    status,
    title: z.string(),
    category: z.string(),
    opensAt: z.string(),
    closesAt: z.string(),
    openedAt: z.string(),
    lead: z.object({ id: z.string(), name: z.string() }),
  })
  .openapi('DemandRoundSummary');

const goods = {
  category: z.string(),
  attributes,
  quantity,
  canonical: z
    .object({ exact: fraction, ...measure })
    .openapi({ description: 'in the category’s first trading unit, by the exact conversion' }),
};
const report = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      ...goods,
      commitment: z.string(),
      deliveryPoint: z.object({
        division: z.string(),
        address: z.string(),
        lon: z.string().optional(),
        lat: z.string().optional(),
      }),
      month: z.string(),
      reason: z.string().optional(),
    }),
  ),
  omissions: z.array(z.object({ category: z.string(), attributes, reason: z.string() })),
});

export const reported = z
  .object({
    signed: report
      .extend({ round: z.string(), participant: z.string() })
      .openapi({ description: 'what `hash` covers: the SHA-256 of its JCS (RFC 8785)' }),
    hash: z.string(),
    standing,
    lastYear: z.array(
      z.object({
        category: z.string(),
        attributes,
        ...measure,
        last: fraction,
        now: fraction,
        change: fraction.optional(),
        over: z.boolean(),
      }),
    ),
    entered: z
      .array(z.object(goods))
      .openapi({ description: 'what the lead entered of last year, as written; `lastYear` counts it' }),
    deviationLimit: z.object({ limit: z.string(), source: z.string(), verified: z.boolean() }),
  })
  .openapi('DemandReport');

export const history = z
  .object({ participant: z.string(), hash: z.string(), figures: z.array(z.object(goods)) })
  .openapi('DemandHistory');

const amounts = z.object({ total: fraction, committed: fraction });
const effects = z.array(
  z.object({
    id: z.string(),
    family: z.string(),
    zone: z.string(),
    title: z.string(),
    sums: z.array(
      z.object({
        ...measure,
        before: amounts,
        after: amounts,
        shares: z.array(z.object({ participant: z.string(), before: fraction, after: fraction })),
      }),
    ),
  }),
);

export const effect = z
  .object({ participant: z.string(), version: z.int(), lots: effects })
  .openapi('OptOutEffect', { description: 'every lot before and after, and each unit’s share of it' });

export const lateChange = z
  .object({
    id: z.string(),
    participant: z.string(),
    reason: z.string(),
    hash: z.string(),
    proposedAt: z.string(),
    status: z.enum(['open', 'applied', 'refused', 'lapsed']),
    consents: z.array(z.string()).optional(),
    waiting: z.array(z.string()).optional(),
    end: z.object({ at: z.string(), by: z.string().optional(), reason: z.string().optional() }).optional(),
    report: report.optional().openapi({ description: 'to the unit itself and the lead' }),
    lots: effects.optional().openapi({ description: 'what it would do, while it is open' }),
  })
  .openapi('LateChange');

export const tenderAsked = z.object({ tender: z.string() }).openapi('JointTenderAsked');
