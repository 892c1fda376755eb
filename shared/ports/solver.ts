import type { Program, Solved, SolveLimits } from '../kernel/program.ts';

/** Solves programs, the same one always the same way: one thread and a fixed seed. */
export interface Solver {
  solve(program: Program, limits: SolveLimits): Promise<Solved>;
}
