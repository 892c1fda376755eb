import { type Column, Table } from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { Address, Amounted, Day } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

type Item = Tender['lots'][number]['items'][number];

/** The goods of a lot, to read (货物清单). */
export function ItemsTable({ items }: { readonly items: readonly Item[] }) {
  const say = useText();
  const columns: readonly Column<Item>[] = [
    {
      title: say('item.goods'),
      of: ({ category, attributes }) => <Goods category={category} attributes={attributes} />,
    },
    { title: say('item.quantity'), figure: true, of: ({ quantity }) => <Amounted value={quantity} /> },
    {
      title: say('item.place'),
      of: ({ deliveryPoint: { division, address } }) => (
        <>
          <Address of={{ division, address }} />
        </>
      ),
    },
    { title: say('item.deliverBy'), of: ({ deliverBy }) => <Day at={deliverBy} /> },
  ];
  return <Table caption={say('item.goods')} columns={columns} items={items} keyOf={({ id }) => id} />;
}
