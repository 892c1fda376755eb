import type { Role } from './cast.ts';
import type { Probe } from './probes.ts';

/** A question, and what came of it. */
export interface Asked {
  readonly probe: Probe;
  readonly state: string;
  readonly role: Role;
  readonly status: number;
  /** The code of a refusal. */
  readonly refused: string | undefined;
  /** Whether anything was written, or tried. */
  readonly written: boolean;
  /** The types of the events that happened. */
  readonly happened: readonly string[];
  /** What a refusal changed: nothing, or it is a bug. */
  readonly changed: readonly object[];
  /** What is in the answer that is not for everybody at every time. */
  readonly seen: readonly string[];
}

export const rowOf = ({ operation, about }: Probe): string =>
  about === undefined ? operation : `${operation} (${about})`;

/** The status, and the events or what is in the answer; or the refusal's code. */
function outcomeOf({ probe, status, refused, happened, seen }: Asked): string {
  if (refused !== undefined) return `${status} ${refused}`;
  const told = probe.operation.startsWith('GET') ? seen : happened;
  return [status, ...(told.length > 0 ? [told.join(' + ')] : [])].join(' ');
}

/**
 * The matrix as a text to review: by operation, the states that have the same outcomes together, and by outcome the
 * roles. What holds for most is said of `every other state`, and of `everybody else`.
 */
export function matrixOf(asked: readonly Asked[], probes: readonly Probe[]): string {
  const matrix = Object.fromEntries(
    probes.map((probe) => {
      const byState = Map.groupBy(
        asked.filter((one) => one.probe === probe),
        ({ state }) => state,
      );
      const columns = [...byState].map(([state, all]) => ({ name: state, of: outcomesOf(all) }));
      return [rowOf(probe), together(columns, { all: 'every state', rest: 'every other state' })];
    }),
  );
  return `${JSON.stringify(matrix, null, 2)}\n`;
}

const outcomesOf = (asked: readonly Asked[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(
      together(
        asked.map((one) => ({ name: one.role, of: outcomeOf(one) })),
        { all: 'everybody', rest: 'everybody else' },
      ),
    )
      .map(([names, outcome]) => [outcome, names] as const)
      .sort(([a, one], [b, two]) => (isRest(one) === isRest(two) ? (a < b ? -1 : 1) : isRest(one) ? 1 : -1)),
  );

const isRest = (names: string): boolean => names === 'everybody else';

/** Those of the same together; the most of them, where they are more than two, under one name. */
function together<T>(
  list: readonly { readonly name: string; readonly of: T }[],
  { all, rest }: { readonly all: string; readonly rest: string },
): Record<string, T> {
  const groups = [...Map.groupBy(list, (one) => JSON.stringify(one.of)).values()];
  const most = Math.max(...groups.map((group) => group.length));
  const largest = groups.find((group) => group.length === most && most > 2);
  return Object.fromEntries(
    [...groups.filter((group) => group !== largest), ...(largest ? [largest] : [])].map((group) => [
      group === largest ? (groups.length === 1 ? all : rest) : group.map(({ name }) => name).join(' | '),
      (group[0] as { readonly of: T }).of,
    ]),
  );
}
