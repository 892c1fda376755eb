import { memo, useState } from 'react';
import { divisions } from '../../shared/commodity/divisions.ts';
import { useRead } from '../api/queries.ts';
import { CategoryOptions, Spec } from '../kit/goods.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { AttributesFields } from './attributes-fields.tsx';
import { Conversions } from './conversions.tsx';
import { FaultsAt, Field } from './field.tsx';
import type { Basis, ItemForm, Unit } from './form.ts';
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
  readonly edits: ItemEdits;
}

/** One line of the list of goods: what, how much, where to and by when. Rows that did not change are not drawn again. */
export const ItemRow = memo(function ItemRow({ item, pointer, number, edits }: ItemRowProps) {
  const say = useText();
  const { row } = item;
  return (
    <tr>
      <th scope="row" data-title={say('item.number')}>
        {number}
      </th>
      <td data-title={say('item.goods')}>
        <GoodsCell item={item} pointer={pointer} put={(change) => edits.put(row, change)} />
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
      {unread.length > 0 && <p className="p-advice">{say('item.unread', { text: unread.join('、') })}</p>}
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
      <Field pointer={`${pointer}/quantity`} label={say('item.quantity')}>
        {(input) => (
          <input
            {...input}
            className="j-input j-right p-narrow"
            inputMode="decimal"
            value={value}
            onChange={({ target }) => put({ value: target.value })}
          />
        )}
      </Field>
      <Field pointer={`${pointer}/quantity/unit`} label={say('item.unit')}>
        {(input) => (
          <select
            {...input}
            className="j-input p-narrow"
            value={unit}
            onChange={({ target }) => put({ unit: target.value as Unit, basis: '' })}
          >
            <option value="">{say('choose')}</option>
            {units.map((each) => (
              <option key={each} value={each}>
                {sayKit(`unit.${each}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {byMass && (
        <Field pointer={`${pointer}/quantity/basis`} label={say('item.basis')}>
          {(input) => (
            <select
              {...input}
              className="j-input p-narrow"
              value={basis}
              onChange={({ target }) => put({ basis: target.value as Basis })}
            >
              <option value="">{say('choose')}</option>
              {bases.map((each) => (
                <option key={each} value={each}>
                  {sayKit(`basis.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}

function DeliveryCell({ item: { division, address, deliverBy }, pointer, put }: CellProps) {
  const say = useText();
  const language = useLanguage();
  const known = divisions();
  return (
    <div className="j-fields">
      <Field pointer={`${pointer}/deliveryPoint/division`} label={say('item.division')}>
        {(input) => (
          <select {...input} value={division} onChange={({ target }) => put({ division: target.value })}>
            <option value="">{say('choose')}</option>
            {known.map(({ code, name }) => (
              <option key={code} value={code}>
                {name[language]}
              </option>
            ))}
            {division !== '' && !known.some(({ code }) => code === division) && (
              <option value={division}>{division}</option>
            )}
          </select>
        )}
      </Field>
      <Field pointer={`${pointer}/deliveryPoint/address`} label={say('item.address')}>
        {(input) => (
          <input {...input} value={address} maxLength={200} onChange={({ target }) => put({ address: target.value })} />
        )}
      </Field>
      <Field pointer={`${pointer}/deliverBy`} label={say('item.deliverBy')}>
        {(input) => (
          <input {...input} type="date" value={deliverBy} onChange={({ target }) => put({ deliverBy: target.value })} />
        )}
      </Field>
    </div>
  );
}
