import { useMemo, useRef } from 'react';
import { Section } from '../kit/blocks.tsx';
import { FaultsAt } from '../kit/faults.tsx';
import { TextField } from '../kit/fields.tsx';
import { AllocationFields } from './allocation-fields.tsx';
import { DeductionFields } from './deduction-fields.tsx';
import type { PartProps } from './facts-fields.tsx';
import { type DraftForm, emptyItem, emptyLot, type LotForm } from './form.ts';
import { FreightFields } from './freight-fields.tsx';
import { type ItemEdits, ItemRow } from './item-row.tsx';
import { MethodFields } from './method-fields.tsx';
import { PastePanel } from './paste-panel.tsx';
import { useText } from './text.ts';

/** The lots with their goods (标段与货物清单). */
export function LotsFields({ form, set }: PartProps) {
  const say = useText();
  const { lots } = form;
  const put = (row: string, change: (lot: LotForm) => LotForm) =>
    set({ lots: lots.map((each) => (each.row === row ? change(each) : each)) });
  return (
    <>
      <FaultsAt pointer="/lots" />
      {lots.map((lot, at) => (
        <LotFields
          key={lot.row}
          lot={lot}
          at={at}
          form={form}
          put={(change) => put(lot.row, change)}
          remove={lots.length > 1 ? () => set({ lots: lots.filter(({ row }) => row !== lot.row) }) : undefined}
        />
      ))}
      <p className="j-actions">
        <button type="button" className="j-button" onClick={() => set({ lots: [...lots, emptyLot()] })}>
          {say('lot.add')}
        </button>
      </p>
    </>
  );
}

interface LotFieldsProps {
  readonly lot: LotForm;
  readonly at: number;
  readonly form: DraftForm;
  put(change: (lot: LotForm) => LotForm): void;
  readonly remove: (() => void) | undefined;
}

function LotFields({ lot, at, form, put, remove }: LotFieldsProps) {
  const say = useText();
  const pointer = `/lots/${at}`;
  const edits = useItemEdits(put);
  return (
    <Section
      title={say('lot', { number: at + 1 })}
      more={
        remove !== undefined && (
          <button type="button" className="j-button" onClick={remove}>
            {say('lot.remove')}
          </button>
        )
      }
    >
      <div className="j-fields">
        <TextField
          pointer={`${pointer}/title`}
          label={say('lot.title')}
          maxLength={120}
          value={lot.title}
          onChange={(title) => put((now) => ({ ...now, title }))}
        />
        {(['estimate', 'ceiling', 'bidSecurity'] as const).map((name) => (
          <TextField
            key={name}
            pointer={`${pointer}/${name}`}
            label={say(`lot.${name}`)}
            figure
            value={lot[name]}
            onChange={(value) => put((now) => ({ ...now, [name]: value }))}
          />
        ))}
      </div>
      <FaultsAt pointer={pointer} />
      <AllocationFields
        allocation={lot.allocation}
        items={lot.items}
        pointer={pointer}
        set={(allocation) => put((now) => ({ ...now, allocation }))}
      />
      <FreightFields
        freight={lot.freight}
        items={lot.items}
        pointer={pointer}
        set={(freight) => put((now) => ({ ...now, freight }))}
      />
      <DeductionFields
        deductions={lot.deductions}
        regime={form.regime}
        pointer={pointer}
        set={(deductions) => put((now) => ({ ...now, deductions }))}
      />
      <MethodFields lot={lot} pointer={pointer} method={form.method} put={put} />
      <PastePanel
        onRows={(items) =>
          put((now) => ({ ...now, items: [...now.items.filter(({ category }) => category !== ''), ...items] }))
        }
      />
      <div className="j-table-frame">
        <table className="j-table p-items">
          <caption className="j-hidden">{say('lot.items', { number: at + 1 })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('item.number')}</th>
              <th scope="col">{say('item.goods')}</th>
              <th scope="col">{say('item.delivery')}</th>
              <th scope="col">{say('item.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {lot.items.map((item, place) => (
              <ItemRow
                key={item.row}
                item={item}
                pointer={`${pointer}/items/${place}`}
                number={place + 1}
                indexed={form.agreement !== undefined && form.agreement.rule !== 'fixed'}
                edits={edits}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="j-actions">
        <button
          type="button"
          className="j-button"
          onClick={() => put((now) => ({ ...now, items: [...now.items, emptyItem(now.items.at(-1))] }))}
        >
          {say('item.add')}
        </button>
      </p>
    </Section>
  );
}

/** Edits that stay the same functions, so that only the row that changed is drawn. */
function useItemEdits(put: LotFieldsProps['put']): ItemEdits {
  const now = useRef(put);
  now.current = put;
  return useMemo(
    () => ({
      put: (row, change) =>
        now.current((lot) => ({
          ...lot,
          items: lot.items.map((each) => (each.row === row ? { ...each, ...change } : each)),
        })),
      copy: (row) =>
        now.current((lot) => ({
          ...lot,
          items: lot.items.flatMap((each) => {
            if (each.row !== row) return [each];
            const { id: _, rest: __, ...goods } = each;
            return [each, { ...goods, row: crypto.randomUUID() }];
          }),
        })),
      remove: (row) =>
        now.current((lot) => {
          const left = lot.items.filter((each) => each.row !== row);
          return { ...lot, items: left.length === 0 ? [emptyItem()] : left };
        }),
    }),
    [],
  );
}
