import * as z from 'zod';
import { DomainError, type ErrorKind, type ErrorParams, type FieldError } from '../kernel/errors.ts';
import { type IdKind, idPattern } from '../kernel/id.ts';
import { parseDecimal, type Ratio } from '../kernel/ratio.ts';
import { parseDay, parseInstant } from '../kernel/time.ts';
import { base64urlLength, hexHash } from './hash.ts';

/** A JSON pointer (RFC 6901) of a path. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const pointer = pointerOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), code: 'unknown-field' }));
    case 'custom':
      return [{ pointer, code: issue.message, params: { ...(issue.params as ErrorParams | undefined) } }];
    case 'too_big':
    case 'too_small':
      return [{ pointer, code: issue.origin === 'string' ? 'wrong-type' : 'out-of-range' }];
    default:
      return [{ pointer, code: issue.message }];
  }
}

/** The codes of faults that a schema itself gives no code. */
function defaultCode({ code, input }: z.core.$ZodRawIssue): string | undefined {
  if (code === 'invalid_type') return input === undefined ? 'required' : 'wrong-type';
  return code === 'custom' ? undefined : 'not-allowed';
}

/** The value as the schema's type, else a `DomainError` with one entry for each field at fault. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown, code: string, kind: ErrorKind = 'rule', at = ''): T {
  const result = schema.safeParse(value, { error: defaultCode });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors).map((error) => ({ ...error, pointer: at + error.pointer }));
  throw new DomainError(kind, code, {}, errors);
}

/** Runs a kernel parser as a check: the code it refuses with becomes the field's. */
function checkedBy(parse: (text: string) => unknown) {
  return (text: string, context: z.RefinementCtx): void => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.addIssue({ code: 'custom', message: error.code, params: error.params });
    }
  };
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
