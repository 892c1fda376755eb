import type { AttributeValue } from '../../shared/commodity/model.ts';
import type { Answer } from '../api/client.ts';
import { Field } from './fields.tsx';
import { useLanguage } from './language.ts';
import { useText } from './text.ts';

export type Category = Answer<'GET /v1/catalogue/categories/{code}'>;
type Attribute = Category['attributes'][number];
type Attributes = Readonly<Record<string, AttributeValue>>;

interface AttributesFieldsProps {
  readonly pointer: string;
  readonly category: Category;
  readonly attributes: Attributes;
  set(attributes: Attributes): void;
}

/** The specification of goods, by what their category asks for (规格参数): required first. */
export function AttributesFields({ pointer, category, attributes, set }: AttributesFieldsProps) {
  const language = useLanguage();
  const put = (name: string, value: AttributeValue | undefined) => {
    const { [name]: _, ...rest } = attributes;
    set(value === undefined ? rest : { ...rest, [name]: value });
  };
  const ordered = [...category.attributes].sort((a, b) => Number(b.required) - Number(a.required));
  return (
    <div className="j-fields j-spec">
      {ordered.map((attribute) => {
        const { name, label, unit, required } = attribute;
        const words = `${label[language]}${unit === undefined ? '' : ` ${unit}`}${required ? ' *' : ''}`;
        return (
          <Field key={name} pointer={`${pointer}/${name}`} label={words}>
            {(input) => (
              <AttributeInput
                attribute={attribute}
                input={input}
                value={attributes[name]}
                put={(value) => put(name, value)}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

interface AttributeInputProps {
  readonly attribute: Attribute;
  readonly input: object;
  readonly value: AttributeValue | undefined;
  put(value: AttributeValue | undefined): void;
}

function AttributeInput({ attribute: { type, values = [] }, input, value, put }: AttributeInputProps) {
  const say = useText();
  const language = useLanguage();
  if (type === 'boolean') {
    return (
      <select
        {...input}
        value={value === undefined ? '' : String(value)}
        onChange={({ target }) => put(target.value === '' ? undefined : target.value === 'true')}
      >
        <option value="">{say('unsaid')}</option>
        <option value="true">{say('yes')}</option>
        <option value="false">{say('no')}</option>
      </select>
    );
  }
  if (type === 'enum') {
    return (
      <select
        {...input}
        value={value === undefined ? '' : String(value)}
        onChange={({ target }) => put(values.find((each) => String(each.value) === target.value)?.value)}
      >
        <option value="">{say('unsaid')}</option>
        {values.map((each) => (
          <option key={each.value} value={String(each.value)}>
            {each.label?.[language] ?? each.value}
          </option>
        ))}
      </select>
    );
  }
  // A whole number is a JSON number, a fraction a decimal string; what is neither the API refuses.
  const read = (text: string): AttributeValue => (type !== 'text' && /^\d{1,9}$/.test(text) ? Number(text) : text);
  return (
    <input
      {...input}
      value={value === undefined ? '' : String(value)}
      inputMode={type === 'text' ? 'text' : 'decimal'}
      onChange={({ target }) => put(target.value === '' ? undefined : read(target.value))}
    />
  );
}
