import { z } from '@hono/zod-openapi';
import { isDivision } from '../../shared/commodity/divisions.ts';
import {
  day,
  decimal,
  division,
  id,
  instant,
  money,
  paging,
  quantity,
  text,
  unitPrice,
} from '../../shared/http/schemas.ts';
import { limits } from './draft.ts';

const regime = z.enum(['bidding-compulsory', 'government-procurement', 'soe-voluntary']);
const fraction = decimal(4, '0.10').refine((value) => value === '1' || value.startsWith('0'), 'out-of-range');
const attributes = z.record(z.string(), z.union([z.string().max(200), z.int(), z.boolean()]));
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
};

export const draftInput = z
  .strictObject({ ...draftMembers, openingMode: draftMembers.openingMode.default('automatic') })
  .openapi('TenderInput');
export const draftChanges = z.strictObject(draftMembers).partial().openapi('TenderChanges');
export type DraftInput = z.output<typeof draftInput>;
export type LotInput = z.output<typeof lotInput>;

export const tenderParams = z.object({ id: id('tender') });
export const noBody = z.strictObject({});
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

const quantityShown = z.object({ value: z.string(), unit: z.string(), basis: z.string().optional() });
const moneyShown = z.object({ amount: z.string(), currency: z.literal('CNY') });
const rule = z.object({ value: z.number(), unit: z.string(), article: z.string(), verified: z.boolean() });
const words = z.object({ zh: z.string(), en: z.string() });
const evaluated = z.object({ exact: z.string(), shown: z.string() });

const candidate = z.object({
  rank: z.int(),
  supplier: z.string(),
  name: z.string(),
  uscc: z.string(),
  price: moneyShown,
  evaluated,
  tieReason: z.string().optional(),
});

export const award = z
  .object({
    lot: z.string(),
    supplier: z.string(),
    name: z.string(),
    uscc: z.string(),
    amount: moneyShown,
    lines: z.array(
      z.object({
        item: z.string(),
        quantity: quantityShown,
        unitPrice: moneyShown,
        taxIncluded: z.boolean(),
        taxRate: z.string(),
        amount: moneyShown,
      }),
    ),
  })
  .openapi('Award');

export const tender = z
  .object({
    id: z.string(),
    status: z.enum(['draft', 'published', 'cancelled', 'opening', 'failed', 'opened', 'standstill', 'awarded']),
    title: z.string(),
    regime,
    method: z.string(),
    openingMode: z.string(),
    deadline: z.string(),
    bidValidityDays: z.int(),
    buyer: z.object({ id: z.string(), name: z.string(), uscc: z.string(), division: z.string() }),
    lots: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        items: z.array(
          z.object({
            id: z.string(),
            category: z.string(),
            attributes,
            quantity: quantityShown,
            deliveryPoint: z.object({ division: z.string(), address: z.string() }),
            deliverBy: z.string().optional(),
          }),
        ),
        estimate: moneyShown.optional(),
        ceiling: moneyShown.optional(),
        allocation: z.object({ rule: z.string() }),
        deductions: z.array(z.object({ for: z.string(), rate: z.string() })).optional(),
      }),
    ),
    annual: z.object({ year: z.int() }).optional(),
    publishedAt: z.string().optional(),
    documentsVersion: z.int().optional(),
    rules: z
      .object({
        version: z.string(),
        name: words,
        minimumDays: rule,
        minimumBidders: rule,
        standstill: rule,
        candidates: rule,
      })
      .optional(),
    failedLots: z.array(z.string()).optional(),
    candidates: z.array(z.object({ lot: z.string(), candidates: z.array(candidate) })).optional(),
    standstillUntil: z.string().optional(),
    awards: z.array(award).optional(),
    unawarded: z.array(z.string()).optional(),
    cancellation: z.object({ reason: z.string(), at: z.string() }).optional(),
  })
  .openapi('Tender');

export const tenderSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    status: z.string(),
    regime,
    deadline: z.string(),
    buyer: z.object({ id: z.string(), name: z.string() }),
    categories: z.array(z.string()),
    divisions: z.array(z.string()),
    lots: z.int(),
  })
  .openapi('TenderSummary');

