import { z } from '../../shared/kernel/zod.ts';

const words = z.object({ zh: z.string(), en: z.string() });

export const leads = z
  .object({
    items: z.array(
      z.object({
        id: z.string().openapi({ description: '“R018” and so on of Cardinal, or a sign of our own', example: 'R018' }),
        lot: z.string().nullable(),
        suppliers: z.array(z.string()),
        evidence: z.record(z.string(), z.string()),
        definition: z.object({
          title: words,
          text: words,
          source: z.string(),
          verified: z.boolean(),
          parameters: z.record(z.string(), z.string()).optional(),
        }),
      }),
    ),
  })
  .openapi('IntegrityLeads');
