import { z } from '@hono/zod-openapi';
import { DomainError } from '../kernel/errors.ts';
import { faultCode, fieldErrors } from '../kernel/shape.ts';

z.config({ customError: faultCode });

/** One code for the whole when all faults share it, else `invalid-request`; the fields tell the rest. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[]): DomainError {
  const errors = issues.flatMap(fieldErrors);
  const [first, ...others] = errors;
  const same = first !== undefined && others.every((error) => error.code === first.code);
  return new DomainError('malformed', same ? first.code : 'invalid-request', same ? (first.params ?? {}) : {}, errors);
}
