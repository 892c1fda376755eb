import { useRead } from '../api/queries.ts';
import { type Column, Empty, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { Amount, Day } from '../kit/values.tsx';
import { type Fault, FaultText } from './faults.tsx';
import { InvoiceForm } from './invoice-form.tsx';
import { LineGoods } from './lines.tsx';
import { type Content, type Side, type Statement, useItems } from './model.ts';
import { useText } from './text.ts';

interface Invoice {
  readonly invoice: string;
  readonly number: string;
  readonly amount: Statement['amount'];
  readonly issuedOn: string;
  readonly faults: readonly Fault[];
}

interface InvoicesProps {
  readonly statement: Statement;
  readonly content: Content;
  readonly side: Side | undefined;
}

/** Invoices and, beside each of their figures, what differs from call-off, delivery and statement (发票、三单匹配). */
export function Invoices({ statement, content, side }: InvoicesProps) {
  const say = useText();
  const { id, invoiced } = statement;
  const items = useItems(statement.agreement);
  const invoices = useRead('GET /v1/statements/{id}/invoices', { path: { id } });
  const lineOf = (name: string | undefined) => content.lines.find(({ line }) => line === name);
  const faultsOf = (faults: readonly Fault[], ...codes: readonly string[]) =>
    faults.filter(({ code }) => codes.includes(code)).map((each) => <FaultText key={each.code} fault={each} />);
  const columns: readonly Column<Invoice>[] = [
    { title: say('invoice.number'), of: ({ number }) => number },
    {
      title: say('invoice.issuedOn'),
      of: ({ issuedOn, faults }) => (
        <span>
          <Day at={issuedOn} />
          {faultsOf(faults, 'invoiced-before-delivery')}
        </span>
      ),
    },
    {
      title: say('amount.withTax'),
      figure: true,
      of: ({ amount, faults }) => (
        <span>
          <Amount value={amount} exact />
          {faultsOf(faults, 'amount-differs', 'lines-sum-differs', 'over-invoiced')}
        </span>
      ),
    },
    {
      title: say('matched'),
      of: ({ faults }) => {
        const ofLines = faults.filter(({ line }) => line !== undefined);
        return (
          <span>
            <Tag tone={faults.length === 0 ? 'good' : 'bad'}>
              {faults.length === 0 ? say('matched.yes') : say('matched.no', { count: faults.length })}
            </Tag>
            {ofLines.map((fault) => {
              const line = lineOf(fault.line);
              return (
                <span key={fault.code + fault.line} className="s-under">
                  {line !== undefined && <LineGoods line={line} attributes={items.get(line.item)?.attributes} />}
                  <FaultText fault={fault} />
                </span>
              );
            })}
          </span>
        );
      },
    },
  ];
  return (
    <Section
      title={say('invoices')}
      more={
        <span>
          {say('invoiced')} <Amount value={invoiced} exact />
        </span>
      }
    >
      <Reading of={invoices}>
        {({ items: all }) =>
          all.length === 0 ? (
            <Empty title={say('invoices.none')}>{say('invoices.noneDetail')}</Empty>
          ) : (
            <Table caption={say('invoices')} columns={columns} items={all} keyOf={({ invoice }) => invoice} />
          )
        }
      </Reading>
      {side === 'supplier' && <InvoiceForm key={invoiced.amount} statement={statement} content={content} />}
    </Section>
  );
}
