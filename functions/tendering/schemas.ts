import type { output } from 'zod';
import { attributes, degrees, place, someQuantity } from '../../shared/http/goods.ts';
import { day, decimal, division, id, instant, money, paging, sha256, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { agreementTerm, demandSaid, priceIndex } from './agreement-schemas.ts';
import { allocation, freight } from './allocation-schemas.ts';
import { limits } from './limits.ts';

const regime = z.enum(['bidding-compulsory', 'government-procurement', 'soe-voluntary']);
const fraction = decimal(4, '0.10').refine((value) => value.startsWith('0'), 'out-of-range');

const deliveryPoint = z
  .strictObject({
    division: place,
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
    quantity: someQuantity,
    deliveryPoint,
    deliverBy: day.optional(),
    priceIndex: priceIndex.optional(),
  })
  .openapi('TenderItemInput');

const itemChange = z.strictObject({ ...itemInput.shape, demand: demandSaid.optional() }).openapi('TenderItemChange');

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'key-malformed');
const points = decimal(2, '60.00');

const scoring = z
  .strictObject({
    priceWeight: fraction,
    factors: z
      .array(
        z.strictObject({
          key,
          title: text(120),
          weight: fraction,
          bands: z
            .array(z.strictObject({ title: text(200), from: points, to: points }))
            .min(1)
            .max(20),
        }),
      )
      .max(30),
  })
  .openapi('Scoring', { description: '综合评分法 · weights of price and factors sum to 1; bands are points of 100' });

const criterion = z
  .strictObject({
    key,
    title: text(120),
    options: z
      .array(z.strictObject({ title: text(200), value: fraction }))
      .min(2)
      .max(20),
  })
  .openapi('Criterion', { description: '加权价格 · each option is worth a fraction of the price' });

const lotInput = z
  .strictObject({
    id: id('lot').optional(),
    title: text(120),
    items: z.array(itemInput).min(1).max(limits.items),
    estimate: money.optional(),
    ceiling: money.optional(),
    bidSecurity: money.optional(),
    allocation: allocation.default({ rule: 'winner-takes-all' }),
    freight: freight.optional(),
    deductions: z
      .array(z.strictObject({ for: z.enum(['small', 'micro', 'consortium']), rate: fraction }))
      .max(3)
      .refine((list) => new Set(list.map((one) => one.for)).size === list.length, 'deduction-repeated')
      .optional(),
    scoring: scoring.optional(),
    criteria: z.array(criterion).min(1).max(20).optional(),
  })
  .openapi('LotInput');

const lotChange = z
  .strictObject({ ...lotInput.shape, items: z.array(itemChange).min(1).max(limits.items) })
  .openapi('LotChange');

const requirement = z
  .strictObject({
    key,
    kind: z.enum(['qualification', 'substantive']),
    text: text(500),
    completable: z.boolean().openapi({ description: '可补正 · may be completed after the opening' }),
  })
  .openapi('Requirement');

const fairReview = z
  .strictObject({
    reviewer: text(100),
    reviewedOn: day,
    articles: z.array(text(200)).min(1).max(40),
    conclusion: z.enum(['no-restriction', 'exception']),
    exception: z.strictObject({ ground: text(500), until: day }).optional(),
  })
  .openapi('FairReview', { description: '公平竞争审查 · the fair-competition review' });

const justification = z
  .strictObject({ code: z.string().max(60), pointer: z.string().max(200), reason: text(500) })
  .openapi('Justification', { description: '书面说明 · why a finding of the check does not stand in the way' });

const annual = z.strictObject({ year: z.int().min(2024).max(2100) });

const procurementCatalogue = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(\.\d+)?@sha256:[0-9a-f]{64}$/, 'citation-malformed')
  .openapi({ description: 'the citation of a version: see GET /v1/procurement-catalogues' });

const draftMembers = {
  title: text(200),
  text: text(4000).optional(),
  regime,
  method: z.enum(['lowest-evaluated-price', 'scoring', 'weighted-price']),
  openingMode: z.enum(['automatic', 'ceremony']),
  deadline: instant,
  bidValidityDays: z.int().min(1).max(365),
  requirements: z.array(requirement).max(40).optional(),
  lots: z.array(lotInput).min(1).max(limits.lots),
  tieRule: z
    .enum(['decision', 'draw'])
    .optional()
    .openapi({ description: 'exact ties: ordered with a reason, or by a draw from the Merkle root' }),
  fairReview: fairReview.optional(),
  justifications: z.array(justification).max(40).optional(),
  annual: annual.optional(),
  agreementTerm: agreementTerm.optional(),
  procurementCatalogue: procurementCatalogue.optional(),
};

export const draftInput = z
  .strictObject({ ...draftMembers, openingMode: draftMembers.openingMode.default('automatic') })
  .openapi('TenderInput');
export const draftChanges = z
  .strictObject({
    ...draftMembers,
    lots: z.array(lotChange).min(1).max(limits.lots),
    text: z.union([text(4000), z.null()]),
    fairReview: z.union([fairReview, z.null()]),
    annual: z.union([annual, z.null()]),
    agreementTerm: z.union([agreementTerm, z.null()]),
    procurementCatalogue: z.union([procurementCatalogue, z.null()]),
  })
  .partial()
  .openapi('TenderChanges', { description: 'what is left out stays; `null` takes it out' });
export type LotInput = output<typeof lotInput>;

export const tenderParams = z.object({ id: id('tender') });
export const cancellation = z.strictObject({ reason: text(1000) }).openapi('Cancellation');
export const candidatesInput = z
  .strictObject({
    ties: z
      .array(
        z.strictObject({
          lot: id('lot'),
          order: z.array(id('organisation')).min(2).max(limits.awardLines),
          reason: text(500),
        }),
      )
      .max(limits.awardLines)
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
  disputed: z.enum(['true']).optional().openapi({ description: 'those with an open objection or complaint' }),
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
    sha256,
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
