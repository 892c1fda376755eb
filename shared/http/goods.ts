import { isDivision } from '../commodity/places.ts';
import { z } from '../kernel/zod.ts';
import { division, quantity } from './schemas.ts';

/** Attributes of goods (规格属性): held to the category by the domain, which names every fault; the catalogue describes them. */
export const attributes = z
  .record(z.string(), z.union([z.string().max(200), z.int(), z.boolean()]))
  .openapi({ $ref: '#/components/schemas/Attributes' } as object);

/** More than nothing of something. */
export const someQuantity = quantity.refine(({ value }) => !/^[0.]*$/.test(value), 'quantity-zero');

/** A division that there is (行政区划). */
export const place = division.refine(isDivision, 'division-unknown');

/** A longitude or latitude (经纬度) as a decimal string. */
export const degrees = z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, 'wrong-type');
