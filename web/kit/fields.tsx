import { createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import { ApiProblem, fieldProblems } from '../api/problem.ts';
import { ProblemAlert } from './blocks.tsx';

/*
 * Forms without Ant Design: a field says what the API refused of it, and whatever no field says stands above the buttons.
 */

interface Refusals {
  readonly error: unknown;
  /** The pointers that fields of the form stand for. */
  readonly placed: Set<string>;
}

const FormContext = createContext<Refusals>({ error: undefined, placed: new Set() });

interface PlainFormProps {
  /** Of the write that the form sends. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Sends by its `<button type="submit">`; refusals of the API find their fields. */
export function PlainForm({ error, onSubmit, children }: PlainFormProps) {
  const refusals = useMemo(() => ({ error, placed: new Set<string>() }), [error]);
  return (
    <FormContext value={refusals}>
      <form
        className="j-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </FormContext>
  );
}

/** What was refused and stands beside no field; it comes after the fields. */
export function FormProblem() {
  const { error, placed } = useContext(FormContext);
  const listed = error instanceof ApiProblem ? (error.problem.errors ?? []).length : 0;
  const known = pointersOf(error).filter((pointer) => [...placed].some((each) => covers(each, pointer))).length;
  return <ProblemAlert error={listed > 0 && listed === known ? undefined : error} />;
}

const pointersOf = (error: unknown): string[] => fieldProblems(error).map(({ name }) => `/${name.join('/')}`);
const covers = (field: string, pointer: string): boolean => pointer === field || pointer.startsWith(`${field}/`);

interface FieldProps {
  readonly label: ReactNode;
  /** Where its value stands in the body (`/price/unitPrice`), and whatever is below it. */
  readonly pointer?: string | undefined;
  readonly hint?: ReactNode;
  readonly children: (named: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean | undefined;
  }) => ReactNode;
}

/** A label, what is typed or chosen, and below it the hint and what was refused. */
export function Field({ label, pointer, hint, children }: FieldProps) {
  const id = useId();
  const { error, placed } = useContext(FormContext);
  if (pointer !== undefined) placed.add(pointer);
  const refused = fieldProblems(error).filter(
    ({ name }) => pointer !== undefined && covers(pointer, `/${name.join('/')}`),
  );
  const about = [...(hint === undefined ? [] : [`${id}-hint`]), ...(refused.length > 0 ? [`${id}-refused`] : [])];
  return (
    <div className="j-field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': about.length > 0 ? about.join(' ') : undefined,
        'aria-invalid': refused.length > 0 || undefined,
      })}
      {hint !== undefined && <span id={`${id}-hint`}>{hint}</span>}
      {refused.length > 0 && (
        <span id={`${id}-refused`} className="j-refused" role="alert">
          {refused.map(({ message }) => message).join(' ')}
        </span>
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
  readonly type?: 'text' | 'date' | 'datetime-local' | 'email' | 'tel' | 'time';
  /** Several lines. */
  readonly lines?: number;
  readonly figure?: boolean;
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
  required,
  maxLength,
  placeholder,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(named) => {
        const common = { ...named, className: 'j-input', value, required, maxLength, placeholder };
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
        <select
          {...named}
          className="j-input"
          value={value}
          required={required}
          onChange={({ target }) => onChange(target.value)}
        >
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
