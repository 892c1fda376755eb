import * as z from 'zod';
import { DomainError, type ErrorKind, type FieldError } from '../kernel/errors.ts';
import { type IdKind, idPattern } from '../kernel/id.ts';
import { base64urlLength, hexHash } from './hash.ts';

/** A JSON pointer (RFC 6901) of a path. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), code: 'unknown-field' }));
    case 'invalid_type':
      return [{ pointer: pointerOf(issue.path), code: issue.message }];
    case 'custom':
    case 'invalid_format':
      return [{ pointer: pointerOf(issue.path), code: issue.message }];
    case 'too_big':
      return [{ pointer: pointerOf(issue.path), code: 'too-large', params: { max: Number(issue.maximum) } }];
    case 'too_small':
      return [{ pointer: pointerOf(issue.path), code: 'too-small', params: { min: Number(issue.minimum) } }];
    default:
      return [{ pointer: pointerOf(issue.path), code: 'invalid-value' }];
  }
}

const typeCode = (issue: { code?: string; input?: unknown }): string | undefined =>
  issue.code === 'invalid_type' ? (issue.input === undefined ? 'required' : 'wrong-type') : undefined;

/** The value as the schema's type, else a `DomainError` with one entry for each field at fault. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown, code: string, kind: ErrorKind = 'rule', at = ''): T {
  const result = schema.safeParse(value, { error: typeCode });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors).map((error) => ({ ...error, pointer: at + error.pointer }));
  throw new DomainError(kind, code, { field: errors[0]?.pointer ?? '' }, errors);
}

export const id = (kind: IdKind) => z.string().regex(idPattern(kind), 'invalid-id');
export const hex = z.string().regex(hexHash, 'invalid-hash');
export const bytes = (length: number) =>
  z.string().refine((text) => base64urlLength(text) === length, { error: 'invalid-base64url' });
export const instant = z.iso.datetime({ offset: true, error: 'invalid-instant' });

/** What a decimal string may be: its places after the point, and whether zero is allowed. */
export interface DecimalRule {
  readonly places: number;
  readonly zero?: boolean;
  readonly below?: number;
}

/** A decimal string in ASCII digits, without sign, exponent or leading zeros; never a JSON number. */
export function decimal(rule: DecimalRule) {
  return z.any().transform((value, context): string => {
    const code = decimalFault(value, rule);
    if (code === undefined) return value as string;
    context.addIssue({ code: 'custom', message: code, input: value });
    return z.NEVER;
  });
}

function decimalFault(value: unknown, { places, zero = false, below }: DecimalRule): string | undefined {
  if (value === undefined) return 'required';
  if (typeof value === 'number') return 'number-not-string';
  if (typeof value !== 'string') return 'wrong-type';
  if (/[０-９．，]/.test(value)) return 'full-width-digits';
  const match = /^(0|[1-9]\d{0,14})(?:\.(\d+))?$/.exec(value);
  if (!match) return 'invalid-decimal';
  if ((match[2] ?? '').length > places) return 'too-many-places';
  if (!zero && /^[0.]+$/.test(value)) return 'not-positive';
  if (below !== undefined && Number(match[1]) >= below) return 'out-of-range';
  return undefined;
}
