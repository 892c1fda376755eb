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
  return { faults, placed: isPlaced(error, faults, (key) => key.includes('/')) };
}

/** Refusals of a mini-competition: by item and field, or of the title and the deadline. */
export function competitionFaults(error: unknown, itemOf: (lot: number, at: number) => string | undefined) {
  const faults = new Map(
    fieldProblems(error).map(({ name: [head, lot, , at, field = 'quantity'], message }): [string, string] => {
      const item = head === 'lots' ? itemOf(Number(lot), Number(at)) : undefined;
      return [item === undefined ? String(head) : `${item}/${field}`, message];
    }),
  );
  const known = (key: string) => key === 'title' || key === 'deadline' || /\/(quantity|deliverBy)$/.test(key);
  return { faults, placed: isPlaced(error, faults, known) };
}

function isPlaced(error: unknown, faults: ReadonlyMap<string, string>, known: (key: string) => boolean): boolean {
  const listed = error instanceof ApiProblem ? (error.problem.errors ?? []).length : 0;
  return listed > 0 && faults.size === listed && [...faults.keys()].every(known);
}
