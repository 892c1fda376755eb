import { verify } from '../../functions/tendering/verification.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answered, Asked } from './asked.ts';

/** What the verifier says to what the page asks. */
export async function answer({ id, bundle, keys, receipt }: Asked): Promise<Answered> {
  try {
    return { id, found: await verify(bundle, { keys, receipt }) };
  } catch (error) {
    if (!(error instanceof DomainError)) return { id, code: 'unexpected', places: [String(error)] };
    return { id, code: error.code, places: error.errors.map(({ pointer }) => pointer) };
  }
}
