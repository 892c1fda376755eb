import type { Highs, Model, ModelData } from 'highs';
import type { Bounds, Program, Solved, SolveLimits, Values } from '../kernel/program.ts';
import type { Solver } from './solver.ts';

/**
 * HiGHS in WebAssembly: one thread, one seed. Its 3.5 MB are loaded when the first program is solved, and by nothing
 * that solves none.
 */
export function highsSolver(): Solver {
  let loading: Promise<Highs> | undefined;
  return {
    async solve(program, limits, start) {
      // Its types describe the CommonJS form of the package, the module itself has the loader as its default.
      loading ??= import('highs').then((module) => (module.default as unknown as typeof module.default.default)());
      const highs = await loading;
      return highs.withModel(dataOf(program, highs), (model) => solve(highs, model, program, limits, start));
    },
  };
}

function solve(highs: Highs, model: Model, program: Program, limits: SolveLimits, start: Values | undefined): Solved {
  model.options.set({
    output_flag: false,
    random_seed: 0,
    mip_rel_gap: Number(limits.gap),
    mip_abs_gap: 0,
    mip_max_nodes: limits.nodes,
    mip_feasibility_tolerance: 1e-9,
    primal_feasibility_tolerance: 1e-9,
    ...(limits.seconds === undefined ? {} : { time_limit: limits.seconds }),
    ...(limits.boundOnly ? withoutGuessing : {}),
    // Where little is to be searched, making the program smaller takes longer than solving it.
    ...(limits.boundOnly || isLinear(program) ? { presolve: 'off' } : {}),
  });
  if (start !== undefined && program.columns.length > 0) {
    model.setSolution({ colValue: program.columns.map(({ name }) => start.get(name) ?? 0) });
  }
  model.run();

  const status = program.columns.length === 0 ? emptyStatus(program) : statusOf(highs, model.getModelStatus());
  const found = status !== 'infeasible' && Number.isFinite(model.info.get('objective_function_value'));
  const solution =
    found && model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
      ? model.getSolution()
      : undefined;
  const named = (list: ArrayLike<number>): Values =>
    new Map(program.columns.map(({ name }, at) => [name, list[at] ?? 0]));
  const linear = isLinear(program);
  return {
    status,
    ...(solution && { values: named(solution.colValue), ...(linear && { reducedCosts: named(solution.colDual) }) }),
    bound: Number(model.info.get(linear ? 'objective_function_value' : 'mip_dual_bound')),
    nodes: Number(model.info.get('mip_node_count')),
    solver: `HiGHS ${highs.version.string}`,
  };
}

const isLinear = ({ columns }: Pick<Program, 'columns'>): boolean => columns.every(({ kind }) => kind === 'continuous');

/** All that HiGHS does to guess solutions. */
const withoutGuessing = {
  mip_heuristic_effort: 0,
  mip_heuristic_run_feasibility_jump: false,
  mip_heuristic_run_rins: false,
  mip_heuristic_run_rens: false,
  mip_heuristic_run_root_reduced_cost: false,
  mip_heuristic_run_zi_round: false,
  mip_heuristic_run_shifting: false,
} as const;

/** HiGHS does not look at the rows of a program without columns. */
const emptyStatus = ({ rows }: Program): Solved['status'] =>
  rows.every(({ lower = '0', upper = '0' }) => Number(lower) <= 0 && Number(upper) >= 0) ? 'optimal' : 'infeasible';

function statusOf(highs: Highs, status: number): Solved['status'] {
  const { modelStatus } = highs.constants;
  if (status === modelStatus.optimal) return 'optimal';
  if (status === modelStatus.infeasible) return 'infeasible';
  if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible) return 'unbounded';
  return 'limit';
}

/** The program in compressed rows. */
function dataOf({ offset, columns, rows }: Program, { constants, infinity }: Highs): ModelData {
  const lower = ({ lower: bound }: Bounds): number => (bound === undefined ? -infinity : Number(bound));
  const upper = ({ upper: bound }: Bounds): number => (bound === undefined ? infinity : Number(bound));
  const { continuous, integer } = constants.variableType;
  const places = new Map(columns.map(({ name }, at) => [name, at]));
  const terms = rows.flatMap((row) => row.terms);
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.terms.length);
  return {
    numCols: columns.length,
    numRows: rows.length,
    offset: Number(offset),
    colCost: columns.map(({ cost }) => Number(cost)),
    colLower: columns.map((column) => (column.kind === 'binary' ? 0 : lower(column))),
    colUpper: columns.map((column) => (column.kind === 'binary' ? 1 : upper(column))),
    rowLower: rows.map(lower),
    rowUpper: rows.map(upper),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: terms.map(({ column }) => places.get(column) ?? -1),
      values: terms.map(({ factor }) => Number(factor)),
    },
    ...(isLinear({ columns })
      ? {}
      : { integrality: columns.map(({ kind }) => (kind === 'continuous' ? continuous : integer)) }),
  };
}
