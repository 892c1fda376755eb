import type { ZodType } from 'zod';
import { attributesDocumented } from '../../shared/commodity/openapi.ts';
import {
  day,
  decimal,
  division,
  id,
  instant,
  paging,
  quantity,
  sha256,
  text,
  unitCode,
  unitPrice,
} from '../../shared/http/schemas.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { z } from '../../shared/kernel/zod.ts';
import mediaTypes from './data/drawing-types.json' with { type: 'json' };
import type { Constraint } from './spec.ts';

export const kind = z.enum(['demand', 'supply', 'processing']).openapi({ description: '产品需求, 产品供应, 外协加工' });
export const side = z.enum(['wanted', 'offered']).openapi({ description: 'of processing: 找加工, 接加工' });
export const code = z.string().min(1).max(60).openapi({ example: 'steel.rebar' });

const value = z.union([z.string().max(60), z.int(), z.boolean()]);
const bound = z.union([z.int().min(0), decimal(3, '16')]);

/** What a post says of one attribute: a value, one of several, a range, or a value "or better". */
export const constraint: ZodType<Constraint> = z
  .union([
    value,
    z.strictObject({ oneOf: z.array(value).min(1).max(40) }),
    z.strictObject({ atLeast: value }),
    z.strictObject({ min: bound.optional(), max: bound.optional() }),
  ])
  .openapi('AttributeConstraint', {
    description:
      'a value; `{oneOf}`; `{min, max}`, both ends included and either left out; `{atLeast}`: that or better',
    example: { min: 16, max: 25 },
  });

export const spec = z
  .record(z.string().max(60), constraint)
  .refine((given) => Object.keys(given).length <= 40, 'out-of-range')
  .openapi('PostSpec', {
    description: '规格条件, by attribute of the category or process',
    example: attributesDocumented.example,
  });

/** An absent basis is no member at all. */
const measured = quantity as ZodType<Quantity>;

const price = z
  .strictObject({
    unitPrice,
    per: unitCode,
    weighingBasis: quantity.shape.basis,
    taxIncluded: z.boolean(),
    taxRate: decimal(4, '0.13'),
    delivery: z.enum(['ex-works', 'ex-warehouse', 'delivered']).openapi({ description: '出厂价, 出库价, 到货价' }),
  })
  .openapi('PostPrice');

const window = z.strictObject({ from: day, to: day }).openapi('DeliveryWindow');

const place = z
  .strictObject({
    division,
    address: text(200).optional(),
    lon: decimal(8, '117.6074').optional(),
    lat: decimal(8, '26.2342').optional(),
    datum: z.enum(['GCJ-02', 'WGS-84', 'CGCS2000']).optional(),
  })
  .openapi('PostPlace', { description: "without a point the county's seat stands for it" });

const certificates = z
  .array(z.strictObject({ type: text(60), validTo: day.optional() }))
  .max(20)
  .openapi({ description: 'asked for, or held' });

const required = { kind, attributes: spec, window, place, expiresAt: instant };
const optional = {
  category: code,
  process: z.string().min(1).max(60).openapi({ example: 'turning' }),
  side,
  quantity: measured,
  minimumOrder: measured,
  price,
  radiusKm: z.int().min(1).max(5000),
  certificates,
  hours: decimal(2, '120').openapi({ description: 'machine hours that wanted work takes' }),
  freeHours: z
    .array(z.strictObject({ week: z.string().max(20).openapi({ example: '2026-W12' }), hours: decimal(2, '40') }))
    .max(53)
    .openapi({ description: '空闲产能: free machine hours by ISO week' }),
  machines: z.array(z.strictObject({ name: text(60), count: z.int().min(1).max(10_000) })).max(40),
  text: text(2000),
};
const visibility = z.enum(['public', 'members']);
const quantityHidden = z.boolean();

export const postInput = z
  .strictObject({
    ...required,
    ...z.object(optional).partial().shape,
    visibility: visibility.default('public'),
    quantityHidden: quantityHidden.default(false),
  })
  .openapi('PostInput');

const orNull = <T extends ZodType>(member: T) => member.nullable().optional();
export const amendment = z
  .strictObject({
    ...z.object({ ...required, visibility, quantityHidden }).partial().shape,
    category: optional.category.optional(),
    process: optional.process.optional(),
    side: side.optional(),
    quantity: orNull(z.strictObject(quantity.shape) as ZodType<Quantity>),
    minimumOrder: orNull(z.strictObject(quantity.shape) as ZodType<Quantity>),
    price: orNull(z.strictObject(price.shape)),
    radiusKm: orNull(optional.radiusKm),
    certificates: orNull(certificates),
    hours: orNull(optional.hours),
    freeHours: orNull(optional.freeHours),
    machines: orNull(optional.machines),
    text: orNull(optional.text),
  })
  .openapi('PostChanges');

export const renewal = z.strictObject({ expiresAt: instant }).openapi('PostRenewal');

export const ofPost = z.object({ id: id('post') });
export const ofDrawing = ofPost.extend({ drawing: id('drawing') });
export const filter = z.object({
  ...paging,
  kind: kind.optional(),
  category: code.optional().openapi({ description: 'a category or a family, of one kind', example: 'steel' }),
  process: z.string().max(60).optional(),
  division: division.optional(),
  poster: id('organisation').optional().openapi({ description: "one's own posts, whatever became of them" }),
  product: id('product')
    .optional()
    .openapi({ description: '商品对应的供应信息: what stands for a product of the catalogue' }),
  status: z.enum(['open', 'closed']).default('open'),
  since: z.string().max(500).optional().openapi({
    description: '动态: what changed since this cursor, oldest first; `0` from the beginning, `now` from here on',
  }),
});

export const parseInput = z
  .strictObject({ text: text(500), kind, category: code.optional(), process: optional.process.optional() })
  .openapi('PostText');

export const drawingInput = z
  .strictObject({
    name: text(120).regex(/^[^/\\]+\.[A-Za-z0-9]+$/, 'file-name'),
    mediaType: z.enum(mediaTypes),
    size: z
      .int()
      .min(1)
      .max(50 * 1024 * 1024),
    sha256,
  })
  .openapi('DrawingInput');

export const requestInput = z
  .strictObject({
    undertaking: z.literal(true, { error: 'undertaking-required' }).openapi({
      description:
        '保密承诺: to use the drawings for a quotation and the work alone, to show them to nobody else, and to delete them afterwards',
    }),
  })
  .openapi('ReleaseRequest');

export const releaseInput = z
  .strictObject({
    organisation: id('organisation'),
    drawings: z.array(id('drawing')).min(1).max(20).optional().openapi({ description: 'all of them unless named' }),
  })
  .openapi('ReleaseInput');

export const matchQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  explain: id('post').optional().openapi({ description: 'say of this one post why it matches or does not' }),
});
export { certificates, optional, place, price, window };
