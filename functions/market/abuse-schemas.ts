import { id, instant, paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { messageNumber, ofEnquiry } from './enquiry-schemas.ts';

const reason = z
  .enum(['false', 'fraud', 'forbidden-goods', 'insult', 'rights', 'spam', 'other'])
  .openapi({ description: '虚假信息, 欺诈, 违禁物品, 侮辱谩骂, 侵犯权利, 骚扰, 其他' });
const decision = z
  .enum(['dismissed', 'post-closed', 'poster-suspended'])
  .openapi({ description: '不予处理, 关闭信息, 暂停发布' });

export const reportInput = z.strictObject({ reason, text: text(1000) }).openapi('AbuseReportInput');
export const decisionInput = z
  .strictObject({
    decision,
    why: text(1000).openapi({ description: 'told to whoever is reported, and to who reported' }),
    until: instant.optional().openapi({ description: 'of a suspension, at most 366 days from now' }),
  })
  .openapi('AbuseDecisionInput');

export const ofReport = z.object({ id: id('abuseReport') });
export const ofMessage = ofEnquiry.extend({ number: messageNumber });
export const pageQuery = z.object(paging);
export const listQuery = z.object({ ...paging, status: z.enum(['open', 'decided']).default('open') });

const party = z.object({ id: z.string(), name: z.string(), uscc: z.string() });
const thing = z.union([
  z.object({ kind: z.literal('post'), post: z.string() }),
  z.object({ kind: z.literal('message'), enquiry: z.string(), number: z.int() }),
]);

export const listed = z
  .object({
    id: id('abuseReport'),
    status: z.enum(['open', 'decided']),
    thing,
    against: party,
    reporter: party,
    reason,
    reportedAt: z.string(),
    decision: decision.optional(),
    decidedAt: z.string().optional(),
  })
  .openapi('AbuseReportListed');

export const report = listed
  .extend({
    text: z.string(),
    quoted: z.string().optional().openapi({ description: 'what was reported, as its words stood then' }),
    why: z.string().optional(),
    until: z.string().optional(),
  })
  .openapi('AbuseReport');

export const decided = z
  .object({ thing, reason, decision, why: z.string(), until: z.string().optional(), decidedAt: z.string() })
  .openapi('AbuseDecision');
