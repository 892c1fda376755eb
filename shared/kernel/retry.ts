import { DomainError } from './errors.ts';

/** Whether another change came first. */
export const isLostRace = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'concurrent-change';

/** Whether a fault passes by itself (暂时故障), so that the same is to be done again: it is no refusal by a rule. */
export const passesByItself = (error: unknown): boolean =>
  !(error instanceof DomainError) || error.kind === 'unavailable' || isLostRace(error);

/**
 * Does something that stands on what it reads, again while others change that; after so many tries it is the caller's to
 * try again.
 */
export async function whileRaced<T>(act: () => Promise<T>, tries = 5): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await act();
    } catch (error) {
      if (!isLostRace(error) || left <= 1) throw error;
    }
  }
}
