import { useId, useState } from 'react';
import { money, parseMoney } from '../../shared/kernel/money.ts';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Notice } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { Check, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { typed } from '../kit/typed.ts';
import { Amounted } from '../kit/values.tsx';
import { type Fault, useFaultText } from './faults.tsx';
import { LineGoods } from './lines.tsx';
import { type Content, type Line, type Statement, today, useItems } from './model.ts';
import { useText } from './text.ts';

type Invoice = Body<'POST /v1/statements/{id}/invoices'>;
type Cells = Readonly<Record<'quantity' | 'unitPrice' | 'taxRate' | 'amount', string>>;
const cells = ['quantity', 'unitPrice', 'taxRate', 'amount'] as const;

/** What of a line a difference is about. */
const cellOf: Readonly<Record<string, (typeof cells)[number]>> = {
  'quantity-differs-from-delivery': 'quantity',
  'quantity-over-call-off': 'quantity',
  'price-differs': 'unitPrice',
  'tax-rate-differs': 'taxRate',
  'line-amount-differs': 'amount',
};

/** A supplier tells of an invoice (登记发票); it is held against the statement first, and what differs stands beside its field. */
export function InvoiceForm({ statement, content }: { readonly statement: Statement; readonly content: Content }) {
  const say = useText();
  const id = useId();
  const items = useItems(statement.agreement);
  const sayFault = useFaultText();
  const left = money(parseMoney(statement.amount) - parseMoney(statement.invoiced)).amount;
  const [head, setHead] = useState({ number: '', issuedOn: today(), amount: left });
  const [byLine, setByLine] = useState(false);
  const [told, setTold] = useState<Readonly<Record<string, Cells>>>({});
  const [faults, setFaults] = useState<readonly Fault[]>();
  const path = { id: statement.id };
  const record = useWrite('POST /v1/statements/{id}/invoices');
  const check = useWrite('POST /v1/statements/{id}/invoices/check', {
    onDone: ({ faults: found }) => (found.length === 0 ? record.mutate({ path, body }) : setFaults(found)),
  });
  const of = (line: Line): Cells => told[line.line] ?? asStated(line, content);
  const body: Invoice = {
    number: typed(head.number),
    issuedOn: head.issuedOn,
    amount: cny(head.amount),
    ...(byLine ? { lines: content.lines.map((line) => ({ line: line.line, ...lineBody(of(line)) })) } : {}),
  };
  const change = (next: () => void) => {
    setFaults(undefined);
    next();
  };
  const said = (some: readonly Fault[] = []) => (some.length === 0 ? undefined : some.map(sayFault).join(say('stop')));
  const headFault = (...codes: readonly string[]) => said(faults?.filter(({ code }) => codes.includes(code)));
  const ofLine = (line: Line, cell?: string) =>
    said(faults?.filter((each) => each.line === line.line && cellOf[each.code] === cell));
  const field = (key: keyof typeof head, more: { readonly type?: 'date'; readonly figure?: true } = {}) => (
    <TextField
      label={say(`invoice.${key}`)}
      pointer={`/${key}`}
      required
      {...more}
      value={head[key]}
      onChange={(value) => change(() => setHead({ ...head, [key]: value }))}
    />
  );
  const amountFault = headFault('amount-differs', 'lines-sum-differs', 'over-invoiced');
  const dayFault = headFault('invoiced-before-delivery');
  return (
    <PlainForm error={check.error ?? record.error} onSubmit={() => check.mutate({ path, body })}>
      <h3>{say('invoice.new')}</h3>
      <div className="j-grid">
        {field('number')}
        <div>
          {field('issuedOn', { type: 'date' })}
          {dayFault !== undefined && <p className="s-fault">{dayFault}</p>}
        </div>
        <div>
          {field('amount', { figure: true })}
          {amountFault !== undefined && <p className="s-fault">{amountFault}</p>}
        </div>
      </div>
      <Check label={say('invoice.byLine')} checked={byLine} onChange={(on) => change(() => setByLine(on))} />
      {byLine &&
        content.lines.map((line) => (
          <fieldset key={line.line} className="s-line-fields">
            <legend>
              <LineGoods line={line} attributes={items.get(line.item)?.attributes} /> <Amounted value={line.settled} />
            </legend>
            {cells.map((cell) => (
              <CellField
                key={cell}
                id={`${id}-${line.line}-${cell}`}
                label={say(`cell.${cell}`)}
                shown
                figure
                value={of(line)[cell]}
                fault={ofLine(line, cell)}
                onChange={(value) => change(() => setTold({ ...told, [line.line]: { ...of(line), [cell]: value } }))}
              />
            ))}
            {ofLine(line) !== undefined && <p className="s-fault">{ofLine(line)}</p>}
          </fieldset>
        ))}
      {!byLine && headFault('line-disputed') !== undefined && <p className="s-fault">{headFault('line-disputed')}</p>}
      {faults !== undefined && (
        <Notice tone="warn" title={say('invoice.differs')}>
          {say('invoice.differsDetail')}
        </Notice>
      )}
      <FormEnd submit={say('invoice.do')} disabled={check.isPending || record.isPending}>
        {faults !== undefined && (
          <button
            type="button"
            className="j-button"
            disabled={record.isPending}
            onClick={() => record.mutate({ path, body })}
          >
            {say('invoice.anyway')}
          </button>
        )}
      </FormEnd>
    </PlainForm>
  );
}

const cny = (amount: string) => ({ amount: typed(amount), currency: 'CNY' as const });

const lineBody = ({ quantity, unitPrice, taxRate, amount }: Cells) => ({
  quantity: typed(quantity),
  unitPrice: cny(unitPrice),
  taxRate: typed(taxRate),
  amount: cny(amount),
});

/** What the statement says of a line; its quantity where that is in the unit of the price already. */
const asStated = ({ settled, unit, price, taxRate, amount }: Line, { prices }: Content): Cells => ({
  quantity: settled.unit === unit ? settled.value : '',
  unitPrice: prices[price]?.price.amount ?? '',
  taxRate,
  amount: amount.amount,
});
