import { id, money } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import * as s from './live-schemas.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const firm = z.object({ id: z.string(), name: z.string(), uscc: z.string() });
const shownLink = z.object({ service: z.string(), url: z.string() });

export const listed = z
  .object({
    id: id('liveSession'),
    status: s.status,
    title: z.string(),
    presenter: z.object({ name: z.string(), title: z.string().optional() }),
    startsAt: z.string(),
    endsAt: z.string(),
    streams: z.array(shownLink),
    host: firm,
    categories: z.array(z.string()),
    productCount: z.int(),
    featured: z.boolean().openapi({ description: '平台推荐' }),
    sequence: z.int().openapi({ description: 'rises with each new time and with a cancellation' }),
    amendedAt: z.string(),
  })
  .openapi('LiveSessionListed');

export const session = listed
  .extend({
    description: z.string().optional(),
    products: z.array(
      z.object({
        product: z.string(),
        title: z.string(),
        category: z.string(),
        categoryName: words.optional(),
        supplier: z.object({ id: z.string(), name: z.string() }),
        available: z.boolean().openapi({ description: 'whether the catalogue has it now' }),
        remark: z.string().optional(),
        showsAt: z.string().optional(),
        agreed: z.boolean().optional().openapi({ description: 'whether its supplier lets it be shown' }),
      }),
    ),
    replays: z.array(shownLink),
    draftedAt: z.string(),
    announcedAt: z.string().optional(),
    cancelled: z
      .object({
        by: z.enum(['host', 'operator', 'organisation-rejected']),
        reason: z.string(),
        cancelledAt: z.string(),
      })
      .optional(),
  })
  .openapi('LiveSession');

export const interest = z
  .object({
    registered: z.boolean().optional(),
    registeredAt: z.string().optional(),
    count: z.int().optional().openapi({ description: '预约人数' }),
  })
  .openapi('LiveInterest');

const figures = z.object({
  views: z.int(),
  enquiries: z.int(),
  orders: z.int(),
  amount: money.optional().openapi({ description: 'ordered, with tax and freight' }),
});
export const results = z
  .object({
    totals: figures,
    products: z.array(figures.extend({ product: z.string(), title: z.string() })).optional(),
  })
  .openapi('LiveResults');
