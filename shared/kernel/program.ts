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
  readonly name: string;
  readonly terms: readonly { readonly column: string; readonly factor: string }[];
}

/** A mixed-integer program (混合整数规划): the least cost that the rows allow. */
export interface Program {
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
}

/** What a solver found. Values are floats as it gives them: who asks rounds whole ones and checks them exactly. */
export interface Solved {
  readonly status: 'optimal' | 'infeasible' | 'limit' | 'unbounded';
  /** Undefined where nothing was found. */
  readonly values?: ReadonlyMap<string, number>;
  readonly objective?: number;
  /** No solution costs less than this. */
  readonly bound?: number;
  /** The solver and its version, such as `HiGHS 1.11.0`. */
  readonly solver: string;
}
