import { ApiProblem, fieldProblems } from '../api/problem.ts';

/**
 * Refusals of a list's rows by row and field (`0/quantity`, `0/reason`), what lies deeper with its field; `placed` when every
 * one of them has its place.
 */
export function faultsOf(error: unknown, of: 'lines' | 'figures') {
  const faults = new Map(
    fieldProblems(error).flatMap(({ name: [list, at, field], message }): [string, string][] =>
      list === of && typeof at === 'number' && field !== undefined ? [[`${at}/${field}`, message]] : [],
    ),
  );
  const listed = error instanceof ApiProblem ? (error.problem.errors ?? []).length : 0;
  return { faults, placed: listed > 0 && faults.size === listed };
}