export const sealingKey = z
  .object({ tender: z.string(), documentsVersion: z.int(), key: z.record(z.string(), z.unknown()) })
  .openapi('TenderKey');

const commitment = z.object({ disclosed: z.string(), private: z.string() });
const receipt = z.object({
  receiptId: z.string(),
  tender: z.string(),
  supplier: z.string(),
  revision: z.int(),
  previous: z.string().nullable(),
  state: z.enum(['sealed', 'withdrawn']),
  sha256: z.string().nullable(),
  cmt: commitment.nullable(),
  receivedAt: z.string(),
  chainHead: z.string(),
});
export const signedReceipt = z.object({ receipt, jws: z.string() }).openapi('SignedReceipt');

export const upload = z
  .object({
    url: z.string(),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()),
    expiresAt: z.string(),
  })
  .openapi('Upload');

export const opening = z
  .object({
    status: z.string(),
    lawfulAt: z.string(),
    decryptedAt: z.string().nullable(),
    frozenAt: z.string(),
    root: z.string(),
    count: z.int(),
    withdrawn: z.int(),
    perLot: z.array(z.object({ lot: z.string(), bidders: z.int() })),
    failedLots: z.array(z.string()),
    bids: z.array(
      z.object({
        supplier: z.string(),
        name: z.string(),
        state: z.enum(['opened', 'unopened']),
        reason: z.string().optional(),
        lots: z
          .array(
            z.object({
              lotId: z.string(),
              items: z.array(
                z.object({ itemId: z.string(), unitPrice, taxIncluded: z.boolean(), taxRate: z.string() }),
              ),
            }),
          )
          .optional(),
        validUntil: z.string().optional(),
        attachments: z.int().optional(),
      }),
    ),
  })
  .openapi('Opening');

export const proof = z
  .object({
    receipt,
    leaf: z.string(),
    index: z.int(),
    size: z.int(),
    proof: z.array(z.string()),
    root: z.string(),
  })
  .openapi('InclusionProof');

export const evaluation = z
  .object({
    method: z.string(),
    lots: z.array(
      z.object({
        lot: z.string(),
        bids: z.array(
          z.object({
            supplier: z.string(),
            name: z.string(),
            uscc: z.string(),
            lines: z.array(
              z.object({
                item: z.string(),
                quantity: quantityShown,
                unitPrice: moneyShown,
                taxIncluded: z.boolean(),
                taxRate: z.string(),
                exact: z.string(),
                amount: moneyShown,
              }),
            ),
            price: moneyShown,
            deduction: z.object({ for: z.string(), rate: z.string() }).optional(),
            evaluated,
            invalid: z.array(z.string()),
            rank: z.int().nullable(),
          }),
        ),
        ties: z.array(z.array(z.string())),
      }),
    ),
  })
  .openapi('Evaluation');

export const loggedEvent = z.object({ json: z.string(), hash: z.string() }).openapi('LoggedEvent');
export const bundle = z
  .object({
    version: z.literal(1),
    tender: z.looseObject({ id: z.string() }),
    events: z.array(z.string()),
    leaves: z.array(z.string()),
    receipts: z.array(z.object({ jws: z.string(), leafIndex: z.int() })),
    root: z.string(),
    opened: z.array(z.looseObject({ supplier: z.string() })),
    evaluation: z.unknown(),
    award: z.unknown(),
    keys: z.object({ receipts: z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }) }),
  })
  .openapi('Bundle');
export const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).openapi('JWKS');

export const calendarParams = z.object({ year: z.coerce.number().int().min(2024).max(2100) });
export const calendarInput = z
  .strictObject({
    source: text(300),
    holidays: z.array(day).max(200),
    workingWeekends: z.array(day).max(100),
  })
  .openapi('CalendarYearInput');
export const calendarYear = z
  .object({
    year: z.int(),
    source: z.string(),
    verified: z.boolean(),
    holidays: z.array(z.string()),
    workingWeekends: z.array(z.string()),
  })
  .openapi('CalendarYear');
