import { day, id, paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

const code = z.string().min(1).max(60);
const words = z.object({ zh: z.string(), en: z.string() });
const attributeValue = z.union([z.string(), z.int(), z.boolean()]);
const moment = z.iso.datetime();

export const ofCategory = z.object({ code: code.openapi({ example: 'steel.rebar' }) });

export const application = z
  .strictObject({
    standard: text(60).openapi({ description: '所执行标准, as the category numbers it', example: 'GB 1499.2-2024' }),
  })
  .openapi('AdmissionApplication');

const decision = z.enum(['admitted', 'refused']);
const reason = z.strictObject({
  criterion: code.openapi({ description: 'of the checklist; for a refusal a required one', example: 'capacity' }),
  text: text(1000),
});

export const decisionInput = z
  .strictObject({ decision, reasons: z.array(reason).max(20).default([]) })
  .openapi('AdmissionDecisionInput');
export const appealInput = z.strictObject({ grounds: text(4000) }).openapi('AdmissionAppealInput');
export const watched = z.object({ ...paging, status: z.enum(['pending', 'overdue']).default('pending') });

const deadline = z.object({
  day,
  provisional: z.boolean().openapi({ description: "whether a year's holiday notice is not known yet" }),
});
const shownDecision = z.object({ decision, reasons: z.array(reason), decidedAt: moment });
const checked = z.object({
  criterion: code,
  required: z.boolean(),
  met: z.boolean(),
  evidence: z.array(z.string()).optional(),
  until: day.optional(),
  finding: z
    .enum([
      'certificate-missing',
      'certificate-expired',
      'standard-unlisted',
      'standard-superseded',
      'standard-not-in-force',
      'not-stated',
    ])
    .optional(),
});

export const admissionView = z
  .object({
    id: id('admission'),
    product: id('product'),
    status: z.enum(['pending', 'admitted', 'refused', 'appealed', 'withdrawn', 'lapsed']),
    decision: shownDecision.optional(),
    appeal: z
      .object({ decision: shownDecision.optional(), grounds: z.string().optional(), appealedAt: moment.optional() })
      .optional(),
    ended: z
      .object({
        reason: z.enum(['supplier', 'product-withdrawn', 'product-expired', 'listing-changed', 'evidence-lapsed']),
        at: moment.optional(),
      })
      .optional(),
    standard: z.string().optional(),
    checklist: z.array(checked).optional(),
    appliedAt: moment.optional(),
    decideBy: deadline.optional(),
    overdue: z.boolean().optional(),
    appealBy: deadline.optional(),
  })
  .openapi('Admission');

const party = z.object({ id: id('organisation'), name: z.string() });

export const waitingView = z
  .object({
    id: id('admission'),
    status: z.enum(['pending', 'appealed']),
    product: id('product'),
    category: code,
    supplier: party,
    appliedAt: moment,
    decideBy: deadline,
    overdue: z.boolean(),
  })
  .openapi('AdmissionWaiting');

export const criteriaView = z
  .object({
    category: code,
    criteria: z.array(
      z.object({
        code,
        kind: z.enum(['certificate', 'standard', 'stated']),
        required: z.boolean().openapi({ description: 'one that is not is shown, and no ground for a refusal' }),
        name: words,
        types: z.array(z.string()).optional().openapi({ description: 'certificates that meet it, each alone' }),
        member: z.string().optional().openapi({ description: 'what of the product must be stated' }),
        when: z.record(z.string(), z.array(attributeValue)).optional(),
        source: z.string(),
        verified: z.boolean(),
      }),
    ),
    standards: z.array(
      z.object({ number: z.string(), title: words, from: day.optional(), to: day.optional(), verified: z.boolean() }),
    ),
    rules: z.object({
      decisionWorkingDays: z.int(),
      remindWorkingDaysBefore: z.int(),
      appealWorkingDays: z.int(),
      source: z.string(),
      verified: z.boolean(),
    }),
  })
  .openapi('AdmissionCriteria');

export const catalogueInput = z
  .strictObject({
    title: text(120),
    day: day.optional().openapi({ description: 'today unless said; not in the future' }),
  })
  .openapi('ProcurementCatalogueInput');

export const ofVersion = z.object({
  version: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(\.[1-9]\d{0,3})?$/, 'not-allowed')
    .openapi({ example: '2026-03-02' }),
});
export const pages = z.object(paging);

export const catalogueView = z
  .object({
    version: z.string().openapi({ example: '2026-03-02' }),
    title: z.string(),
    day,
    count: z.int(),
    hash: z.string().openapi({ description: 'SHA-256 of the JCS (RFC 8785) of the entries, sorted by product' }),
    citation: z.string().openapi({ description: 'how a tender cites it: `<version>@sha256:<hash>`' }),
    publishedAt: moment,
  })
  .openapi('ProcurementCatalogue');

export const entryView = z
  .object({
    product: id('product'),
    admission: id('admission'),
    supplier: party.extend({ uscc: z.string() }),
    category: code,
    attributes: z.record(z.string(), attributeValue),
    standard: z.string(),
  })
  .openapi('ProcurementCatalogueEntry');
