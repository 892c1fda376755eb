import type { ZodType } from 'zod';
import { day, decimal, division, id, paging, quantity, text } from '../../shared/http/schemas.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { z } from '../../shared/kernel/zod.ts';
import { attributes, attributeValue, code } from './category-schemas.ts';
import { price } from './price-schemas.ts';

const status = z.enum(['draft', 'published', 'expired', 'withdrawn']);

/** An absent basis is no member at all. */
const measured = quantity as ZodType<Quantity>;

const stockPoint = z
  .strictObject({
    division,
    address: text(200),
    lon: decimal(8, '117.5891').optional(),
    lat: decimal(8, '26.2487').optional(),
    datum: z.enum(['GCJ-02', 'WGS-84', 'CGCS2000']).optional(),
    stock: measured.optional().openapi({ description: '现货库存' }),
  })
  .openapi('StockPoint');

const certificate = z
  .strictObject({
    type: text(60),
    number: text(60),
    issuer: text(120).optional(),
    validTo: day.optional(),
    document: text(200).optional().openapi({ description: 'the key of an uploaded file' }),
  })
  .openapi('ProductCertificate');

const isHttps = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:';
const picture = z
  .strictObject({
    url: z
      .string()
      .max(500, 'too-long')
      .refine(isHttps, 'url-not-https')
      .openapi({ format: 'uri', example: 'https://minyue.example/rebar-20.jpg' }),
    caption: text(120).optional(),
  })
  .openapi('Picture');

const required = { category: code, title: text(120), attributes, price };
const optional = {
  brand: text(60),
  producer: z
    .string()
    .max(100, 'too-long')
    .openapi({ description: '生产企业, by USCC', example: '91350404100000008Y' }),
  minimumOrder: measured,
  capacityPerMonth: measured,
  leadTimeDays: z.int().min(0).max(730),
  stockPoints: z.array(stockPoint).max(20),
  certificates: z.array(certificate).max(20),
  pictures: z.array(picture).max(12),
  originLabel: text(60).openapi({ description: '产地标识, for display only: no score or match looks at it' }),
};

export const listing = z.strictObject({ ...required, ...z.object(optional).partial().shape }).openapi('ProductInput');

const orNull = <T extends ZodType>(member: T) => member.nullable().optional();
/** Not by its name: a reference joined with null is documented as what nothing fits. */
const measuredOrNull = orNull(z.strictObject(quantity.shape) as ZodType<Quantity>);
export const amendment = z
  .strictObject({
    ...z.object(required).partial().shape,
    brand: orNull(optional.brand),
    producer: orNull(optional.producer),
    minimumOrder: measuredOrNull,
    capacityPerMonth: measuredOrNull,
    leadTimeDays: orNull(optional.leadTimeDays),
    stockPoints: orNull(optional.stockPoints),
    certificates: orNull(optional.certificates),
    pictures: orNull(optional.pictures),
    originLabel: orNull(optional.originLabel),
  })
  .openapi('ProductChanges');

export const ofProduct = z.object({ id: id('product') });
export const filter = z.object({
  ...paging,
  category: code.optional().openapi({ description: 'a category or a family', example: 'steel' }),
  supplier: id('organisation').optional(),
  status: status.default('published').openapi({ description: "other than published: one's own `supplier` only" }),
});

const supplier = z.object({ id: id('organisation'), name: z.string(), uscc: z.string(), division: z.string() });
const shownAttributes = z.record(z.string(), attributeValue);

export const productView = z
  .object({
    id: id('product'),
    status,
    supplier,
    ...listing.shape,
    attributes: shownAttributes,
    certificates: z.array(z.object({ ...certificate.shape, expired: z.literal(true).optional() })).optional(),
    draftedAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().optional(),
    withdrawal: z.object({ reason: z.enum(['supplier', 'organisation-rejected']) }).optional(),
  })
  .openapi('Product');

export const listedView = z
  .object({
    id: id('product'),
    status,
    category: code,
    title: z.string(),
    attributes: shownAttributes,
    brand: z.string().optional(),
    price: price.omit({ surcharges: true, tiers: true }),
    supplier: supplier.pick({ id: true, name: true }),
    division: z.string().openapi({ description: "of the first stock point, else the supplier's" }),
    publishedAt: z.iso.datetime().optional(),
  })
  .openapi('ProductListed');
