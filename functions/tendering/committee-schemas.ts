import { id, instant, sha256, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { expertLimits } from './experts.ts';
import { tenderParams } from './schemas.ts';

const uscc = z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, 'uscc-invalid');
const subject = z
  .string()
  .max(255)
  .regex(/^[\x21-\x7e]+$/, 'not-allowed')
  .openapi({ description: 'the `sub` of the token that the member will use' });
const moment = z.iso.datetime();
const seat = z.int().min(1).max(99);
const key = z.string().min(1).max(60);

const person = {
  name: text(60),
  sub: subject,
  employer: uscc.optional(),
  ties: z.array(uscc).max(expertLimits.ties).default([]),
};
const pool = z
  .strictObject({ name: text(120), reference: text(60) })
  .openapi({ description: '依法组建的专家库及其抽取编号' });

export const committeeInput = z
  .strictObject({
    members: z
      .array(z.strictObject({ ...person, kind: z.enum(['expert', 'buyer']), chair: z.boolean().default(false) }))
      .min(1)
      .max(21),
    pool: pool.optional(),
  })
  .openapi('CommitteeInput');

export const drawInput = z
  .strictObject({
    experts: z.int().min(1).max(21),
    representatives: z.array(z.strictObject(person)).max(7).default([]),
    commitment: sha256.openapi({ description: "SHA-256 of the JCS of {tender, role:'buyer', value}, hex" }),
  })
  .openapi('DrawInput');
export const commitmentInput = z.strictObject({ commitment: sha256 }).openapi('DrawCommitmentInput');
export const valueInput = z
  .strictObject({ value: z.string().max(60).openapi({ description: '32 bytes, base64url' }) })
  .openapi('DrawValueInput');

export const recusalInput = z
  .strictObject({
    seat,
    ground: z.enum(['employer', 'declared-tie', 'self-declared', 'unavailable']),
    reason: text(500),
  })
  .openapi('RecusalInput');
export const replacementInput = z
  .strictObject({ seat, member: z.strictObject(person), pool: pool.optional() })
  .openapi('ReplacementInput');

export const committeeSeat = z.object({
  seat,
  kind: z.enum(['expert', 'buyer']),
  chair: z.boolean(),
  left: z.string().optional().openapi({ description: 'why the member left' }),
});

export const committeeView = z
  .object({
    seats: z.array(
      committeeSeat.extend({
        name: z.string().optional(),
        id: z.string().optional(),
        mine: z.literal(true).optional().openapi({ description: 'the seat of whoever asks' }),
      }),
    ),
    vacant: z.array(seat),
    pool: z.object({ name: z.string(), reference: z.string() }).nullable(),
    draw: z
      .object({
        draw: z.int(),
        list: sha256,
        experts: z.int().optional().openapi({ description: 'how many are to be drawn, until they are' }),
        commitments: z.object({ buyer: sha256.optional(), supervisor: sha256.optional() }),
        revealed: z.array(z.enum(['buyer', 'supervisor'])),
        values: z.object({ buyer: z.string(), supervisor: z.string() }).optional(),
        seed: sha256.optional().openapi({ description: 'SHA-256 of the JCS of {tender, list, buyer, supervisor}' }),
        recused: z
          .array(z.object({ id: z.string(), ground: z.string() }))
          .optional()
          .openapi({ description: 'who was passed over and why: to those who see names' }),
        eligible: z.array(z.string()).optional(),
      })
      .nullable(),
    signed: z.array(seat),
  })
  .openapi('Committee');

export const bidParams = tenderParams.extend({ bidder: id('organisation') });
export const clarificationParams = bidParams.extend({ clarification: id('clarification') });

const capacity = z.enum(['buyer', 'committee']).optional().openapi({
  description: "for a representative of the buyer who sits: in which capacity; the committee's unless said",
});

export const opinionInput = z
  .strictObject({
    qualified: z.boolean(),
    reasons: z
      .array(z.strictObject({ requirement: key.optional(), article: text(200).optional(), text: text(1000) }))
      .max(50)
      .default([]),
    brands: z.record(id('lot'), text(60)).default({}),
    consortium: z.boolean().default(false),
    capacity,
  })
  .openapi('OpinionInput');
