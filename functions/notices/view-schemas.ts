import { id } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { settings as input, topic } from './schemas.ts';

const instant = z.string().openapi({ format: 'date-time' });
const words = z.object({ zh: z.string(), en: z.string() });

export const settings = z
  .object({
    ...input.shape,
    organisation: id('organisation'),
    email: z
      .object({
        address: z.string(),
        consent: z.string(),
        confirmedAt: instant,
        failedAt: instant.optional().openapi({ description: 'mail was given up: confirm the address again' }),
      })
      .optional(),
    pending: z.object({ address: z.string(), expiresAt: instant }).optional(),
    consent: words.extend({ version: z.string() }).openapi({ description: '同意书: the text as it now is' }),
    topicNames: z.record(topic, words),
  })
  .openapi('NoticeSettings');

export const requested = z.object({ address: z.string(), expiresAt: instant }).openapi('NoticeEmailRequested');

export const notice = z
  .object({
    id: id('notice'),
    topic,
    code: z.string(),
    title: words,
    text: words,
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    link: z.string(),
    at: instant,
    read: z.boolean(),
  })
  .openapi('InboxNotice');

const webhookShape = {
  id: id('webhook'),
  url: z.string(),
  topics: z.array(topic),
  addedAt: instant,
  previousSecretUntil: instant.optional(),
  disabled: z.object({ reason: z.enum(['failing', 'gone']), at: instant }).optional(),
};
export const webhook = z.object(webhookShape).openapi('Webhook');
export const withSecret = z
  .object({ ...webhookShape, secret: z.string().openapi({ example: 'whsec_…', description: 'shown here alone' }) })
  .openapi('WebhookWithSecret');
export const webhookList = z.object({ items: z.array(webhook) }).openapi('Webhooks');

export const delivery = z
  .object({
    id: id('sending').openapi({ description: 'the `webhook-id` of each of its tries' }),
    type: z.string(),
    state: z.enum(['waiting', 'sent', 'given-up', 'dropped']),
    createdAt: instant,
    nextAt: instant.optional(),
    attempts: z.array(z.object({ at: instant, outcome: z.string() })),
  })
  .openapi('WebhookDelivery');

export const begun = z.object({ delivery: id('sending') }).openapi('WebhookDeliveryBegun');
