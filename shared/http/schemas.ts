import type { ZodType } from 'zod';
import type { IdKind } from '../kernel/id.ts';
import { idPattern, prefixes } from '../kernel/id.ts';
import { parseDecimal } from '../kernel/ratio.ts';
import { checkedBy } from '../kernel/shape.ts';
import { parseDay, parseInstant } from '../kernel/time.ts';
import { z } from '../kernel/zod.ts';
import { hexHash } from '../sealing/hash.ts';

/** A number where a decimal string is asked for has a code of its own: JSON numbers are floats. */
const decimalText = z.string({ error: ({ input }) => (typeof input === 'number' ? 'number-not-string' : undefined) });

const fraction = (places: number): string => (places === 0 ? '' : `(\\.\\d{1,${places}})?`);

/** A non-negative decimal as a string. */
export const decimal = (places: number, example: string) =>
  decimalText
    .superRefine(checkedBy((text) => parseDecimal(text, places)))
    .refine((text) => !text.startsWith('-'), 'negative')
    .openapi({ pattern: `^(0|[1-9]\\d*)${fraction(places)}$`, example });

const currency = z.literal('CNY', { error: 'currency-unknown' });

/** An amount to the fen. */
export const money = z.strictObject({ amount: decimal(2, '3520.00'), currency }).openapi('Money');
/** A price a unit, up to 4 decimals. */
export const unitPrice = z.strictObject({ amount: decimal(4, '3385.5000'), currency }).openapi('UnitPrice');

/** An amount that may be negative. */
const signed = (places: number, example: string) =>
  z.strictObject({
    amount: decimalText
      .superRefine(checkedBy((text) => parseDecimal(text, places)))
      .openapi({ pattern: `^-?(0|[1-9]\\d*)${fraction(places)}$`, example }),
    currency,
  });

/** An amount a unit that may be negative, up to 4 decimals. */
export const signedMoney = signed(4, '-145.00').openapi('SignedMoney');
/** An amount to the fen that may be negative. */
export const signedFen = signed(2, '-888.74');

export const unitCode = z
  .enum(['TNE', 'KGM', 'MTR', 'MTK', 'MTQ', 'H87', 'BG'], { error: 'unit-unknown' })
  .openapi({ description: 'UN/ECE Rec 20/21: t, kg, m, m², m³, piece (sheet, bar), bag' });
const basis = z.enum(['theoretical', 'weighed', 'declared'], { error: 'basis-unknown' });

export const quantity = z
  .strictObject({ value: decimal(6, '14505.000'), unit: unitCode, basis: basis.optional() })
  .openapi('Quantity');

export const instant = z
  .string()
  .superRefine(checkedBy(parseInstant))
  .transform(parseInstant)
  .openapi({ format: 'date-time', example: '2026-03-24T09:00:00+08:00' });
export const day = z
  .string()
  .superRefine(checkedBy(parseDay))
  .openapi({ format: 'date', example: '2026-12-31', description: 'a day of Asia/Shanghai' });

export const id = (kind: IdKind) =>
  z
    .string()
    .regex(idPattern(kind), 'id-malformed')
    .openapi({ example: `${prefixes[kind]}_…` });

export const division = z
  .string()
  .regex(/^[1-9]\d{5}$/, 'division-unknown')
  .openapi({ example: '350404', description: '行政区划代码 (GB/T 2260)' });

/** Text that people write: trimmed, never empty, no control characters but line ends and tabs, none that turn its direction about. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'required')
    .max(max, 'too-long')
    .refine((value) => !/[^\P{Cc}\r\n\t]|\p{Bidi_Control}/u.test(value), 'control-character');

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
};

/** SHA-256 in lower-case hex. */
export const sha256 = z.string().regex(hexHash, 'wrong-type');

/** The answer of a list. */
export const pageOf = <T extends ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().openapi({ description: 'the next cursor' }) });

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: 'each field that is wrong, the first hundred of them' }),
  })
  .openapi('Problem');
