/** A bound of a column or a row; absent is unbounded on that side. Coefficients are finite decimals. */
export interface Bounds {
  readonly lower?: string;
  readonly upper?: string;
}

export interface Column extends Bounds {
  readonly name: string;
  /** What a unit of it costs. */
  readonly cost: string;
  /** `integer` and `binary` columns take whole values only. */
  readonly kind: 'continuous' | 'integer' | 'binary';
}

export interface Constraint extends Bounds {
  readonly terms: readonly { readonly column: string; readonly factor: string }[];
}

/** A mixed-integer program (混合整数规划): the least cost that the rows allow. */
export interface Program {
  /** What is spent whatever the columns are; gaps are relative to the whole cost. */
  readonly offset: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Constraint[];
}

/** How long a solver may go on: by nodes, never by the clock where an award hangs on it. */
export interface SolveLimits {
  /** The relative gap between the best found and the bound at which it stops, `"0.0001"`. */
  readonly gap: string;
  readonly nodes: number;
  /** For work on which no award hangs: previews and benchmarks. */
  readonly seconds?: number;
  /** A good solution is known, which the solver starts from: it only looks for the bound, and leaves guessing out. */
  readonly boundOnly?: boolean;
}

/** Values of columns by name; a column that is left out is zero. */
export type Values = ReadonlyMap<string, number>;

/** What a solver found. Values are floats as it gives them: who asks rounds whole ones and checks them exactly. */
export interface Solved {
  readonly status: 'optimal' | 'infeasible' | 'limit' | 'unbounded';
  /** Undefined where nothing was found. */
  readonly values?: Values;
  /** What a unit of each column costs beyond what it saves (检验数); only of programs without whole columns. */
  readonly reducedCosts?: Values;
  /** No solution costs less than this; `-Infinity` where nothing is known. */
  readonly bound: number;
  /** How many nodes of the tree were searched. */
  readonly nodes: number;
  /** The solver and its version, such as `HiGHS 1.11.0`. */
  readonly solver: string;
}

/** Solves a program, from a solution that is known where there is one. */
export type Solve = (program: Program, limits: SolveLimits, start?: Values) => Promise<Solved>;
