import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { parseDecimal } from '../../shared/kernel/ratio.ts';
import { call, serverNow } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { type Column, Table } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { Goods } from '../kit/goods.tsx';
import { typed, unitKey } from '../kit/typed.ts';
import { Address, Amount, Amounted, UnitPrice } from '../kit/values.tsx';
import type { Agreement, Item, Row } from './agreement.ts';
import { useText } from './text.ts';
import { type Quantity, quantityOf, useUnits } from './units.ts';

/** A line as it is typed. */
export interface BasketLine {
  readonly value: string;
  readonly unit: string;
  readonly deliverBy: string;
}

/** Lines by item; one without a figure is not ordered. */
export type Basket = Readonly<Record<string, BasketLine>>;

export const typedQuantity = (line: BasketLine | undefined): Quantity =>
  quantityOf(line?.value ?? '', line?.unit ?? '');

interface BasketProps {
  readonly agreement: Agreement;
  readonly items: ReadonlyMap<string, Item>;
  readonly rows: readonly Row[];
  readonly lines: Basket;
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (lines: Basket) => void;
}

/** What a buyer may order of a supplier: each item with what is left of it, and a line to fill in. */
export function Basket({ agreement, items, rows, lines, faults, onChange }: BasketProps) {
  const say = useText();
  const lineOf = (row: Row): BasketLine => lines[row.item] ?? { value: '', unit: unitKey(row), deliverBy: '' };
  const put = (row: Row, change: Partial<BasketLine>) =>
    onChange({ ...lines, [row.item]: { ...lineOf(row), ...change } });
  const columns: readonly Column<Row>[] = [
    {
      title: say('goods'),
      of: ({ item }) => <ItemGoods item={items.get(item)} />,
    },
    {
      title: say('left'),
      of: ({ left, unit, basis }) => <Amounted value={{ value: left, unit, ...(basis && { basis }) }} />,
      figure: true,
    },
    {
      title: say('quantity'),
      of: (row) => (
        <QuantityFields
          row={row}
          category={items.get(row.item)?.category ?? ''}
          line={lineOf(row)}
          fault={faults.get(`${row.item}/quantity`)}
          onChange={(change) => put(row, change)}
        />
      ),
    },
    {
      title: say('deliverBy'),
      of: (row) => (
        <DeliverByField
          item={row.item}
          line={lineOf(row)}
          fault={faults.get(`${row.item}/deliverBy`)}
          onChange={(deliverBy) => put(row, { deliverBy })}
        />
      ),
    },
    {
      title: say('preview'),
      of: (row) => <Preview agreement={agreement.id} row={row} line={lineOf(row)} />,
      figure: true,
    },
  ];
  return <Table caption={say('order.lines')} columns={columns} items={rows} keyOf={({ item }) => item} />;
}

/** What an item is, and where it goes. */
export function ItemGoods({ item }: { readonly item: Item | undefined }) {
  if (item === undefined) return null;
  const { division, address } = item.deliveryPoint;
  return (
    <span>
      <Goods category={item.category} attributes={item.attributes} />
      <span className="c-under j-small">
        <Address of={{ division, address }} />
      </span>
    </span>
  );
}

interface DeliverByFieldProps {
  readonly item: string;
  readonly line: BasketLine;
  readonly fault: string | undefined;
  readonly onChange: (deliverBy: string) => void;
}

/** The day that a line has to be there: asked for once the line has a figure. */
export function DeliverByField({ item, line: { value, deliverBy }, fault, onChange }: DeliverByFieldProps) {
  return (
    <CellField
      id={`${item}-by`}
      label={useText()('deliverBy')}
      type="date"
      value={deliverBy}
      asked={value.trim() !== '' && deliverBy === ''}
      fault={fault}
      onChange={onChange}
    />
  );
}

interface QuantityFieldsProps {
  readonly row: { readonly item: string; readonly unit: string; readonly basis?: string };
  readonly category: string;
  readonly line: BasketLine;
  readonly fault: string | undefined;
  readonly onChange: (change: Partial<BasketLine>) => void;
}

/** A figure and a unit that the goods trade in. */
export function QuantityFields({ row, category, line, fault, onChange }: QuantityFieldsProps) {
  const say = useText();
  const units = useUnits(category, row);
  return (
    <span className="c-fields">
      <CellField
        id={`${row.item}-value`}
        label={say('quantity')}
        figure
        value={line.value}
        fault={fault}
        onChange={(value) => onChange({ value })}
      />
      <CellField
        id={`${row.item}-unit`}
        label={say('unit')}
        value={line.unit}
        options={units}
        fault={undefined}
        onChange={(unit) => onChange({ unit })}
      />
    </span>
  );
}

/** What the line would cost by the prices of today (结算价预览), and whether that may still move. */
function Preview({
  agreement,
  row,
  line,
}: {
  readonly agreement: string;
  readonly row: Row;
  readonly line: BasketLine;
}) {
  const say = useText();
  const { value, unit, deliverBy } = useDeferredValue(line);
  const today = new Date(serverNow() + 8 * 3_600_000).toISOString().slice(0, 10);
  const body = {
    itemId: row.item,
    supplier: row.supplier,
    orderedOn: today,
    ...(deliverBy === '' ? {} : { deliveredOn: deliverBy }),
    quantity: quantityOf(value, unit),
  };
  const { data, error } = useQuery({
    queryKey: ['POST /v1/agreements/{id}/price-preview', agreement, body],
    queryFn: ({ signal }) =>
      call('POST /v1/agreements/{id}/price-preview', { path: { id: agreement }, body }, { signal }),
    enabled: isFigure(typed(value)),
    retry: false,
  });
  if (!isFigure(typed(value))) return <>—</>;
  if (error) return <span className="j-small">{error instanceof ApiProblem ? error.problem.title : '—'}</span>;
  if (data === undefined) return <>…</>;
  return (
    <span>
      <Amount value={data.amounts?.amount} exact />
      <span className="c-under j-small">
        <UnitPrice value={data.steps.price} per={row.unit} /> {!data.final && say('preview.moves')}
      </span>
    </span>
  );
}

function isFigure(text: string): boolean {
  try {
    return parseDecimal(text, 6).n > 0n;
  } catch {
    return false;
  }
}
