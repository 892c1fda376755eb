import { useId, useState } from 'react';
import { useRead } from '../api/queries.ts';
import { CellField } from '../kit/cell-field.tsx';
import { useLanguage } from '../kit/language.ts';
import type { NewGoods } from './draft.ts';
import type { Line, Round } from './round.ts';
import { useText } from './text.ts';
import { type Category, useUnitOptions } from './unit-options.ts';

interface AddGoodsProps {
  readonly round: Round;
  readonly onAdd: (goods: NewGoods) => void;
}

/** Goods that were not there last year: a category of the round, and its spec. */
export function AddGoods({ round, onAdd }: AddGoodsProps) {
  const say = useText();
  const id = useId();
  const language = useLanguage();
  const [code, setCode] = useState('');
  const { data: tree } = useRead('GET /v1/catalogue/categories', {});
  const family = tree?.items.find((each) => round.category === each.code || round.category.startsWith(`${each.code}.`));
  const choices = (family?.children ?? []).filter(
    (each) => each.status === 'active' && (round.category === family?.code || round.category === each.code),
  );
  const options = choices.map((each) => ({ value: each.code, label: each.name[language] }));
  return (
    <fieldset className="r-add">
      <legend>{say('add')}</legend>
      <CellField
        id={`${id}-category`}
        label={say('add.category')}
        shown
        value={code}
        options={options}
        fault={undefined}
        onChange={setCode}
      />
      {code !== '' && <SpecFields key={code} code={code} onAdd={onAdd} />}
    </fieldset>
  );
}

type Attribute = Category['attributes'][number];

function SpecFields({ code, onAdd }: Pick<AddGoodsProps, 'onAdd'> & { readonly code: string }) {
  const say = useText();
  const id = useId();
  const language = useLanguage();
  const units = useUnitOptions();
  const [spec, setSpec] = useState<Readonly<Record<string, string>>>({});
  const { data: category } = useRead('GET /v1/catalogue/categories/{code}', { path: { code } });
  if (category === undefined || category.code !== code) return null;
  const asked = category.attributes.filter(({ required }) => required);
  const complete = asked.every(({ name }) => (spec[name] ?? '') !== '');
  const add = () => {
    const attributes = Object.fromEntries(
      category.attributes.flatMap((each) => {
        const text = spec[each.name] ?? '';
        return text === '' ? [] : [[each.name, readValue(each, text)]];
      }),
    ) as Line['attributes'];
    onAdd({ category: code, attributes, unit: units(category, '')[0]?.value ?? '' });
    setSpec({});
  };
  return (
    <>
      {category.attributes.map((each) => (
        <CellField
          key={each.name}
          id={`${id}-${each.name}`}
          label={labelOf(each, language) + (each.required ? ' *' : '')}
          shown
          value={spec[each.name] ?? ''}
          {...(each.values === undefined && each.type !== 'boolean' ? {} : { options: optionsOf(each, say, language) })}
          figure={each.type === 'integer' || each.type === 'decimal'}
          fault={undefined}
          onChange={(value) => setSpec({ ...spec, [each.name]: value })}
        />
      ))}
      <button type="button" className="j-button" disabled={!complete} onClick={add}>
        {say('add.line')}
      </button>
    </>
  );
}

const labelOf = ({ label, unit }: Attribute, language: 'zh' | 'en'): string =>
  unit === undefined ? label[language] : `${label[language]} (${unit})`;

function optionsOf({ values, required }: Attribute, say: ReturnType<typeof useText>, language: 'zh' | 'en') {
  const listed = values?.map(({ value, label }) => ({
    value: String(value),
    label: label?.[language] ?? String(value),
  }));
  const known = listed ?? [true, false].map((each) => ({ value: String(each), label: say(each ? 'yes' : 'no') }));
  return required ? known : [{ value: '', label: say('choose.none') }, ...known];
}

/** What the API takes for an attribute: a listed value as it is listed, a measure as a number. */
function readValue({ type, values }: Attribute, text: string): string | number | boolean {
  const listed = values?.find(({ value }) => String(value) === text)?.value;
  if (listed !== undefined) return listed;
  if (type === 'boolean') return text === 'true';
  return type === 'integer' || type === 'decimal' ? Number(text) : text;
}
