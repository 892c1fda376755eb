import { z } from '../../shared/kernel/zod.ts';
import { agreementTerm, buyer, competition, demand, joint, priceIndex } from './agreement-schemas.ts';
import { allocation, freight } from './allocation-schemas.ts';
import { ceremonyShown } from './ceremony-schemas.ts';
import { award, moneyShown, offeredLot, packageOffer, quantityShown } from './offer-schemas.ts';

export { evaluation } from './evaluation-schemas.ts';
export { award, moneyShown, offeredLot, packageOffer, quantityShown } from './offer-schemas.ts';

const regime = z.enum(['bidding-compulsory', 'government-procurement', 'soe-voluntary', 'framework-second-stage']);
const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const words = z.object({ zh: z.string(), en: z.string() });
const rule = z.object({
  value: z.unknown(),
  unit: z.string(),
  article: z.string(),
  verified: z.boolean(),
  from: z.string().optional(),
  to: z.string().optional(),
});

/** A pack: its names, and every other member a rule with its article. */
export const rulePack = z.object({ regime, version: z.string(), name: words }).catchall(rule).openapi('RulePack');
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

export const file = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    sha256: z.string(),
    version: z.int().nullable().optional().openapi({ description: 'the documents’ version that published it' }),
  })
  .openapi('Document');

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
    buyer,
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
            deliveryPoint: z.object({
              division: z.string(),
              address: z.string(),
              lon: z.string().optional(),
              lat: z.string().optional(),
            }),
            deliverBy: z.string().optional(),
            demand: demand.optional(),
            priceIndex: priceIndex.optional(),
          }),
        ),
        estimate: moneyShown.optional(),
        ceiling: moneyShown.optional(),
        bidSecurity: moneyShown.optional(),
        allocation,
        freight: freight.optional(),
        deductions: z.array(z.object({ for: z.string(), rate: z.string() })).optional(),
        scoring: z.unknown().optional(),
        criteria: z.unknown().optional(),
      }),
    ),
    text: z.string().optional(),
    requirements: z
      .array(z.object({ key: z.string(), kind: z.string(), text: z.string(), completable: z.boolean() }))
      .optional(),
    tieRule: z.string().optional(),
    fairReview: z.looseObject({ reviewer: z.string(), conclusion: z.string() }).optional(),
    justifications: z.array(z.object({ code: z.string(), pointer: z.string(), reason: z.string() })).optional(),
    follows: z.object({ tender: z.string(), lots: z.array(z.string()) }).optional(),
    documents: z.array(file),
    suspended: z
      .boolean()
      .optional()
      .openapi({ description: 'the opening waits: for an answer, an amendment or the supervisor' }),
    annual: z.object({ year: z.int() }).optional(),
    agreementTerm: agreementTerm.optional(),
    joint: joint.optional(),
    competition: competition.optional(),
    procurementCatalogue: z.string().optional(),
    publishedAt: z.string().optional(),
    documentsVersion: z.int().optional(),
    rules: rulePack.optional(),
    failedLots: z.array(z.string()).optional(),
    candidates: z.array(z.object({ lot: z.string(), candidates: z.array(candidate) })).optional(),
    standstillUntil: z.string().optional(),
    objectionsUntil: z.string().optional(),
    reserves: z
      .array(z.object({ lot: z.string(), candidates: z.array(candidate) }))
      .optional()
      .openapi({ description: '备选供应商 · the ranked reserves of lots whose allocation names some' }),
    dropped: z.array(z.object({ lot: z.string(), supplier: z.string(), ground: z.string() })).optional(),
    failure: z.object({ reason: z.string(), article: z.string(), why: z.string().optional() }).optional(),
    standstillProvisional: z
      .boolean()
      .optional()
      .openapi({ description: 'stands on a year whose official notice is not imported' }),
    awards: z.array(award).optional(),
    unawarded: z.array(z.string()).optional(),
    agreement: z
      .string()
      .optional()
      .openapi({ description: '框架协议 · the framework agreement that came of the award' }),
    cancellation: z.object({ reason: z.string(), at: z.string() }).optional(),
    tenderedAgain: z
      .array(z.object({ tender: z.string(), lots: z.array(z.string()) }))
      .optional()
      .openapi({ description: 'the tenders that follow: to the buyer’s own people' }),
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
    buyers: z.int().optional().openapi({ description: 'how many buy, where several do' }),
    categories: z.array(z.string()),
    divisions: z.array(z.string()),
    lots: z.int(),
    disputes: z
      .object({
        objections: z.int(),
        complaints: z.int(),
        paused: z.boolean().openapi({ description: 'the supervisor has paused the procedure' }),
        next: z.string().openapi({ description: 'when the first of them is to be answered or decided' }),
      })
      .optional()
      .openapi({ description: 'what is open; with `disputed`' }),
  })
  .openapi('TenderSummary');

export const sealingKey = z
  .object({
    tender: z.string(),
    documentsVersion: z.int(),
    key: z.record(z.string(), z.unknown()),
    ceremonyKey: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('TenderKey');

export const commitment = z.object({ disclosed: z.string(), private: z.string() });
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
  .openapi('TenderUpload');

const recordedLot = offeredLot.extend({
  amounts: z
    .array(z.object({ itemId: z.string(), amount: moneyShown }))
    .optional()
    .openapi({ description: 'of each item: quantity × (unit price with tax, and freight), half-up to the fen' }),
  sum: moneyShown
    .optional()
    .openapi({ description: '开标价 · their sum, as the bid is written: nothing is corrected yet' }),
});

export const opening = z
  .object({
    status: z.string(),
    lawfulAt: z.string(),
    decryptedAt: z.string().nullable(),
    frozenAt: z.string(),
    root: z.string(),
    count: z.int(),
    withdrawn: z.int(),
    stale: z.int(),
    perLot: z.array(z.object({ lot: z.string(), bidders: z.int() })),
    failedLots: z.array(z.string()),
    ceremony: ceremonyShown.optional(),
    bids: z.array(
      z.object({
        supplier: z.string(),
        name: z.string(),
        state: z.enum(['opened', 'opened-by-reveal', 'unopened']),
        reason: z.string().optional(),
        lots: z.array(recordedLot).optional(),
        packages: z.array(packageOffer).optional(),
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

export const notice = z
  .object({
    code: z.string(),
    at: z.string(),
    title: words,
    text: words,
    article: z.string().optional(),
  })
  .openapi('Notice');
export const loggedEvent = z.object({ json: z.string(), hash: z.string() }).openapi('LoggedEvent');
export const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).openapi('JWKS');

export const calendarYear = z
  .object({
    year: z.int(),
    source: z.string(),
    verified: z.boolean(),
    holidays: z.array(z.string()),
    workingWeekends: z.array(z.string()),
  })
  .openapi('CalendarYear');
