import { day, id, instant, paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { serviceCodes } from './links.ts';
import { limits } from './live-terms.ts';

export const link = z
  .strictObject({
    service: z
      .enum(serviceCodes as [string, ...string[]], { error: 'service-unknown' })
      .openapi({ description: '直播平台' }),
    url: z.string().max(500, 'too-long').openapi({ format: 'uri', example: 'https://live.douyin.com/80017709309' }),
  })
  .openapi('LiveLink', { description: 'https, at the service that it names; the platform never fetches it' });
const links = z.array(link).max(limits.links);

const showing = z
  .strictObject({
    product: id('product'),
    remark: text(60).optional(),
    afterMinutes: z
      .int()
      .min(0)
      .max(limits.minutes)
      .optional()
      .openapi({ description: 'shown so long after the start' }),
  })
  .openapi('LiveShowing');

const presenter = z.strictObject({ name: text(40), title: text(60).optional() }).openapi('LivePresenter');
const products = z.array(showing).max(limits.products);

export const sessionInput = z
  .strictObject({
    title: text(80),
    description: text(2000).optional(),
    presenter,
    startsAt: instant,
    endsAt: instant.openapi({ description: 'both at a full quarter of an hour, at most 6 hours apart' }),
    products: products.default([]),
    streams: links.default([]),
  })
  .openapi('LiveSessionInput');

export const changes = z
  .strictObject({
    title: text(80),
    description: text(2000).nullable(),
    presenter,
    startsAt: instant,
    endsAt: instant,
    products,
    streams: links,
  })
  .partial()
  .openapi('LiveSessionChanges');

export const cancellation = z.strictObject({ reason: text(200) }).openapi('LiveSessionCancellation');
export const replays = z.strictObject({ links }).openapi('LiveReplays');

export const status = z
  .enum(['draft', 'announced', 'live', 'ended', 'cancelled'])
  .openapi({ description: '草稿, 预告, 直播中, 已结束, 已取消' });
export const code = z.string().min(1).max(60).openapi({ example: 'steel.rebar' });

export const ofSession = z.object({ id: id('liveSession') });
export const ofShown = ofSession.extend({ product: id('product') });

const scope = {
  from: day.optional().openapi({ description: 'the first day of the start: today unless said' }),
  to: day.optional().openapi({ description: 'the last: 92 days on unless said, a year at most' }),
  category: code.optional().openapi({ description: 'a category or a family', example: 'steel' }),
  host: id('organisation').optional(),
};
export const calendarQuery = z.object(scope);
export const filter = z.object({
  ...paging,
  ...scope,
  status: status.optional().openapi({ description: 'drafts are listed to their host, by `host`, whatever their day' }),
  featured: z.enum(['true', 'false']).optional().openapi({ description: '推荐' }),
});

export const viewed = z
  .strictObject({
    visitor: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'wrong-type')
      .openapi({ description: "what tells the page's visitors apart, of its own making" }),
  })
  .openapi('LiveProductView');
