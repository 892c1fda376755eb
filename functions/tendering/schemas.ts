import { z } from '@hono/zod-openapi';
import { isDivision } from '../../shared/commodity/divisions.ts';
import { attributesDocumented } from '../../shared/commodity/openapi.ts';
import { day, decimal, division, id, instant, money, paging, quantity, text } from '../../shared/http/schemas.ts';
import { limits } from './draft.ts';

const regime = z.enum(['bidding-compulsory', 'government-procurement', 'soe-voluntary']);
const fraction = decimal(4, '0.10').refine((value) => value.startsWith('0'), 'out-of-range');
const attributes = z
  .record(z.string(), z.union([z.string().max(200), z.int(), z.boolean()]))
  .openapi(attributesDocumented);
const degrees = z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, 'wrong-type');

const deliveryPoint = z
  .strictObject({
    division: division.refine(isDivision, 'division-unknown'),
    address: text(200),
    lon: degrees.optional(),
    lat: degrees.optional(),
  })
  .openapi('DeliveryPoint');

const itemInput = z
  .strictObject({
    id: id('item').optional().openapi({ description: 'given by the platform unless a revision keeps one' }),
    category: z.string().max(60),
    attributes,
    quantity: quantity.refine(({ value }) => !/^[0.]*$/.test(value), 'quantity-zero'),
    deliveryPoint,
    deliverBy: day.optional(),
  })
  .openapi('TenderItemInput');

const lotInput = z
  .strictObject({
    id: id('lot').optional(),
    title: text(120),
    items: z.array(itemInput).min(1).max(limits.items),
    estimate: money.optional(),
    ceiling: money.optional(),
    allocation: z.strictObject({ rule: z.literal('winner-takes-all') }).default({ rule: 'winner-takes-all' }),
    deductions: z
      .array(z.strictObject({ for: z.enum(['small', 'micro']), rate: fraction }))
      .max(2)
      .refine((list) => new Set(list.map((one) => one.for)).size === list.length, 'deduction-repeated')
      .optional(),
  })
  .openapi('LotInput');

const draftMembers = {
  title: text(200),
  regime,
  method: z.literal('lowest-evaluated-price'),
  openingMode: z.literal('automatic'),
  deadline: instant,
  bidValidityDays: z.int().min(1).max(365),
  lots: z.array(lotInput).min(1).max(limits.lots),
  annual: z.strictObject({ year: z.int().min(2024).max(2100) }).optional(),
  procurementCatalogue: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(\.\d+)?@sha256:[0-9a-f]{64}$/, 'citation-malformed')
    .optional()
    .openapi({ description: 'the citation of a version: see GET /v1/procurement-catalogues' }),
};

export const draftInput = z
  .strictObject({ ...draftMembers, openingMode: draftMembers.openingMode.default('automatic') })
  .openapi('TenderInput');
export const draftChanges = z.strictObject(draftMembers).partial().openapi('TenderChanges');
export type LotInput = z.output<typeof lotInput>;

export const tenderParams = z.object({ id: id('tender') });
export const cancellation = z.strictObject({ reason: text(1000) }).openapi('Cancellation');
export const candidatesInput = z
  .strictObject({
    ties: z
      .array(z.strictObject({ lot: id('lot'), order: z.array(id('organisation')).min(2), reason: text(500) }))
      .default([])
      .openapi({ description: 'how exactly equal prices are ordered, and why' }),
  })
  .openapi('CandidatesInput');

export const tenderQuery = z.object({
  ...paging,
  status: z
    .enum(['draft', 'published', 'cancelled', 'opening', 'failed', 'opened', 'standstill', 'awarded'])
    .optional(),
  category: z.string().max(60).optional(),
  division: division.optional(),
  buyer: id('organisation').optional(),
  closingAfter: instant.optional(),
});
export const logQuery = z.object(paging);

export const bidInput = z.unknown().openapi({
  type: 'object',
  required: ['envelope', 'documentsVersion'],
  additionalProperties: false,
  properties: {
    envelope: {
      type: 'object',
      description: 'JWE, General JSON serialisation, one recipient; see docs/sealed-bids.md',
    },
    documentsVersion: { type: 'integer', minimum: 1 },
  },
});
export const bidRest = z.strictObject({ envelope: z.unknown(), documentsVersion: z.int().min(1) });

export const attachmentInput = z
  .strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'wrong-type'),
    size: z
      .int()
      .min(65_536 + 28)
      .max(50 * 1024 * 1024)
      .refine((size) => size % 65_536 === 28, 'not-padded'),
  })
  .openapi('SealedAttachment');

export const calendarParams = z.object({ year: z.coerce.number().int().min(2024).max(2100) });
export const calendarInput = z
  .strictObject({
    source: text(300),
    holidays: z.array(day).max(200),
    workingWeekends: z.array(day).max(100),
  })
  .openapi('CalendarYearInput');
