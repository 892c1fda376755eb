import { createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import { ProblemAlert } from './blocks.tsx';
import { FaultsOf, Messages, refusedFaults, useAllPlaced, useField } from './faults.tsx';

/*
 * Forms without Ant Design: a field says what the API refused of it, and whatever no field says stands above the buttons.
 */

const Sent = createContext<unknown>(undefined);

interface PlainFormProps {
  /** Of the write that the form sends. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Sends by the button of its `<FormEnd>`; refusals of the API find their fields. */
export function PlainForm({ error, onSubmit, children }: PlainFormProps) {
  const faults = useMemo(() => refusedFaults(error), [error]);
  return (
    <Sent value={error}>
      <FaultsOf value={faults} named={false}>
        <form
          className="j-form"
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {children}
        </form>
      </FaultsOf>
    </Sent>
  );
}

interface FormEndProps {
  /** What the button that sends says; without it only the other steps are there. */
  readonly submit: ReactNode;
  readonly disabled: boolean;
  /** The page is there for something else. */
  readonly minor?: boolean;
  /** Other steps, after the one that sends. */
  readonly children?: ReactNode;
}

/** How a form ends, after its fields: what was refused and stands beside none of them, and the button that sends. */
export function FormEnd({ submit, disabled, minor = false, children }: FormEndProps) {
  const error = useContext(Sent);
  const faults = refusedFaults(error);
  const placed = useAllPlaced(faults);
  return (
    <>
      <ProblemAlert error={faults.length > 0 && placed ? undefined : error} />
      <p className="j-actions">
        {submit !== undefined && (
          <button type="submit" className={minor ? 'j-button' : 'j-button j-button-primary'} disabled={disabled}>
            {submit}
          </button>
        )}
        {children}
      </p>
    </>
  );
}

/** What a field gives its input. */
interface Named {
  readonly id: string;
  readonly className: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface FieldProps {
  readonly label: ReactNode;
  /** Where its value stands in the body (`/price/unitPrice`), and whatever is below it. */
  readonly pointer?: string | undefined;
  readonly hint?: ReactNode;
  /** The label is for readers of the screen: a heading says it to those who see. */
  readonly bare?: boolean;
  /** It takes a line of its own. */
  readonly wide?: boolean;
  readonly children: (named: Named) => ReactNode;
}

/** A label, what is typed or chosen, and below it the hint and what is wrong with it. */
export function Field({ label, pointer, hint, bare = false, wide = false, children }: FieldProps) {
  const own = useId();
  const { id = own, faults } = useField(pointer);
  const described = faults.length > 0 || hint !== undefined ? `${id}-about` : undefined;
  return (
    <div className={wide ? 'j-field j-wide' : 'j-field'}>
      <label htmlFor={id} className={bare ? 'j-hidden' : undefined}>
        {label}
      </label>
      {children({
        id,
        className: 'j-input',
        'aria-describedby': described,
        'aria-invalid': faults.some(({ blocks }) => blocks) || undefined,
      })}
      {described !== undefined && (
        <div id={described} className="j-about" role={faults.length > 0 && id === own ? 'alert' : undefined}>
          {hint !== undefined && <span>{hint}</span>}
          <Messages faults={faults} />
        </div>
      )}
    </div>
  );
}

interface ValueProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
}

interface TextFieldProps extends ValueProps {
  readonly type?: 'text' | 'date' | 'month' | 'datetime-local' | 'email' | 'tel' | 'time';
  /** Several lines. */
  readonly lines?: number;
  readonly figure?: boolean;
  /** No wider than a figure. */
  readonly narrow?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
}

/** Something to type. */
export function TextField({
  value,
  onChange,
  type,
  lines,
  figure,
  narrow,
  required,
  maxLength,
  placeholder,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(named) => {
        const className = narrow ? 'j-input j-right j-narrow' : 'j-input';
        const common = { ...named, className, value, required, maxLength, placeholder };
        return lines === undefined ? (
          <input
            {...common}
            type={type ?? 'text'}
            inputMode={figure ? 'decimal' : undefined}
            onChange={({ target }) => onChange(target.value)}
          />
        ) : (
          <textarea {...common} rows={lines} onChange={({ target }) => onChange(target.value)} />
        );
      }}
    </Field>
  );
}

export type Choice = readonly [value: string, words: string];

interface ChoiceFieldProps extends ValueProps {
  readonly choices: readonly Choice[];
  /** What stands for no choice; without it one is always chosen. */
  readonly none?: string;
}

/** One of several. */
export function ChoiceField({ value, onChange, choices, none, required, ...field }: ChoiceFieldProps) {
  return (
    <Field {...field}>
      {(named) => (
        <select {...named} value={value} required={required} onChange={({ target }) => onChange(target.value)}>
          {none !== undefined && <option value="">{none}</option>}
          {choices.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Yes or no. */
export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="j-check">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** A set of yes-or-nos under one question. */
export function Checks({
  legend,
  choices,
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  return (
    <fieldset className="j-checks">
      <legend>{legend}</legend>
      {choices.map(([value, words]) => (
        <Check
          key={value}
          label={words}
          checked={chosen.includes(value)}
          onChange={(on) =>
            onChange(choices.map(([each]) => each).filter((each) => (each === value ? on : chosen.includes(each))))
          }
        />
      ))}
    </fieldset>
  );
}
