import { DomainError } from '../../shared/kernel/errors.ts';

/** What a rule refuses: its code, and `pointer code` of each field. */
export function refusal(act: () => unknown): { code: string; fields: string[] } {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, fields: error.errors.map((each) => `${each.pointer} ${each.code}`) };
  }
  throw new Error('nothing was refused');
}
