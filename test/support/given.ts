import { expect } from 'vitest';
import { type Decider, type DomainEvent, fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';

/** Tests that read as law: given what happened, when a command comes, then events or a refusal. */
export function given<Command, Event extends DomainEvent, State>(
  decider: Decider<Command, Event, State>,
  ...past: readonly Event[]
) {
  const state = fold(decider, past);
  return {
    state,
    when: (command: Command) => ({
      yields: (...events: readonly object[]) => expect(decider.decide(command, state)).toMatchObject(events),
      /** Nothing happens: the command was carried out before. */
      changesNothing: () => expect(decider.decide(command, state)).toEqual([]),
      refuses: (code: string, pointer?: string) => {
        const error = refusal(() => decider.decide(command, state));
        expect(error.code).toBe(code);
        // The whole says what its first part says: in its text no place is left open.
        const [first] = error.errors;
        if (first?.code === code) expect(error.params).toEqual(first.params ?? {});
        if (pointer !== undefined) expect(error.errors.map((one) => one.pointer)).toContain(pointer);
        return error;
      },
    }),
  };
}

/** The domain error that something throws. */
export function refusal(attempt: () => unknown): DomainError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
