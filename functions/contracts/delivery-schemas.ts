import type { ZodType } from 'zod';
import { decimal, id, instant, paging, quantity, sha256, text } from '../../shared/http/schemas.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { z } from '../../shared/kernel/zod.ts';
import { maxBytes } from './delivery-documents.ts';

/** An absent basis is no member at all. */
const measured = quantity as ZodType<Quantity>;
const name = text(120).regex(/^[^/\\]+\.[A-Za-z0-9]+$/, 'file-name');
const kind = z.enum([
  'mill-certificate',
  'conformity-certificate',
  'test-report',
  'weigh-ticket',
  'delivery-note',
  'photo',
  'other',
]);
/** Numbers that people copy from paper: compared in one written form. */
const number = text(60).transform((value) => value.normalize('NFKC').replace(/\s+/gu, '').toUpperCase());

export const ofCallOff = z.object({ id: id('callOff') });
export const ofAgreement = z.object({ id: id('agreement') });
export const ofDelivery = z.object({ id: id('delivery') });
export const ofDocument = ofDelivery.extend({ sha256 });
export const pages = z.object(paging);

export const fileInput = z
  .strictObject({ name, mediaType: z.string().max(120), size: z.int().min(1).max(maxBytes), sha256 })
  .openapi('DeliveryFileInput');
export const upload = z
  .object({
    sha256: z.string(),
    upload: z.object({
      url: z.string(),
      method: z.literal('PUT'),
      headers: z.record(z.string(), z.string()),
      expiresAt: z.string(),
    }),
  })
  .openapi('DeliveryFileUpload');
export const download = z.object({ url: z.string(), expiresAt: z.string() });

const documentInput = z.strictObject({ kind, name, sha256 }).openapi('DeliveryDocument');
const noteLine = z
  .strictObject({
    itemId: id('item'),
    declared: measured.openapi({ description: '送货单数量, in the unit of the call-off' }),
    pieces: decimal(0, '168').optional().openapi({ description: '件数: bars, pipes, sheets or bags' }),
    weighed: measured.optional().openapi({ description: '磅单净重: needed where it was ordered as weighed' }),
    ticketNo: number.optional().openapi({ description: '磅单号: of what is weighed; told once by a supplier' }),
    heatNo: number.optional().openapi({ description: '炉批号' }),
    documents: z.array(documentInput).max(10).default([]),
  })
  .openapi('DeliveryLineInput');

export const deliveryInput = z
  .strictObject({ lines: z.array(noteLine).min(1).max(30), deliveredAt: instant.optional() })
  .openapi('DeliveryInput');

const finding = z
  .strictObject({
    itemId: id('item'),
    accepted: measured.openapi({ description: 'in the unit of the call-off; 0 where all is rejected' }),
    rejected: measured.optional().openapi({ description: 'what else was counted' }),
    received: measured.optional().openapi({ description: '实收净重 by the buyer’s scale' }),
    sampleGross: measured.optional().openapi({ description: '20袋抽检总质量, packaging included' }),
    reason: text(500).optional(),
  })
  .openapi('AcceptanceLineInput');

export const acceptanceInput = z
  .strictObject({
    lines: z.array(finding).min(1).max(30),
    decision: z.enum(['accepted', 'partly-rejected', 'rejected']),
    remarks: text(2000).optional(),
  })
  .openapi('AcceptanceInput');

export const returnInput = z.strictObject({ note: text(1000) }).openapi('GoodsReturnInput');

const shownQuantity = z.object({ value: z.string(), unit: z.string(), basis: z.string().optional() });
const status = z.enum(['delivered', 'accepted', 'deemed-accepted']);
const head = {
  id: id('delivery'),
  agreement: id('agreement'),
  callOff: id('callOff'),
  buyer: id('organisation'),
  supplier: id('organisation'),
  status,
  deliveredAt: z.string(),
  acceptBy: z.string(),
};

export const summary = z
  .object({
    ...head,
    lines: z.array(z.object({ item: z.string(), counted: z.string(), back: z.string().optional() })),
  })
  .openapi('DeliverySummary');

const line = z.object({
  item: id('item'),
  lot: z.string(),
  category: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  ordered: shownQuantity,
  deliverTo: z.object({ division: z.string(), address: z.string() }),
  deliverBy: z.string(),
  declared: shownQuantity,
  pieces: z.string().optional(),
  weighed: shownQuantity.optional(),
  ticketNo: z.string().optional(),
  heatNo: z.string().optional(),
  documents: z.array(z.object({ kind, name: z.string(), sha256: z.string() })),
  missing: z.array(z.string()).openapi({ description: '缺少的随货资料: flagged, never refused' }),
  counted: shownQuantity.openapi({ description: 'what it counts for against the call-off' }),
  countedBy: z.enum(['pieces', 'ticket', 'note']),
  limit: z.string().openapi({ description: 'what may come of the line in all, tolerance included' }),
  theoretical: shownQuantity.optional(),
  deviation: z
    .object({
      exact: z.string(),
      shown: z.string().openapi({ description: 'per cent' }),
      within: z.boolean().optional(),
      standard: z.string().optional(),
      minus: z.string().optional(),
      plus: z.string().optional(),
      verified: z.boolean().optional(),
    })
    .optional(),
});

const accepted = z.object({
  item: id('item'),
  accepted: shownQuantity,
  rejected: shownQuantity,
  received: shownQuantity.optional(),
  settled: shownQuantity.openapi({ description: 'what is paid for, in the unit of the agreement’s item' }),
  settledBy: z.enum(['counted', 'weighed', 'note-within-3-per-mille', 'received']),
  back: z.string().openapi({ description: 'what may be delivered again' }),
  reason: z.string().optional(),
  sample: z.object({ gross: shownQuantity, holds: z.boolean(), verified: z.boolean() }).optional(),
});

export const delivery = z
  .object({
    ...head,
    recordedAt: z.string(),
    lines: z.array(line),
    acceptance: z
      .object({
        lines: z.array(accepted),
        acceptedAt: z.string(),
        day: z.string(),
        remarks: z.string().optional(),
      })
      .optional(),
    returned: z.object({ returnedAt: z.string(), note: z.string() }).optional(),
  })
  .openapi('Delivery');

export const logged = z.object({ json: z.string(), hash: z.string() });
