import { LotTerms } from '../kit/award/terms.tsx';
import { type Column, Facts, Section, Table } from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { Address, Amount, Amounted, Day } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

type Lot = Tender['lots'][number];
type Item = Lot['items'][number];

/** Each lot with what it is estimated at, and its items. */
export function Lots({ lots }: { readonly lots: readonly Lot[] }) {
  return lots.map((lot, at) => <OneLot key={lot.id} lot={lot} number={at + 1} />);
}

function OneLot({ lot, number }: { readonly lot: Lot; readonly number: number }) {
  const say = useText();
  const columns: readonly Column<Item>[] = [
    {
      title: say('item.goods'),
      of: ({ category, attributes }) => <Goods category={category} attributes={attributes} />,
    },
    { title: say('item.quantity'), of: ({ quantity }) => <Amounted value={quantity} />, figure: true },
    {
      title: say('item.place'),
      of: ({ deliveryPoint: { division, address } }) => (
        <>
          <Address of={{ division, address }} />
        </>
      ),
    },
    { title: say('item.by'), of: ({ deliverBy }) => <Day at={deliverBy} /> },
  ];
  return (
    <Section title={`${say('lots')} ${number} · ${lot.title}`}>
      <Facts
        items={[
          [say('lot.estimate'), lot.estimate && <Amount value={lot.estimate} />],
          [say('lot.ceiling'), lot.ceiling && <Amount value={lot.ceiling} />],
          [say('lot.security'), lot.bidSecurity && <Amount value={lot.bidSecurity} />],
        ]}
      />
      <LotTerms lot={lot} />
      <Table caption={lot.title} columns={columns} items={lot.items} keyOf={({ id }) => id} />
    </Section>
  );
}
