import { createContext, type ReactNode, useContext } from 'react';

/** Something that is wrong with a place of the documents, in the user's language. */
export interface Fault {
  /** RFC 6901, into the body of the draft. */
  readonly pointer: string;
  readonly message: string;
  readonly article?: string | undefined;
  /** Stands in the way of publication, or has to be looked at. */
  readonly blocks: boolean;
}

const Known = createContext<readonly Fault[]>([]);
export const FaultsOf = Known.Provider;

const idOf = (pointer: string): string => `at${pointer.replaceAll(/[^\w]/g, '-')}`;

/** Brings the field of a place into focus, or what stands nearest around it. */
export function focusAt(pointer: string): void {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const found = document.getElementById(idOf(place));
    if (found !== null) {
      found.scrollIntoView({ block: 'center' });
      found.focus({ preventScroll: true });
      return;
    }
  }
}

/** What a field gives its input. */
interface InputProps {
  readonly id: string;
  readonly className: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps {
  readonly pointer: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** In a table, where the column's heading says it: the label is for readers of the screen. */
  readonly bare?: boolean;
  readonly wide?: boolean;
  readonly children: (input: InputProps) => ReactNode;
}

/** A field with its label, and beside it what is wrong with it. */
export function Field({ pointer, label, hint, bare = false, wide = false, children }: FieldProps) {
  const id = idOf(pointer);
  const faults = useFaultsAt(pointer, true);
  const described = faults.length > 0 || hint !== undefined ? `${id}-about` : undefined;
  const input = {
    id,
    className: 'j-input',
    'aria-invalid': faults.some(({ blocks }) => blocks),
    'aria-describedby': described,
  };
  return (
    <div className={wide ? 'j-field p-wide' : 'j-field'}>
      <label htmlFor={id} className={bare ? 'j-hidden' : undefined}>
        {label}
      </label>
      {children(input)}
      {described !== undefined && (
        <div id={described} className="p-about">
          {hint !== undefined && <p className="j-small">{hint}</p>}
          <Messages faults={faults} />
        </div>
      )}
    </div>
  );
}

/** What is wrong with a place that is no field: a list, a group. It can be brought into focus. */
export function FaultsAt({ pointer }: { readonly pointer: string }) {
  const faults = useFaultsAt(pointer, false);
  return (
    <div id={idOf(pointer)} className="p-at" tabIndex={-1}>
      <Messages faults={faults} />
    </div>
  );
}

export function useFaultsAt(pointer: string, within: boolean): readonly Fault[] {
  return useContext(Known).filter(
    (each) => each.pointer === pointer || (within && each.pointer.startsWith(`${pointer}/`)),
  );
}

function Messages({ faults }: { readonly faults: readonly Fault[] }) {
  return (
    <>
      {faults.map(({ pointer, message, blocks }) => (
        <p key={pointer + message} className={blocks ? 'p-fault' : 'p-advice'}>
          {message}
        </p>
      ))}
    </>
  );
}
