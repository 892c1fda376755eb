import { type FormEvent, useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { isAttribute, withFilter } from './asked.ts';
import './catalogue.css';
import { CategorySelect } from './category-select.tsx';
import { Converted } from './converted.tsx';
import { type Attribute, type Category, useCategory, valueText } from './goods.ts';
import { attributesOf } from './product-body.ts';
import { useText } from './text.ts';

type Unit = Body<'POST /v1/conversions'>['to'];

/** Tonnes, metres, pieces and sheets of described goods (单位换算), each step with its formula and source. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const code = search.get('category') ?? '';
  const category = useCategory(code);
  return (
    <PageFrame title={say('convert')}>
      <p className="j-muted">{say('convert.lead')}</p>
      <Section title={say('goods')}>
        <CategorySelect value={code} onChange={(next) => setSearch(withFilter(search, 'category', next))} />
        {category === undefined ? (
          <p className="j-small">{say('convert.choose')}</p>
        ) : (
          <Converter key={code} category={category} search={search} />
        )}
      </Section>
    </PageFrame>
  );
}

interface ConverterProps {
  readonly category: Category;
  readonly search: URLSearchParams;
}

function Converter({ category, search }: ConverterProps) {
  const say = useText();
  const sayKit = useKitText();
  const { code, attributes, conversions = [], formulas } = category;
  const units = [...new Set(conversions.flatMap(({ from, to }) => [from, to]))];
  const first = units.find((unit) => unit === search.get('from')) ?? units[0];
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(
      [...search].filter(([name]) => isAttribute(name)).map(([name, value]) => [name.slice(5), value]),
    ),
  );
  const [value, setValue] = useState('1');
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(['TNE' as const, ...units].find((unit) => unit !== first && units.includes(unit)));
  const convert = useWrite('POST /v1/conversions');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from === undefined || to === undefined) return;
    const body = { category: code, attributes: attributesOf(texts, attributes), quantity: { value, unit: from }, to };
    convert.mutate({ body: body as Body<'POST /v1/conversions'> });
  };
  const unitOf = (label: string, chosen: Unit | undefined, choose: (unit: Unit) => void) => (
    <label className="j-field">
      {label}
      <select className="j-input" value={chosen} onChange={({ target }) => choose(target.value as Unit)}>
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {sayKit(`unit.${unit}`)}
          </option>
        ))}
      </select>
    </label>
  );
  if (units.length === 0) return <p>{say('convert.none')}</p>;
  return (
    <>
      <form className="c-form" onSubmit={submit}>
        <div className="j-fields">
          {attributes.map((attribute) => (
            <SpecField
              key={attribute.name}
              attribute={attribute}
              value={texts[attribute.name] ?? ''}
              onChange={(text) => setTexts({ ...texts, [attribute.name]: text })}
            />
          ))}
        </div>
        <div className="j-fields">
          <label className="j-field">
            {say('convert.value')}
            <input
              className="j-input"
              inputMode="decimal"
              required
              value={value}
              onChange={({ target }) => setValue(target.value)}
            />
          </label>
          {unitOf(say('convert.from'), from, setFrom)}
          {unitOf(say('convert.to'), to, setTo)}
          <button type="submit" className="j-button j-button-primary" disabled={convert.isPending}>
            {say('convert.go')}
          </button>
        </div>
        <ProblemAlert error={convert.error} />
      </form>
      <div aria-live="polite">
        {convert.data && convert.variables && (
          <Converted asked={convert.variables.body.quantity} conversion={convert.data} formulas={formulas} />
        )}
      </div>
    </>
  );
}

interface SpecFieldProps {
  readonly attribute: Attribute;
  readonly value: string;
  onChange(text: string): void;
}

function SpecField({ attribute, value, onChange }: SpecFieldProps) {
  const id = useId();
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  const { label, unit, type, values } = attribute;
  const options =
    type === 'boolean'
      ? [['true', sayKit('yes')] as const, ['false', sayKit('no')] as const]
      : values?.map((each) => [String(each.value), valueText(attribute, each.value, language)] as const);
  return (
    <label className="j-field" htmlFor={id}>
      {unit === undefined ? label[language] : `${label[language]} (${unit})`}
      {options === undefined ? (
        <input id={id} className="j-input" value={value} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <select id={id} className="j-input" value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{say('any')}</option>
          {options.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}