export const opinionView = z
  .object({
    supplier: z.string(),
    seat: seat.nullable(),
    round: z.int(),
    qualified: z.boolean(),
    reasons: z.array(z.object({ requirement: key.optional(), article: z.string().optional(), text: z.string() })),
    brands: z.record(z.string(), z.string()),
    consortium: z.boolean(),
    judgedAt: moment,
  })
  .openapi('Opinion');

const score = z.string().max(30);
export const sheetInput = z
  .strictObject({
    lot: id('lot'),
    scores: z
      .array(z.strictObject({ factor: key, score: score.openapi({ example: '92.50' }), reason: text(500).optional() }))
      .min(1)
      .max(50),
  })
  .openapi('SheetInput');
export const sheetView = z
  .object({
    supplier: z.string(),
    lot: z.string(),
    seat,
    round: z.int(),
    scores: z.array(z.object({ factor: key, score, reason: z.string().optional() })),
    submittedAt: moment,
  })
  .openapi('Sheet');
export const explanationInput = z
  .strictObject({ lot: id('lot'), factor: key, text: text(1000) })
  .openapi('ExplanationInput');
export const explanationView = z
  .object({
    supplier: z.string(),
    lot: z.string(),
    factor: key,
    seat,
    round: z.int(),
    text: z.string(),
    explainedAt: moment,
  })
  .openapi('Explanation');

export const askInput = z
  .strictObject({
    kind: z.enum(['completion', 'low-price', 'correction']),
    lot: id('lot').optional(),
    requirement: key.optional(),
    text: text(2000),
    due: instant,
    capacity,
  })
  .openapi('BidClarificationInput');
export const responseInput = z
  .strictObject({ text: text(4000), confirmed: z.boolean().optional() })
  .openapi('BidClarificationResponse');
export const askedView = z
  .object({
    clarification: z.string(),
    supplier: z.string(),
    kind: z.enum(['completion', 'low-price', 'correction']),
    lot: z.string().nullable(),
    requirement: z.string().nullable(),
    text: z.string(),
    due: moment,
    askedAt: moment,
    answer: z.object({ text: z.string(), confirmed: z.boolean().nullable(), answeredAt: moment }).optional(),
  })
  .openapi('BidClarification');
export const askedList = z.object({ items: z.array(askedView) });

export const priceInput = z
  .strictObject({
    lot: id('lot'),
    kind: z.enum(['low-price', 'correction']),
    accepted: z.boolean(),
    reason: text(1000),
    capacity,
  })
  .openapi('PriceOpinionInput');
export const priceView = z
  .object({
    supplier: z.string(),
    lot: z.string(),
    kind: z.enum(['low-price', 'correction']),
    seat: seat.nullable(),
    round: z.int(),
    accepted: z.boolean(),
    reason: z.string(),
    judgedAt: moment,
  })
  .openapi('PriceOpinion');

export const signatureInput = z
  .strictObject({
    evaluation: sha256.openapi({ description: 'the hash of the evaluation that you saw: `GET …/report`' }),
    dissent: text(2000).optional().openapi({ description: '不同意见及理由' }),
  })
  .openapi('SignatureInput');
const ownFindings = z
  .object({
    opinions: z.array(opinionView),
    sheets: z.array(sheetView),
    explanations: z.array(explanationView),
    prices: z.array(priceView),
  })
  .openapi({ description: 'what whoever asks has given of each bidder, by seat or, `seat` null, for the buyer' });
export const reportView = z
  .object({
    evaluation: sha256,
    reported: z.boolean(),
    round: z.int().openapi({ description: '1, and one more each time that the evaluation is made again' }),
    signed: z.array(seat),
    missing: z.array(z.looseObject({ kind: z.string(), supplier: z.string() })),
    mine: ownFindings,
    content: z.looseObject({}).optional().openapi({ description: 'the evaluation, once nothing is missing' }),
  })
  .openapi('EvaluationReport');
export const privateBid = z
  .object({ answers: z.record(z.string(), z.unknown()).optional(), attachments: z.array(z.unknown()).optional() })
  .openapi('PrivateBid');
