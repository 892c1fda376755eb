import { ApiProblem, fieldProblems } from '../api/problem.ts';

/** Refusals of lines by what the line is of and the field (`itm_…/quantity`); `placed` when every one of them has its place. */
export function faultsOf(error: unknown, keyOf: (at: number) => string | undefined) {
  const faults = new Map(
    fieldProblems(error).flatMap(({ name: [list, at, field], message }): [string, string][] => {
      if (list !== 'lines') return [[String(list), message]];
      const key = typeof at === 'number' ? keyOf(at) : undefined;
      return key === undefined ? [] : [[`${key}/${field ?? 'quantity'}`, message]];
    }),
  );
  const listed = error instanceof ApiProblem ? (error.problem.errors ?? []).length : 0;
  const known = [...faults.keys()].every((key) => key.includes('/'));
  return { faults, placed: listed > 0 && faults.size === listed && known };
}
