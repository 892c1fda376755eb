import type { z } from '@hono/zod-openapi';
import { DomainError, type FieldError } from '../kernel/errors.ts';

type Issue = z.core.$ZodIssue;

const kebab = /^[a-z0-9]+(-[a-z0-9]+)+$|^(required|negative)$/;

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The faults that a schema found, as field errors: a schema's message that is a code stands as it is. */
function fieldErrors(issue: Issue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), code: 'unknown-field' }));
  }
  return [{ pointer: pointer(issue.path), code: codeOf(issue) }];
}

function codeOf(issue: Issue): string {
  if (kebab.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'wrong-type';
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'out-of-range';
  if (issue.code === 'invalid_value') return 'not-allowed';
  return 'wrong-type';
}

/** One code for the whole when all faults share it, else `invalid-request`; the fields tell the rest. */
export function invalidRequest(issues: readonly Issue[]): DomainError {
  const errors = issues.flatMap(fieldErrors);
  const [code, ...others] = new Set(errors.map((error) => error.code));
  return new DomainError('malformed', others.length === 0 && code ? code : 'invalid-request', {}, errors);
}
