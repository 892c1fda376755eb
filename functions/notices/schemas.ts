import type { ZodOptional } from 'zod';
import { division, id, paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { topics } from './topics.ts';

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-clock')
  .openapi({ example: '22:00', description: 'hours of Asia/Shanghai' });

export const topic = z.enum(topics);

const digest = z
  .discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('at-once') }),
    z.strictObject({ mode: z.literal('hourly') }),
    z.strictObject({ mode: z.literal('daily'), hour: z.int().min(0).max(23) }),
  ])
  .openapi('NoticeDigest', {
    description: '汇总: within two minutes, each hour, each day at an hour of Asia/Shanghai',
  });

const quietHours = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from !== to, 'quiet-hours-empty')
  .openapi('QuietHours', { description: '静默时段: no mail from `from` until `to`; what waits is sent then' });

const watch = z
  .strictObject({
    kind: z.enum(['demand', 'supply', 'processing']),
    category: z.string().min(1).max(60).optional().openapi({ example: 'steel.rebar' }),
    process: z.string().min(1).max(60).optional().openapi({ example: 'turning' }),
    side: z.enum(['wanted', 'offered']).optional(),
    division: division.optional(),
  })
  .openapi('PostWatch', {
    description: 'a category or family of products, or a process; narrowed where more is named',
  });

const asked = z.strictObject({ email: z.boolean().default(false) });

/** A topic that is left out is not asked for. */
const askedTopics = z
  .strictObject(
    Object.fromEntries(topics.map((each) => [each, asked.optional()])) as Record<
      (typeof topics)[number],
      ZodOptional<typeof asked>
    >,
  )
  .openapi('NoticeTopics', { description: 'what is named goes to the inbox, with `email` by mail too' });

export const settings = z
  .strictObject({
    topics: askedTopics,
    watches: z.array(watch).max(40).default([]),
    digest: digest.default({ mode: 'at-once' }),
    quietHours: quietHours.optional(),
    language: z.enum(['zh', 'en']).default('zh'),
  })
  .openapi('NoticeSettingsInput');

export const emailInput = z
  .strictObject({
    address: z
      .string()
      .max(254, 'too-long')
      .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$/, 'email-invalid')
      .openapi({ format: 'email' }),
    consent: z.string().min(1).max(20).openapi({ description: 'the version of the text of consent that was shown' }),
  })
  .openapi('NoticeEmailInput');

export const codeInput = z
  .strictObject({ code: z.string().regex(/^\d{6}$/, 'code-malformed') })
  .openapi('NoticeEmailCode');

export const unsubscription = z.object({ token: z.string().min(1).max(120) });

export const inboxQuery = z.object({
  ...paging,
  unread: z.stringbool().default(false).openapi({ type: 'boolean', description: 'only what was not read' }),
});
export const ofNotice = z.object({ id: id('notice') });
export const readUpToInput = z
  .strictObject({ upTo: id('notice').openapi({ description: 'the newest notice that was seen' }) })
  .openapi('InboxReadUpTo');

export const webhookInput = z
  .strictObject({
    url: text(500).openapi({ example: 'https://erp.example.cn/hooks/jicai' }),
    topics: z.array(topic).min(1).max(topics.length),
  })
  .openapi('WebhookInput');
export const ofWebhook = z.object({ id: id('webhook') });
export const ofDelivery = ofWebhook.extend({ delivery: id('sending') });
export const page = z.object(paging);
