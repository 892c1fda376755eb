import { z } from '@hono/zod-openapi';
import { day, decimal, division, id, paging, quantity, text, unitCode, unitPrice } from '../../shared/http/schemas.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';

const basis = z.enum(['theoretical', 'weighed', 'declared'], { error: 'basis-unknown' });
const status = z.enum(['draft', 'published', 'expired', 'withdrawn']);
const attributeValue = z.union([z.string(), z.int(), z.boolean()]);
const code = z.string().min(1).max(60);

/** Held to the category by the domain, which names every fault. */
const attributes = z
  .record(z.string().max(60), z.unknown())
  .refine((given) => Object.keys(given).length <= 40, 'out-of-range')
  .openapi({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'boolean' }] },
    description: '规格参数, as the JSON Schema of the category says',
    example: { grade: 'HRB400E', diameter: 20, length: 12 },
  });

const price = z
  .strictObject({
    unitPrice,
    per: unitCode,
    taxIncluded: z.boolean(),
    taxRate: decimal(4, '0.13').openapi({ description: 'a fraction from 0 to 1' }),
    deliveryBasis: z
      .enum(['ex-works', 'ex-warehouse', 'delivered'])
      .openapi({ description: '出厂价, 出库价 or 到货价' }),
    weighingBasis: basis.optional().openapi({ description: '计重方式, asked for where the category trades on both' }),
    validTo: day.openapi({ description: 'the last day of the price, of Asia/Shanghai' }),
  })
  .openapi('Price');

const stockPoint = z
  .strictObject({
    division,
    address: text(200),
    lon: decimal(8, '117.5891').optional(),
    lat: decimal(8, '26.2487').optional(),
    datum: z.enum(['GCJ-02', 'WGS-84', 'CGCS2000']).optional(),
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

/** An absent basis is no member at all. */
const measured = quantity as z.ZodType<Quantity>;

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
  originLabel: text(60).openapi({ description: '产地标识, for display only: no score or match looks at it' }),
};

export const listing = z.strictObject({ ...required, ...z.object(optional).partial().shape }).openapi('ProductInput');

const orNull = <T extends z.ZodType>(member: T) => member.nullable().optional();
export const amendment = z
  .strictObject({
    ...z.object(required).partial().shape,
    brand: orNull(optional.brand),
    producer: orNull(optional.producer),
    minimumOrder: orNull(optional.minimumOrder),
    capacityPerMonth: orNull(optional.capacityPerMonth),
    leadTimeDays: orNull(optional.leadTimeDays),
    stockPoints: orNull(optional.stockPoints),
    certificates: orNull(optional.certificates),
    originLabel: orNull(optional.originLabel),
  })
  .openapi('ProductChanges');

export const ofProduct = z.object({ id: id('product') });
export const ofCategory = z.object({ code: code.openapi({ example: 'steel.rebar' }) });
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
    price,
    supplier: supplier.pick({ id: true, name: true }),
    division: z.string().openapi({ description: "of the first stock point, else the supplier's" }),
    publishedAt: z.iso.datetime().optional(),
  })
  .openapi('ProductListed');

const words = z.object({ zh: z.string(), en: z.string() });
const categoryStatus = z.enum(['active', 'listed']);
const leaf = z.object({ code, status: categoryStatus, name: words });

/** A family and its categories. */
export const categoryNode = z
  .object({ ...leaf.shape, children: z.array(leaf.extend({ children: z.array(z.unknown()).max(0) })) })
  .openapi('CategoryNode');

export const categoryView = z
  .object({
    code,
    parent: code.optional(),
    status: categoryStatus,
    name: words,
    attributes: z.array(
      z.object({
        name: z.string(),
        label: words,
        type: z.enum(['enum', 'integer', 'decimal', 'text', 'boolean']),
        unit: z.string().optional(),
        values: z
          .array(
            z.object({
              value: z.union([z.string(), z.int()]),
              label: words.optional(),
              note: z.string().optional(),
            }),
          )
          .optional(),
        min: z.int().optional(),
        max: z.int().optional(),
        required: z.boolean(),
        note: z.string().optional(),
      }),
    ),
    constraints: z
      .array(
        z.object({
          when: z.record(z.string(), z.array(attributeValue)),
          allow: z.record(z.string(), z.array(attributeValue)).optional(),
          forbid: z.array(z.string()).optional(),
          note: words,
          verified: z.boolean(),
          source: z.string(),
        }),
      )
      .optional(),
    schema: z.record(z.string(), z.unknown()).openapi({ description: 'the attributes as a JSON Schema 2020-12' }),
    standards: z.array(
      z.object({
        number: z.string(),
        title: words,
        from: z.string().optional(),
        replaces: z.string().optional(),
        mandatory: z.boolean().optional(),
        verified: z.boolean(),
        source: z.string(),
        note: z.string().optional(),
      }),
    ),
    tradingUnits: z.array(unitCode),
    weighingBases: z.array(basis),
    certificates: z.array(
      z.object({ type: z.string(), label: words, verified: z.boolean(), note: z.string().optional() }),
    ),
  })
  .openapi('Category');
