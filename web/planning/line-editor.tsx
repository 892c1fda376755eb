import { useRead } from '../api/queries.ts';
import { AttributesFields } from '../kit/attributes-fields.tsx';
import { type Choice, ChoiceField, TextField } from '../kit/fields.tsx';
import { Spec } from '../kit/goods.tsx';
import { CategoryField } from '../kit/places.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { unitKey } from '../kit/typed.ts';
import type { LineForm } from './form.ts';
import { useText } from './text.ts';

interface LineEditorProps {
  readonly at: number;
  readonly line: LineForm;
  set(line: LineForm): void;
  remove?(): void;
}

const masses = ['TNE', 'KGM'];

/** One line of what a project needs: goods, how much, and when. */
export function LineEditor({ at, line, set, remove }: LineEditorProps) {
  const say = useText();
  const sayKit = useKitText();
  const { category, attributes, conditions, quantity, unit, from, to } = line;
  const { data } = useRead(
    'GET /v1/catalogue/categories/{code}',
    { path: { code: category } },
    { enabled: category !== '' },
  );
  const put = (change: Partial<LineForm>) => set({ ...line, ...change });
  const known = data?.code === category ? data : undefined;
  const units = (known?.tradingUnits ?? []).flatMap((each): Choice[] => {
    const words = sayCode(sayKit, 'unit', each);
    const bases = masses.includes(each) ? (known?.weighingBases ?? []) : [];
    if (bases.length === 0) return [[each, words]];
    return bases.map((basis) => [unitKey({ unit: each, basis }), `${words} · ${sayCode(sayKit, 'basis', basis)}`]);
  });
  return (
    <li>
      <fieldset className="l-line">
        <legend>{say('line', { number: at + 1 })}</legend>
        <div className="j-fields">
          <CategoryField
            label={say('category')}
            pointer={`/lines/${at}/category`}
            required
            none={say('choose')}
            value={category}
            onChange={(value) => put({ category: value, attributes: {}, conditions: {}, unit: '' })}
          />
          <TextField
            label={say('quantity')}
            pointer={`/lines/${at}/quantity`}
            figure
            value={quantity}
            onChange={(value) => put({ quantity: value })}
          />
          <ChoiceField
            label={say('unit')}
            required={quantity !== ''}
            none={say('choose')}
            value={unit}
            onChange={(value) => put({ unit: value })}
            choices={units}
          />
          <TextField
            label={say('from')}
            pointer={`/lines/${at}/window/from`}
            type="date"
            required
            value={from}
            onChange={(value) => put({ from: value })}
          />
          <TextField
            label={say('to')}
            pointer={`/lines/${at}/window/to`}
            type="date"
            required
            value={to}
            onChange={(value) => put({ to: value })}
          />
        </div>
        {known !== undefined && (
          <AttributesFields
            pointer={`/lines/${at}/attributes`}
            category={{
              ...known,
              attributes: known.attributes.filter(({ name }) => conditions[name] === undefined),
            }}
            attributes={attributes}
            set={(changed) => put({ attributes: changed })}
          />
        )}
        {Object.keys(conditions).length > 0 && (
          <p className="j-small">
            {say('line.conditions')} <Spec category={category} attributes={conditions} />{' '}
            <button type="button" className="j-link" onClick={() => put({ conditions: {} })}>
              {say('line.dropConditions')}
            </button>
          </p>
        )}
        {remove !== undefined && (
          <p className="j-actions">
            <button type="button" className="j-button" onClick={remove}>
              {say('line.remove', { number: at + 1 })}
            </button>
          </p>
        )}
      </fieldset>
    </li>
  );
}
