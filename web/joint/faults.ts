import { ApiProblem, type FieldProblem, fieldProblems } from '../api/problem.ts';

/**
 * Refusals of a list's rows by row and field: `0/quantity`, `0/reason`; of a place `0/division` and `0/address`. What lies
 * deeper is with its field. `placed` when every one of them has its place.
 */
export function faultsOf(error: unknown, of: 'lines' | 'figures') {
  const problems = fieldProblems(error);
  const found = problems.map((each) => ({ key: keyOf(each, of), message: each.message }));
  const faults = new Map(found.flatMap(({ key, message }) => (key === undefined ? [] : [[key, message] as const])));
  const listed = error instanceof ApiProblem ? (error.problem.errors ?? []).length : 0;
  return { faults, placed: listed > 0 && listed === found.filter(({ key }) => key !== undefined).length };
}

function keyOf({ name: [list, at, field, deeper] }: FieldProblem, of: string): string | undefined {
  if (list !== of || typeof at !== 'number' || field === undefined) return undefined;
  return `${at}/${field === 'deliveryPoint' && deeper === 'division' ? 'division' : field}`;
}
