import type { ZodType } from 'zod';
import { attributes, degrees, place, someQuantity } from '../../shared/http/goods.ts';
import {
  day,
  decimal,
  id,
  instant,
  money,
  paging,
  quantity,
  sha256,
  text,
  unitPrice,
} from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import rules from './data/enquiry-rules.json' with { type: 'json' };
import type { WrittenQuote } from './quote.ts';
import { code, kind } from './schemas.ts';

const words = text(2000);
const outcome = z
  .enum(['ordered', 'declined', 'withdrawn', 'no-answer', 'lapsed', 'post-closed', 'organisation-rejected'])
  .openapi({ description: '成交, 谢绝, 撤回, 未答复, 不了了之, 信息已关闭, 单位认证被取消' });

export const enquiryInput = z
  .strictObject({
    text: words,
    fromPost: id('post').optional().openapi({ description: "one's own post that matches" }),
    via: z
      .union([id('liveSession'), id('product'), id('matchmaking')])
      .optional()
      .openapi({ description: 'the live session, product or event that led to it' }),
  })
  .openapi('EnquiryInput');

export const ofEnquiry = z.object({ id: id('enquiry') });
export const ofQuote = ofEnquiry.extend({ quote: id('quote') });
/** A message by its place among those of its enquiry. */
export const messageNumber = z.coerce.number().int().min(1).max(rules.messages.most);
export const ofAttachment = ofEnquiry.extend({ number: messageNumber, sha256 });

const status = z.enum(['open', 'closed']).default('open');
export const ofPostQuery = z.object({ ...paging, status });
export const ownQuery = z.object({
  ...paging,
  status,
  role: z
    .enum(['poster', 'enquirer'])
    .default('poster')
    .openapi({ description: '收到的询价, 发出的询价: what one was asked, or what one asked' }),
});
export const pageQuery = z.object(paging);

const file = { name: text(120).regex(/^[^/\\]+\.[A-Za-z0-9]+$/, 'file-name'), mediaType: z.string().max(100), sha256 };

export const attachmentInput = z
  .strictObject({ ...file, size: z.int().min(1).max(rules.attachments.maxBytes) })
  .openapi('EnquiryAttachmentInput');

export const messageInput = z
  .strictObject({
    text: words,
    attachments: z
      .array(z.strictObject(file))
      .max(rules.messages.attachments)
      .default([])
      .openapi({ description: 'uploaded before, each named by its hash' }),
  })
  .openapi('EnquiryMessageInput');

const quoteMembers = {
  attributes,
  quantity: someQuantity,
  unitPrice: unitPrice.openapi({ description: "of one unit of the quantity, on the quantity's weighing basis" }),
  freight: unitPrice.optional().openapi({ description: 'a unit, its tax included' }),
  taxIncluded: z.boolean(),
  taxRate: decimal(4, '0.13'),
  deliverTo: z.strictObject({
    division: place,
    address: text(200),
    lon: degrees.optional(),
    lat: degrees.optional(),
  }),
  deliverBy: day,
  paymentDays: z.int().openapi({ description: 'days from the confirmed statement, 1 to 90' }),
  validUntil: instant.openapi({ description: 'accepted before this moment, or not at all; at most 60 days from now' }),
  remark: text(500).optional(),
};
export const quoteInput = z.strictObject(quoteMembers).openapi('QuoteInput') as ZodType<WrittenQuote>;

export const acceptanceInput = z
  .strictObject({
    closePost: z.boolean().default(false).openapi({ description: "close the post too: the poster's choice" }),
  })
  .openapi('QuoteAcceptanceInput');
export const closureInput = z.strictObject({ reason: text(500).optional() }).openapi('EnquiryClosureInput');

const party = z.object({ id: z.string(), name: z.string(), uscc: z.string() });
const order = z.object({ agreement: z.string(), callOff: z.string(), lot: z.string(), item: z.string() });

export const listed = z
  .object({
    id: id('enquiry'),
    post: id('post'),
    kind,
    category: code.optional(),
    process: z.string().optional(),
    parties: z.object({ buyer: party, supplier: party }),
    enquirer: z.string(),
    status: z.enum(['open', 'closed']),
    outcome: outcome.optional(),
    openedAt: z.string(),
    spokenAt: z.string().openapi({ description: 'when either said something last' }),
    spokenBy: z.string(),
    answeredAt: z.string().optional().openapi({ description: 'when the poster answered first' }),
    messages: z.int(),
    quotedUntil: z.string().optional(),
    endsAt: z.string().openapi({ description: 'when it ends unless somebody says something' }),
  })
  .openapi('EnquiryListed');

const fate = z.object({
  id: id('quote'),
  madeAt: z.string(),
  validUntil: z.string(),
  status: z.enum(['open', 'expired', 'replaced', 'withdrawn', 'accepted']),
  endedAt: z.string().optional(),
});

const exact = z.string().openapi({ description: 'yuan a unit, in full' });
const terms = z.object({
  id: id('quote'),
  kind,
  category: code.optional(),
  process: z.string().optional(),
  ...quoteMembers,
  quantity,
  per: z.string(),
  weighingBasis: z.string().optional(),
  priceWithTax: exact,
  deliveredPrice: exact,
  total: money.openapi({ description: 'with tax and freight, to the fen' }),
});

export const quote = terms.extend(fate.shape).openapi('Quote');

export const enquiry = listed
  .omit({ quotedUntil: true })
  .extend({
    poster: z.string(),
    closedAt: z.string().optional(),
    by: z.string().optional(),
    reason: z.string().optional(),
    order: order.optional().openapi({ description: 'the ids of the order that came of it' }),
    fromPost: z.string().optional(),
    via: z.string().optional(),
    quoteCount: z.int(),
    quotes: z.array(fate).optional(),
    quote: terms.optional().openapi({ description: 'the one that stands, or was accepted' }),
  })
  .openapi('Enquiry');

const attachment = z.object({ name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() });
export const message = z
  .object({
    number: z.int(),
    by: z.string(),
    sentAt: z.string(),
    text: z.string(),
    attachments: z.array(attachment),
  })
  .openapi('EnquiryMessage');

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
  .openapi('EnquiryAttachmentUpload');
export const download = z.object({ url: z.string(), expiresAt: z.string() }).openapi('EnquiryAttachmentDownload');

export const accepted = order
  .extend({ enquiry: z.string(), quote: z.string(), total: money, acceptedAt: z.string() })
  .openapi('QuoteAccepted');
