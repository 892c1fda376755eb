import { Checks, type Choice, Field } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import type { AttributeField } from './goods.tsx';
import { anything, type How, howsOf, type Limit, type Limits } from './limits.ts';
import { useText } from './text.ts';

interface SpecEditorProps {
  readonly fields: readonly AttributeField[];
  readonly limits: Limits;
  readonly onChange: (limits: Limits) => void;
}

/** The conditions on each attribute (规格条件), a row each. */
export function SpecEditor({ fields, limits, onChange }: SpecEditorProps) {
  return (
    <div className="m-attributes">
      {fields.map((field) => (
        <Attribute
          key={field.name}
          field={field}
          limit={limits[field.name] ?? anything}
          onChange={(limit) => onChange({ ...limits, [field.name]: limit })}
        />
      ))}
    </div>
  );
}

interface AttributeProps {
  readonly field: AttributeField;
  readonly limit: Limit;
  readonly onChange: (limit: Limit) => void;
}

function Attribute({ field, limit, onChange }: AttributeProps) {
  const say = useText();
  const language = useLanguage();
  const name = `${field.label[language]}${field.unit === undefined ? '' : ` (${field.unit})`}`;
  return (
    <fieldset className="m-attribute">
      <legend className="j-hidden">{name}</legend>
      <span className="m-attribute-name" aria-hidden="true">
        {name}
        {field.required && ' *'}
      </span>
      <select
        className="j-input"
        aria-label={say('limit.how', { name })}
        value={limit.how}
        onChange={({ target }) => onChange({ how: target.value as How, values: limit.values.slice(0, 2) })}
      >
        {howsOf(field).map((each) => (
          <option key={each} value={each}>
            {say(`limit.${each}`)}
          </option>
        ))}
      </select>
      <Field label={<span className="j-hidden">{name}</span>} pointer={`/attributes/${field.name}`}>
        {({ id }) => <Value id={id} name={name} field={field} limit={limit} onChange={onChange} />}
      </Field>
    </fieldset>
  );
}

function Value({ id, name, field, limit, onChange }: AttributeProps & { readonly id: string; readonly name: string }) {
  const say = useText();
  const choices = useChoices(field);
  const [first = '', second = ''] = limit.values;
  if (limit.how === 'any') return <input id={id} className="j-input" disabled value={say('limit.any')} />;
  if (limit.how === 'oneOf') {
    return (
      <div className="m-options" id={id}>
        <Checks
          legend={say('limit.oneOf')}
          choices={choices}
          chosen={limit.values}
          onChange={(values) => onChange({ ...limit, values })}
        />
      </div>
    );
  }
  if (limit.how === 'range') {
    return (
      <span className="m-range">
        <input
          id={id}
          className="j-input"
          inputMode="decimal"
          aria-label={say('limit.min', { name })}
          value={first}
          onChange={({ target }) => onChange({ ...limit, values: [target.value, second] })}
        />
        –
        <input
          className="j-input"
          inputMode="decimal"
          aria-label={say('limit.max', { name })}
          value={second}
          onChange={({ target }) => onChange({ ...limit, values: [first, target.value] })}
        />
      </span>
    );
  }
  return <OneValue id={id} field={field} value={first} onChange={(value) => onChange({ ...limit, values: [value] })} />;
}

interface OneValueProps {
  readonly id: string;
  readonly field: AttributeField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One value of an attribute: chosen where its values are listed, else typed. */
export function OneValue({ id, field, value, onChange }: OneValueProps) {
  const say = useText();
  const choices = useChoices(field);
  if (choices.length === 0) {
    const numeric = field.type === 'integer' || field.type === 'decimal';
    return (
      <input
        id={id}
        className="j-input"
        inputMode={numeric ? 'decimal' : undefined}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  return (
    <select id={id} className="j-input" value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{say('choose')}</option>
      {choices.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}

function useChoices({ type, values = [] }: AttributeField): readonly Choice[] {
  const language = useLanguage();
  const say = useText();
  if (type === 'boolean')
    return [
      ['true', say('yes')],
      ['false', say('no')],
    ];
  return values.map(({ value, label }) => [String(value), label?.[language] ?? String(value)]);
}
