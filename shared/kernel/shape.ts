import type * as z from 'zod';
import { DomainError, type ErrorParams, type FieldError } from './errors.ts';

/** A JSON pointer (RFC 6901) of a path. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The code of a fault that a schema itself gives no code: it stands where Zod puts its message. */
export function faultCode({ code, input, origin }: z.core.$ZodRawIssue): string | undefined {
  if (code === 'custom') return undefined;
  if (code === 'invalid_type') return input === undefined ? 'required' : 'wrong-type';
  if (code === 'too_big' || code === 'too_small') return origin === 'string' ? 'wrong-type' : 'out-of-range';
  return 'not-allowed';
}

/** The faults that a schema found, with a pointer for each. */
export function fieldErrors({ path, message, ...issue }: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf([...path, key]), code: 'unknown-field' }));
  }
  const params = issue.code === 'custom' && { params: { ...(issue.params as ErrorParams | undefined) } };
  return [{ pointer: pointerOf(path), code: message, ...params }];
}

/** Runs a kernel parser as a schema's check: the code it refuses with becomes the field's. */
export function checkedBy(parse: (text: string) => unknown) {
  return (text: string, context: z.RefinementCtx): void => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.addIssue({ code: 'custom', message: error.code, params: error.params });
    }
  };
}
