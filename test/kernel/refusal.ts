import { DomainError } from '../../shared/kernel/errors.ts';

/** The code of the DomainError that `act` throws; undefined when it throws none. */
export function refusal(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
