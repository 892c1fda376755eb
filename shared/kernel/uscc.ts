import { DomainError } from './errors.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

export interface UsccCheck {
  readonly ok: true;
  readonly warnings: readonly 'uscc-check-digit'[];
}

/**
 * Checks a unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, upper case. Throws
 * `uscc-invalid` for a wrong length or alphabet. A wrong check character only warns: codes of the first
 * pilots, in use by real companies, fail it.
 */
export function checkUscc(code: string): UsccCheck {
  const values = [...code].map((character) => alphabet.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) throw new DomainError('rule', 'uscc-invalid');
  const sum = weights.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  return { ok: true, warnings: (31 - (sum % 31)) % 31 === values[17] ? [] : ['uscc-check-digit'] };
}
