import { id, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { tenderParams } from './schemas.ts';

export const objectionParams = tenderParams.extend({ objection: id('objection') });
export const complaintParams = tenderParams.extend({ complaint: id('complaint') });

const about = z.enum(['documents', 'opening', 'result']);
const remedies = z.enum(['none', 'amend', 'evaluate-again', 'revoke-award']);
const remedy = remedies.default('none').openapi({ description: 'what follows when it is upheld' });

export const objectionInput = z
  .strictObject({ about, lot: id('lot').optional(), text: text(2000) })
  .openapi('ObjectionInput');
export const objectionAnswer = z
  .strictObject({ decision: z.enum(['upheld', 'dismissed']), answer: text(4000), remedy })
  .openapi('ObjectionAnswer');
export const complaintInput = z
  .strictObject({ objection: id('objection'), text: text(4000) })
  .openapi('ComplaintInput');
export const complaintDecision = z
  .strictObject({
    decision: z.enum(['accepted', 'rejected', 'upheld', 'dismissed']),
    suspends: z.boolean().default(false).openapi({ description: 'accepted: the procedure pauses until the decision' }),
    reasons: text(4000),
    remedy,
    lot: id('lot').optional(),
  })
  .openapi('ComplaintDecision');

const kept = {
  id: z.string(),
  about,
  filedAt: z.string(),
  article: z.string(),
  text: z.string().optional(),
  by: z.string().optional().openapi({ description: 'who: to the buyer and the supervisor, after the opening' }),
  mine: z.boolean().optional(),
  remedies: z
    .array(remedies)
    .optional()
    .openapi({ description: 'what may follow if it is upheld now: to the buyer and the supervisor, while it is open' }),
};
export const objection = z
  .object({
    ...kept,
    lot: z.string().nullable(),
    answerBy: z.string(),
    late: z.boolean().openapi({ description: 'unanswered past its time' }),
    decision: z.enum(['upheld', 'dismissed', 'withdrawn']).optional(),
    answer: z.string().optional(),
    remedy: z.string().optional(),
    answeredAt: z.string().optional(),
  })
  .openapi('Objection');
export const complaint = z
  .object({
    ...kept,
    objection: z.string(),
    decideBy: z.string(),
    late: z.boolean(),
    lot: z.string().nullable().optional(),
    decision: z.string().optional(),
    suspends: z.boolean().optional(),
    reasons: z.string().optional(),
    remedy: z.string().optional(),
    decidedAt: z.string().optional(),
  })
  .openapi('Complaint');
