import type { output } from 'zod';
import { day } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

const words = z.object({ zh: z.string(), en: z.string() });
export type Words = output<typeof words>;

export const regimeParams = z.object({
  regime: z.enum(['bidding-compulsory', 'government-procurement', 'soe-voluntary', 'framework-second-stage']),
});
export const packQuery = z.object({ day: day.optional() });

export const checked = z
  .object({
    publishable: z.boolean(),
    findings: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['refused', 'justify', 'advised']),
        pointer: z.string(),
        message: words,
        article: z.string(),
        verified: z.boolean(),
        params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        justification: z.string().optional(),
      }),
    ),
  })
  .openapi('Check');

export const timeline = z
  .object({
    items: z.array(
      z.object({
        code: z.string(),
        name: words,
        day: z.string(),
        at: z.string().optional(),
        earliest: z.string().optional(),
        latest: z.string().optional(),
        lawfulAlternative: z
          .string()
          .optional()
          .openapi({ description: 'the first lawful day, where the planned one is too early' }),
        rule: z.object({ value: z.number(), unit: z.string(), article: z.string(), verified: z.boolean() }),
        from: z.string().nullable().openapi({ description: 'the day counted from, itself not counted' }),
        skipped: z.array(z.string()),
        provisional: z.boolean(),
        assumed: z.boolean(),
        status: z.enum(['past', 'today', 'future', 'late']),
      }),
    ),
  })
  .openapi('Timeline');
