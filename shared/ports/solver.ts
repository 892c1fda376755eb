import type { Solve } from '../kernel/program.ts';

/** Solves programs, the same one always the same way: one thread and a fixed seed. */
export interface Solver {
  readonly solve: Solve;
}
