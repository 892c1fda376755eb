import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { Goods } from '../kit/goods.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { unitKey } from '../kit/typed.ts';
import { useUnitLabel } from '../kit/unit-label.ts';
import type { CallOff } from './agreement.ts';
import { faultsOf } from './faults.ts';
import { useText } from './text.ts';
import { quantityOf } from './units.ts';

interface ChangeLinesProps {
  readonly callOff: CallOff;
  readonly onDone: () => void;
}

/** The buyer changes quantities and days of an order that nobody has answered yet (变更订单). */
export function ChangeLines({ callOff, onDone }: ChangeLinesProps) {
  const say = useText();
  const sayKit = useKitText();
  const [lines, setLines] = useState(() =>
    callOff.lines.map(({ item, quantity, deliverBy }) => ({ item, value: quantity.value, quantity, deliverBy })),
  );
  const change = useWrite('PATCH /v1/call-offs/{id}', { onDone });
  const { faults, placed } = faultsOf(change.error, (at) => lines[at]?.item);
  const unitLabel = useUnitLabel();
  const put = (item: string, next: Partial<(typeof lines)[number]>) =>
    setLines(lines.map((line) => (line.item === item ? { ...line, ...next } : line)));
  return (
    <div className="c-reason">
      {lines.map(({ item, value, quantity, deliverBy }, at) => (
        <fieldset key={item} className="c-line">
          <legend>
            <Goods category={callOff.lines[at]?.category ?? ''} attributes={callOff.lines[at]?.attributes ?? {}} />
          </legend>
          <CellField
            id={`change-${item}`}
            label={`${say('quantity')}（${unitLabel(quantity)}）`}
            shown
            figure
            value={value}
            fault={faults.get(`${item}/quantity`)}
            onChange={(next) => put(item, { value: next })}
          />
          <CellField
            id={`change-${item}-by`}
            label={say('deliverBy')}
            shown
            type="date"
            value={deliverBy}
            fault={faults.get(`${item}/deliverBy`)}
            onChange={(next) => put(item, { deliverBy: next })}
          />
        </fieldset>
      ))}
      <ProblemAlert error={placed ? undefined : change.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={change.isPending}
          onClick={() =>
            change.mutate({
              path: { id: callOff.id },
              body: {
                lines: lines.map(({ item, value, quantity, deliverBy }, at) => ({
                  itemId: item,
                  quantity: quantityOf(value, unitKey(quantity)),
                  deliverBy,
                  ...(callOff.lines[at] && { deliverTo: callOff.lines[at].deliverTo }),
                })),
              },
            })
          }
        >
          {say('change.do')}
        </button>
        <button type="button" className="j-button" onClick={onDone}>
          {sayKit('cancel')}
        </button>
      </p>
    </div>
  );
}
