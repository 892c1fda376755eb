import { day, decimal, id, paging, text, unitCode, unitPrice } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { pointsAtOnce } from './price-index.ts';

const moment = z.iso.datetime();

export const ofIndex = z.object({ id: id('priceIndex') });
/** Through which agreement a party looks at a series that it does not keep. */
export const through = z.object({
  agreement: id('agreement').optional().openapi({ description: 'an agreement of yours that settles by the series' }),
});
export const pointPages = through.extend(paging);
export const pages = z.object(paging);

export const openInput = z
  .strictObject({
    name: text(200).openapi({ example: '三明 HRB400E Φ20 出厂信息价' }),
    source: text(200).openapi({ description: '发布单位', example: '三明市工程造价站' }),
    city: text(60).openapi({ example: '三明' }),
    spec: text(200).openapi({ example: 'HRB400E Φ18–25' }),
    unit: unitCode.openapi({ description: 'its prices are told a unit of; prices a kilogram become prices a tonne' }),
    taxIncluded: z.boolean(),
    taxRate: decimal(4, '0.13').openapi({ description: 'the VAT that its prices carry or lack' }),
  })
  .openapi('PriceIndexInput');

export const indexView = z
  .object({
    id: id('priceIndex'),
    name: z.string(),
    source: z.string(),
    city: z.string(),
    spec: z.string(),
    unit: unitCode,
    taxIncluded: z.boolean(),
    taxRate: z.string(),
    keeper: id('organisation'),
    openedAt: moment,
    revision: z.int().openapi({ description: 'how often points were recorded' }),
    last: day.optional(),
  })
  .openapi('PriceIndex');

const evidence = text(500).openapi({
  description: '依据: issue, page, link or hash',
  example: '三明信息价 2026年第5期 第3页',
});
const reason = text(500).optional().openapi({ description: 'why, where a day that has a price gets another' });

export const pointsInput = z
  .strictObject({
    points: z
      .array(z.strictObject({ day, price: unitPrice, per: unitCode.optional() }))
      .min(1)
      .max(pointsAtOnce),
    evidence,
    reason,
  })
  .openapi('PricePointsInput');

export const importInput = z
  .strictObject({
    file: z.base64({ error: 'not-base64' }).max(240_000, 'too-long').openapi({
      description: 'CSV, UTF-8 or GB 18030: its first row names day (日期), price (价格) and, if need be, per (单位)',
    }),
    evidence,
    reason,
  })
  .openapi('PriceImportInput');

export const importView = z
  .object({ points: z.int(), recordings: z.int(), sha256: z.string() })
  .openapi('PriceImport', { description: 'points read, and in how many recordings they changed anything' });

const point = {
  day,
  price: unitPrice,
  before: unitPrice.optional().openapi({ description: 'what stood there until it was corrected' }),
  evidence: z.string(),
  adapter: z.enum(['entered', 'imported']),
  reason: z.string().optional(),
  revision: z.int(),
  recordedAt: moment,
};
export const pointView = z.object(point).openapi('IndexPoint');
