import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { CellField } from '../kit/cell-field.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { type Agreement, partyName } from './agreement.ts';
import { useText } from './text.ts';

interface ActivatingProps {
  readonly agreement: Agreement;
  readonly onDone: () => void;
}

/** A reserve takes the place of a supplier in a lot, and what is left of its quota (启用备选供应商). */
export function Activating({ agreement, onDone }: ActivatingProps) {
  const say = useText();
  const activate = useWrite('POST /v1/agreements/{id}/reserves', { onDone });
  const lots = agreement.lots.filter(({ suppliers }) => suppliers.some(({ role }) => role === 'reserve'));
  const [lotId, setLot] = useState(lots[0]?.id ?? '');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { suppliers = [] } = lots.find(({ id }) => id === lotId) ?? {};
  const options = suppliers.map(({ supplier, rank, role }) => ({
    value: supplier,
    label: `${rank} · ${partyName(agreement, supplier) ?? ''}（${sayCode(say, 'role', role)}）`,
  }));
  return (
    <>
      <div className="j-fields">
        <CellField
          id="activate-lot"
          label={say('lot')}
          shown
          value={lotId}
          options={lots.map(({ id, title }) => ({ value: id, label: title }))}
          fault={undefined}
          onChange={(next) => {
            setLot(next);
            setFrom('');
            setTo('');
          }}
        />
        <CellField
          id="activate-from"
          label={say('reserves.from')}
          shown
          long
          value={from}
          options={options}
          fault={undefined}
          onChange={setFrom}
        />
        <CellField
          id="activate-to"
          label={say('reserves.to')}
          shown
          long
          value={to}
          options={options.filter(({ value }) => value !== from)}
          fault={undefined}
          onChange={setTo}
        />
      </div>
      <ReasonForm
        submit={say('reserves.do')}
        write={activate}
        onSubmit={(reason) => activate.mutate({ path: { id: agreement.id }, body: { lot: lotId, from, to, reason } })}
        onCancel={onDone}
      />
    </>
  );
}
