import { memo, useState } from 'react';
import { divisions } from '../../shared/commodity/divisions.ts';
import { useRead } from '../api/queries.ts';
import { AttributesFields } from '../kit/attributes-fields.tsx';
import { FaultsAt } from '../kit/faults.tsx';
import { ChoiceField, Field, TextField } from '../kit/fields.tsx';
import { CategoryOptions, Spec } from '../kit/goods.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { Conversions } from './conversions.tsx';
import type { Basis, ItemForm, Unit } from './form.ts';
import { IndexFields } from './index-fields.tsx';
import { useText } from './text.ts';

export interface ItemEdits {
  put(row: string, change: Partial<ItemForm>): void;
  copy(row: string): void;
  remove(row: string): void;
}

interface ItemRowProps {
  readonly item: ItemForm;
  readonly pointer: string;
  readonly number: number;
  /** Prices follow an index, which each item names. */
  readonly indexed: boolean;
  readonly edits: ItemEdits;
}

/** One line of the list of goods: what, how much, where to and by when. Rows that did not change are not drawn again. */
export const ItemRow = memo(function ItemRow({ item, pointer, number, indexed, edits }: ItemRowProps) {
  const say = useText();
  const { row } = item;
  return (
    <tr>
      <th scope="row" data-title={say('item.number')}>
        {number}
      </th>
      <td data-title={say('item.goods')}>
        <GoodsCell item={item} pointer={pointer} put={(change) => edits.put(row, change)} />
        {indexed && <IndexFields item={item} pointer={pointer} set={(priceIndex) => edits.put(row, { priceIndex })} />}
      </td>
      <td data-title={say('item.delivery')}>
        <DeliveryCell item={item} pointer={pointer} put={(change) => edits.put(row, change)} />
      </td>
      <td data-title={say('item.actions')}>
        <div className="p-buttons">
          <button type="button" className="j-button" onClick={() => edits.copy(row)}>
            {say('copy')}
          </button>
          <button
            type="button"
            className="j-button"
            aria-label={say('item.remove', { number })}
            onClick={() => edits.remove(row)}
          >
            {say('remove')}
          </button>
        </div>
      </td>
    </tr>
  );
});

interface CellProps {
  readonly item: ItemForm;
  readonly pointer: string;
  put(change: Partial<ItemForm>): void;
}

function GoodsCell({ item, pointer, put }: CellProps) {
  const say = useText();
  const { category, attributes, unread = [] } = item;
  const [open, setOpen] = useState(category === '' || unread.length > 0);
  const { data } = useRead(
    'GET /v1/catalogue/categories/{code}',
    { path: { code: category } },
    { enabled: category !== '' },
  );
  const known = data?.code === category ? data : undefined;
  return (
    <div className="j-stack">
      <div className="j-fields">
        <CategoryField item={item} pointer={pointer} put={put} />
        {known !== undefined && (
          <QuantityFields
            item={item}
            pointer={pointer}
            put={put}
            units={known.tradingUnits}
            bases={known.weighingBases}
          />
        )}
      </div>
      {known !== undefined && (
        <div className="p-line">
          <Spec category={category} attributes={attributes} />
          <button type="button" className="j-link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {say(open ? 'item.specClose' : 'item.specOpen')}
          </button>
        </div>
      )}
      <FaultsAt pointer={`${pointer}/attributes`} />
      {unread.length > 0 && <p className="j-advised">{say('item.unread', { text: unread.join('、') })}</p>}
      {open && known !== undefined && (
        <>
          <AttributesFields
            pointer={`${pointer}/attributes`}
            category={known}
            attributes={attributes}
            set={(next) => put({ attributes: next })}
          />
          <Conversions item={item} category={known} />
        </>
      )}
    </div>
  );
}

function CategoryField({ item: { category }, pointer, put }: CellProps) {
  const say = useText();
  return (
    <Field pointer={`${pointer}/category`} label={say('item.category')}>
      {(input) => (
        <select
          {...input}
          value={category}
          onChange={({ target }) => put({ category: target.value, attributes: {}, unit: '', basis: '' })}
        >
          <option value="">{say('choose')}</option>
          <CategoryOptions />
        </select>
      )}
    </Field>
  );
}

interface QuantityFieldsProps extends CellProps {
  readonly units: readonly Unit[];
  readonly bases: readonly Basis[];
}

function QuantityFields({ item: { value, unit, basis }, pointer, put, units, bases }: QuantityFieldsProps) {
  const say = useText();
  const sayKit = useKitText();
  const byMass = unit === 'TNE' || unit === 'KGM';
  return (
    <>
      <TextField
        pointer={`${pointer}/quantity`}
        label={say('item.quantity')}
        figure
        narrow
        value={value}
        onChange={(next) => put({ value: next })}
      />
      <ChoiceField
        pointer={`${pointer}/quantity/unit`}
        label={say('item.unit')}
        none={say('choose')}
        value={unit}
        choices={units.map((each) => [each, sayKit(`unit.${each}`)])}
        onChange={(next) => put({ unit: next as Unit, basis: '' })}
      />
      {byMass && (
        <ChoiceField
          pointer={`${pointer}/quantity/basis`}
          label={say('item.basis')}
          none={say('choose')}
          value={basis}
          choices={bases.map((each) => [each, sayKit(`basis.${each}`)])}
          onChange={(next) => put({ basis: next as Basis })}
        />
      )}
    </>
  );
}

function DeliveryCell({ item: { division, address, deliverBy }, pointer, put }: CellProps) {
  const say = useText();
  const language = useLanguage();
  const known = divisions().map(({ code, name }) => [code, name[language]] as const);
  const elsewhere = division !== '' && !known.some(([code]) => code === division);
  return (
    <div className="j-fields">
      <ChoiceField
        pointer={`${pointer}/deliveryPoint/division`}
        label={say('item.division')}
        none={say('choose')}
        value={division}
        choices={elsewhere ? [...known, [division, division]] : known}
        onChange={(next) => put({ division: next })}
      />
      <TextField
        pointer={`${pointer}/deliveryPoint/address`}
        label={say('item.address')}
        maxLength={200}
        value={address}
        onChange={(next) => put({ address: next })}
      />
      <TextField
        pointer={`${pointer}/deliverBy`}
        label={say('item.deliverBy')}
        type="date"
        value={deliverBy}
        onChange={(next) => put({ deliverBy: next })}
      />
    </div>
  );
}
