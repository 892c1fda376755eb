import { useState } from 'react';
import { parseDecimal, sub, toDecimal } from '../../shared/kernel/ratio.ts';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { Goods } from '../kit/goods.tsx';
import { typed } from '../kit/typed.ts';
import { Amounted } from '../kit/values.tsx';
import type { Delivery } from './agreement.ts';
import { faultsOf } from './faults.ts';
import { useText } from './text.ts';
import type { Quantity } from './units.ts';

interface Judged {
  readonly rejected: string;
  readonly reason: string;
}

/** The buyer accepts or rejects line by line (验收); a rejection says why. */
export function Accepting({ delivery }: { readonly delivery: Delivery }) {
  const say = useText();
  const [judged, setJudged] = useState<Readonly<Record<string, Judged>>>({});
  const [remarks, setRemarks] = useState('');
  const accept = useWrite('POST /v1/deliveries/{id}/acceptance');
  const { faults, placed } = faultsOf(accept.error, (at) => delivery.lines[at]?.item);
  const of = (item: string): Judged => judged[item] ?? { rejected: '', reason: '' };
  const lines = delivery.lines.map(({ item, counted }) => {
    const { rejected, reason } = of(item);
    const back = typed(rejected) || '0';
    return {
      itemId: item,
      accepted: { ...counted, value: rest(counted.value, back) } as Quantity,
      rejected: { ...counted, value: back } as Quantity,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    };
  });
  const none = (quantity: Quantity) => /^-?0*(\.0*)?$/.test(quantity.value);
  const decision = lines.every((line) => none(line.rejected))
    ? ('accepted' as const)
    : lines.every((line) => none(line.accepted))
      ? ('rejected' as const)
      : ('partly-rejected' as const);
  return (
    <Section title={say('accepting')}>
      <p className="j-small">{say('accepting.about')}</p>
      {delivery.lines.map((line) => (
        <fieldset key={line.item} className="c-line">
          <legend>
            <Goods category={line.category} attributes={line.attributes} /> <Amounted value={line.counted} />
          </legend>
          <CellField
            id={`${line.item}-rejected`}
            label={say('accepting.rejected')}
            shown
            figure
            value={of(line.item).rejected}
            fault={faults.get(`${line.item}/rejected`) ?? faults.get(`${line.item}/accepted`)}
            onChange={(rejected) => setJudged({ ...judged, [line.item]: { ...of(line.item), rejected } })}
          />
          <CellField
            id={`${line.item}-why`}
            label={say('accepting.reason')}
            shown
            long
            value={of(line.item).reason}
            asked={of(line.item).rejected.trim() !== '' && of(line.item).reason.trim() === ''}
            fault={faults.get(`${line.item}/reason`)}
            onChange={(reason) => setJudged({ ...judged, [line.item]: { ...of(line.item), reason } })}
          />
        </fieldset>
      ))}
      <CellField
        id="remarks"
        label={say('remarks')}
        shown
        long
        value={remarks}
        fault={undefined}
        onChange={setRemarks}
      />
      <ProblemAlert error={placed ? undefined : accept.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={accept.isPending}
          onClick={() =>
            accept.mutate({
              path: { id: delivery.id },
              body: { lines, decision, ...(remarks.trim() === '' ? {} : { remarks: remarks.trim() }) },
            })
          }
        >
          {say(`decision.${decision}`)}
        </button>
      </p>
    </Section>
  );
}

/** What is not rejected; a figure that cannot be read goes as nothing rejected, beside the figure itself, and is refused. */
function rest(counted: string, rejected: string): string {
  try {
    return toDecimal(sub(parseDecimal(counted, 6), parseDecimal(rejected, 6)), 6) ?? counted;
  } catch {
    return counted;
  }
}
