import type { core, output, ZodType } from 'zod';
import { DomainError, together } from '../kernel/errors.ts';
import { fieldErrors } from '../kernel/shape.ts';
import { holds, zodLoaded } from '../kernel/zod.ts';

/** One code for the whole when all faults share it, else `invalid-request`; the fields tell the rest. */
export function invalidRequest(issues: readonly core.$ZodIssue[]): DomainError {
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

type Schema = ZodType | undefined;
type Checked<S extends Schema> = S extends ZodType ? output<S> : undefined;

/** What was asked, as its schema has it; nothing is read where there is none. Throws every fault at once. */
export async function checkedBy<S extends Schema>(schema: S, given: () => unknown): Promise<Checked<S>> {
  if (schema === undefined) return undefined as Checked<S>;
  const value = given();
  if (holds(schema, value)) return value as Checked<S>;
  await zodLoaded();
  const result = schema.safeParse(value);
  if (!result.success) throw invalidRequest(result.error.issues);
  return result.data as Checked<S>;
}

/** A body in JSON, as its schema has it. */
export async function checkedBody<S extends Schema>(schema: S, read: () => unknown): Promise<Checked<S>> {
  const malformed = () => new DomainError('malformed', 'malformed-json');
  if (schema === undefined) return undefined as Checked<S>;
  const given = await Promise.resolve(read()).catch(() => {
    throw malformed();
  });
  const body = await checkedBy(schema, () => given);
  if (!isCanonical(body)) throw malformed();
  return body;
}
