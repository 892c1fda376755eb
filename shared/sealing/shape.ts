import type { ZodType } from 'zod';
import { DomainError, type ErrorKind } from '../kernel/errors.ts';
import { type IdKind, idPattern } from '../kernel/id.ts';
import { parseDecimal, type Ratio } from '../kernel/ratio.ts';
import { checkedBy, faultCode, fieldErrors } from '../kernel/shape.ts';
import { parseDay, parseInstant } from '../kernel/time.ts';
import { z } from '../kernel/zod-now.ts';
import { base64urlLength, hexHash } from './hash.ts';

/** The value as the schema's type, else a `DomainError` with one entry for each field at fault. */
export function readAs<T>(schema: ZodType<T>, value: unknown, code: string, kind: ErrorKind = 'rule', at = ''): T {
  const result = schema.safeParse(value, { error: faultCode });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors).map((error) => ({ ...error, pointer: at + error.pointer }));
  throw new DomainError(kind, code, {}, errors);
}

export const id = (kind: IdKind) => z.string().regex(idPattern(kind), 'id-malformed');
export const hex = z.string().regex(hexHash, 'not-a-hash');
export const bytes = (length: number) =>
  z.string().refine((text) => base64urlLength(text) === length, { error: 'not-base64url' });
export const instant = z.string().superRefine(checkedBy(parseInstant));
export const day = z.string().superRefine(checkedBy(parseDay));

const decimalText = z.string({ error: ({ input }) => (typeof input === 'number' ? 'number-not-string' : undefined) });

function decimal(places: number, code: string, holds: (value: Ratio) => boolean) {
  const parse = (text: string) => {
    if (!holds(parseDecimal(text, places))) throw new DomainError('rule', code);
  };
  return decimalText.superRefine(checkedBy(parse));
}

/** A decimal string greater than zero; never a JSON number. */
export const positiveDecimal = (places: number) => decimal(places, 'not-positive', ({ n }) => n > 0n);

/** A decimal string from 0 to less than 1. */
export const fractionDecimal = (places: number) => decimal(places, 'out-of-range', ({ n, d }) => n >= 0n && n < d);

/** A decimal string from 0 on. */
export const decimalFrom0 = (places: number) => decimal(places, 'negative', ({ n }) => n >= 0n);
