import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { Check, ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { typed } from '../kit/typed.ts';
import { useText } from './text.ts';

const units = ['TNE', 'KGM', 'MTR', 'MTK', 'MTQ', 'H87', 'BG'] as const;
const empty = { name: '', source: '', city: '', spec: '', taxRate: '0.13' };

/** A new series (建立价格指数): who publishes it, of what, a unit of what, with VAT or without. */
export function OpenIndex({ onCancel }: { readonly onCancel: () => void }) {
  const say = useText();
  const sayKit = useKitText();
  const go = useNavigate();
  const [told, setTold] = useState(empty);
  const [unit, setUnit] = useState<(typeof units)[number]>('TNE');
  const [taxIncluded, setTaxIncluded] = useState(true);
  const open = useWrite('POST /v1/price-indices', { onDone: ({ id }) => go(`/price-indices/${id}`) });
  const field = (key: keyof typeof empty, maxLength: number, hint?: string) => (
    <TextField
      label={say(`index.${key}`)}
      pointer={`/${key}`}
      required
      maxLength={maxLength}
      figure={key === 'taxRate'}
      {...(hint === undefined ? {} : { hint })}
      value={told[key]}
      onChange={(value) => setTold({ ...told, [key]: value })}
    />
  );
  const submit = () => {
    const body: Body<'POST /v1/price-indices'> = { ...told, taxRate: typed(told.taxRate), unit, taxIncluded };
    open.mutate({ body });
  };
  return (
    <Section title={say('index.open')}>
      <PlainForm error={open.error} onSubmit={submit}>
        <div className="j-grid">
          {field('name', 200, say('index.name.hint'))}
          {field('source', 200)}
          {field('city', 60)}
          {field('spec', 200)}
          <ChoiceField
            label={say('index.unit')}
            pointer="/unit"
            value={unit}
            choices={units.map((each) => [each, sayCode(sayKit, 'unit', each)])}
            onChange={(value) => setUnit(units.find((each) => each === value) ?? 'TNE')}
          />
          {field('taxRate', 10)}
        </div>
        <Check label={say('index.taxIncluded')} checked={taxIncluded} onChange={setTaxIncluded} />
        <FormEnd submit={say('index.open.do')} disabled={open.isPending}>
          <button type="button" className="j-button" onClick={onCancel}>
            {sayKit('cancel')}
          </button>
        </FormEnd>
      </PlainForm>
    </Section>
  );
}
