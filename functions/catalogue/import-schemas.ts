import { day, decimal, division, id, text, unitCode } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

const category = z.string().min(1).max(60).openapi({ example: 'steel.rebar' });

const defaults = z
  .strictObject({
    per: unitCode,
    taxIncluded: z.boolean(),
    taxRate: decimal(4, '0.13'),
    deliveryBasis: z.enum(['ex-works', 'ex-warehouse', 'delivered']),
    weighingBasis: z.enum(['theoretical', 'weighed', 'declared'], { error: 'basis-unknown' }),
    validTo: day,
    brand: text(60),
    originLabel: text(60),
    stockDivision: division,
  })
  .partial()
  .openapi({ description: 'what holds for rows whose own cells say nothing of it' });

const preview = z
  .strictObject({
    mode: z.literal('preview'),
    upload: text(300).openapi({ description: 'the `key` of an upload' }),
    category: category.optional().openapi({ description: "every row's, unless it names its own" }),
    format: z.enum(['csv', 'xlsx']).optional().openapi({ description: 'looked up in the content when absent' }),
    sheet: text(31).optional().openapi({ description: 'the first that is shown when absent' }),
    defaults: defaults.optional(),
  })
  .openapi('ImportPreview');

const commit = z
  .strictObject({
    mode: z.literal('commit'),
    preview: id('job').openapi({ description: 'the job of a preview that succeeded' }),
    accept: z.enum(['all-valid-required', 'valid-rows']),
    publish: z.boolean().default(false).openapi({ description: 'published at once rather than drafted' }),
  })
  .openapi('ImportCommit');

export const importInput = z.discriminatedUnion('mode', [preview, commit]).openapi('ProductImport');
export const startedJob = z.object({ job: id('job') }).openapi('StartedJob');

export const ofTemplate = z.object({ code: category });
export const templateFormat = z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx') });
export const templateFile = z.string().openapi({ format: 'binary' });
