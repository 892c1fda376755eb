import type { Machine, Saved, World } from './world.ts';

export interface Answered {
  readonly status: number;
  readonly text: string;
}

export interface Command {
  readonly world: World;
  readonly before: Saved;
  /** Tokens that are nothing new. */
  readonly known: ReadonlySet<string>;
  /** Asks for it, with the rehearsal's Idempotency-Key or the test's own unless another is given. */
  request(machine: Machine, key?: string): Promise<Answered>;
  fault(where: string, ...what: readonly string[]): void;
}

export const isDone = ({ status }: Answered): boolean => status < 300;
export const said = ({ status, text }: Answered): string => `${status} ${text}`;
