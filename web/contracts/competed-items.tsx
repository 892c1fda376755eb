import { type Column, Table } from '../kit/blocks.tsx';
import { unitKey } from '../kit/typed.ts';
import { Amounted } from '../kit/values.tsx';
import { type Agreement, type Item, partyName, type Row } from './agreement.ts';
import { type Basket, type BasketLine, DeliverByField, ItemGoods, QuantityFields } from './basket.tsx';
import { useText } from './text.ts';

interface CompetedItemsProps {
  readonly title: string;
  readonly agreement: Agreement;
  readonly items: readonly Item[];
  readonly rows: readonly Row[];
  readonly lines: Basket;
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (lines: Basket) => void;
}

/** A buyer's items of a lot, with what each supplier still holds of them, and what is competed for now. */
export function CompetedItems({ title, agreement, items, rows, lines, faults, onChange }: CompetedItemsProps) {
  const say = useText();
  const lineOf = ({ id, quantity }: Item): BasketLine =>
    lines[id] ?? { value: '', unit: unitKey(quantity), deliverBy: '' };
  const put = (item: Item, change: Partial<BasketLine>) =>
    onChange({ ...lines, [item.id]: { ...lineOf(item), ...change } });
  const columns: readonly Column<Item>[] = [
    { title: say('goods'), of: (item) => <ItemGoods item={item} /> },
    {
      title: say('left'),
      of: ({ id }) => (
        <ul className="c-list">
          {rows
            .filter(({ item }) => item === id)
            .map(({ supplier, left, unit, basis }) => (
              <li key={supplier}>
                {partyName(agreement, supplier)} <Amounted value={{ value: left, unit, ...(basis && { basis }) }} />
              </li>
            ))}
        </ul>
      ),
    },
    {
      title: say('quantity'),
      of: (item) => (
        <QuantityFields
          row={{ ...item.quantity, item: item.id }}
          category={item.category}
          line={lineOf(item)}
          fault={faults.get(`${item.id}/quantity`)}
          onChange={(change) => put(item, change)}
        />
      ),
    },
    {
      title: say('deliverBy'),
      of: (item) => (
        <DeliverByField
          item={item.id}
          line={lineOf(item)}
          fault={faults.get(`${item.id}/deliverBy`)}
          onChange={(deliverBy) => put(item, { deliverBy })}
        />
      ),
    },
  ];
  return <Table caption={title} columns={columns} items={items} keyOf={({ id }) => id} />;
}
