import { useText } from './text.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface CellFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What was refused of it, as the API words it. */
  readonly fault: string | undefined;
  readonly options?: readonly Option[];
  /** The label stands there for those who see too; else the table's heading says it. */
  readonly shown?: boolean;
  /** Of the input; text unless said. */
  readonly type?: string;
  readonly figure?: boolean;
  readonly narrow?: boolean;
  readonly long?: boolean;
  /** It has to be filled in before anything is sent. */
  readonly asked?: boolean;
}

/** One field of a row, with what is wrong with it beside it. */
export function CellField(props: CellFieldProps) {
  const { id, label, value, onChange, fault, options, shown = false, asked = false } = props;
  const say = useText();
  const wrong = fault !== undefined || asked;
  const common = {
    id,
    value,
    className: [
      'j-input j-cell-input',
      props.figure && 'j-cell-figure',
      props.narrow && 'j-cell-narrow',
      props.long && 'j-cell-long',
    ]
      .filter(Boolean)
      .join(' '),
    'aria-invalid': wrong,
    'aria-describedby': wrong ? `${id}-fault` : undefined,
  };
  return (
    <span className="j-cell-field">
      <label htmlFor={id} className={shown ? 'j-small' : 'j-hidden'}>
        {label}
      </label>
      {options === undefined ? (
        <input
          {...common}
          type={props.type ?? 'text'}
          autoComplete="off"
          inputMode={props.figure ? 'decimal' : 'text'}
          maxLength={300}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <select {...common} onChange={({ target }) => onChange(target.value)}>
          {options.some((each) => each.value === value) || <option value={value}>{say('field.choose')}</option>}
          {options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      )}
      {wrong && (
        <span className="j-cell-fault" id={`${id}-fault`}>
          {fault ?? say('field.asked')}
        </span>
      )}
    </span>
  );
}
