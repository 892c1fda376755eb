import { z } from '@hono/zod-openapi';
import { type DomainError, together } from '../kernel/errors.ts';
import { faultCode, fieldErrors } from '../kernel/shape.ts';

z.config({ customError: faultCode });

/** One code for the whole when all faults share it, else `invalid-request`; the fields tell the rest. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[]): DomainError {
  return together('malformed', 'invalid-request', issues.flatMap(fieldErrors));
}

/** Deeper than any body that people write, and far from where walking through one overflows the stack. */
const deepest = 32;

/** Whether a body has a canonical form to hash and sign (RFC 8785 §3.1): its text Unicode, nested `deepest` at most. */
export function isCanonical(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  const members = Object.entries(value);
  return depth < deepest && members.every(([name, each]) => name.isWellFormed() && isCanonical(each, depth + 1));
}
