import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { ApiProblem } from '../api/problem.ts';

/** Something that is wrong with a place of what is typed, in the user's language. */
export interface Fault {
  /** RFC 6901, into the body that is sent. */
  readonly pointer: string;
  readonly message: string;
  /** Stands in the way, or has only to be looked at. */
  readonly blocks: boolean;
}

interface Known {
  readonly faults: readonly Fault[];
  /** The pointers that fields stand for. */
  readonly placed: Set<string>;
  /** Fields are found by their pointers: of a page whose faults lead to them. */
  readonly named: boolean;
}

const Context = createContext<Known>({ faults: [], placed: new Set(), named: false });

interface FaultsOfProps {
  readonly value: readonly Fault[];
  readonly named?: boolean;
  readonly children: ReactNode;
}

/** Fields below say what is wrong with their places; `focusAt` finds them. One of a page. */
export function FaultsOf({ value, named = true, children }: FaultsOfProps) {
  const known = useMemo(() => ({ faults: value, placed: new Set<string>(), named }), [value, named]);
  return <Context value={known}>{children}</Context>;
}

/** What the API refused of a body, to stand beside its fields; what has no pointer into the body is none of them. */
export const refusedFaults = (error: unknown): readonly Fault[] =>
  error instanceof ApiProblem
    ? (error.problem.errors ?? [])
        .filter(({ pointer }) => pointer.startsWith('/'))
        .map(({ pointer, message }) => ({ pointer, message, blocks: true }))
    : [];

const idOf = (pointer: string): string => `at${pointer.replaceAll(/[^\w]/g, '-')}`;
const covers = (place: string, pointer: string): boolean => pointer === place || pointer.startsWith(`${place}/`);

/** Whether each of these stands beside a field. */
export function useAllPlaced(faults: readonly Fault[]): boolean {
  const { placed } = useContext(Context);
  return faults.every(({ pointer }) => [...placed].some((each) => covers(each, pointer)));
}

/** What is wrong with a field and whatever is below it, and the id by which it is found where fields are named. */
export function useField(pointer: string | undefined): {
  readonly id: string | undefined;
  readonly faults: readonly Fault[];
} {
  const { faults, placed, named } = useContext(Context);
  if (pointer === undefined) return { id: undefined, faults: [] };
  placed.add(pointer);
  return {
    id: named ? idOf(pointer) : undefined,
    faults: faults.filter((each) => covers(pointer, each.pointer)),
  };
}

/** Brings the field of a place into focus, or what stands nearest around it. */
export function focusAt(pointer: string): void {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const found = document.getElementById(idOf(place));
    if (found !== null) {
      // What is folded away has no place on the page to go to.
      for (let fold = found.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
        fold.open = true;
      }
      found.scrollIntoView({ block: 'center' });
      found.focus({ preventScroll: true });
      return;
    }
  }
}

/** What is wrong with a place that is no field: a list, a group. It can be brought into focus. */
export function FaultsAt({ pointer }: { readonly pointer: string }) {
  const { faults } = useContext(Context);
  return (
    <div id={idOf(pointer)} className="j-at" tabIndex={-1}>
      <Messages faults={faults.filter((each) => each.pointer === pointer)} />
    </div>
  );
}

export function Messages({ faults }: { readonly faults: readonly Fault[] }) {
  return (
    <>
      {faults.map(({ pointer, message, blocks }) => (
        <span key={pointer + message} className={blocks ? 'j-refused' : 'j-advised'}>
          {message}
        </span>
      ))}
    </>
  );
}
