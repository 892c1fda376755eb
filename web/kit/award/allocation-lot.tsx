import { type Column, Table } from '../blocks.tsx';
import { grouped, percent, plain } from '../format.ts';
import { Goods } from '../goods.tsx';
import { Amounted, Division } from '../values.tsx';
import { AllocationMap } from './map.tsx';
import type { AllocatedLot, Tender } from './places.ts';
import { useText } from './text.ts';

type Item = Tender['lots'][number]['items'][number];
type Awarded = AllocatedLot['awards'][number];

interface LotProps {
  readonly tender: Tender;
  readonly lot: AllocatedLot;
  nameOf(supplier: string): string;
}

/** Where goods go: drawn, row by row with a column a supplier (县 × 供应商), and what each supplier has in all. */
export function AllocationOfLot({ tender, lot, nameOf }: LotProps) {
  const say = useText();
  const { awards } = lot;
  const asked = (tender.lots.find(({ id }) => id === lot.lot)?.items ?? []).toSorted((a, b) =>
    a.deliveryPoint.division.localeCompare(b.deliveryPoint.division),
  );
  const columns: readonly Column<Item>[] = [
    {
      title: say('map.place'),
      of: ({ category, attributes, quantity, deliveryPoint: { division } }) => (
        <>
          <Division code={division} />
          <span className="a-beside">
            <Goods category={category} attributes={attributes} />
          </span>
          <span className="a-beside">
            {say('map.needs')} <Amounted value={quantity} />
          </span>
        </>
      ),
    },
    ...awards.map((award) => ({
      title: nameOf(award.supplier),
      of: ({ id }: Item) => <Cell award={award} item={id} />,
      figure: true,
    })),
  ];
  return (
    <>
      <AllocationMap tender={tender} lot={lot} nameOf={nameOf} />
      <Table caption={say('map.items')} columns={columns} items={asked} keyOf={({ id }) => id} />
      <Table
        caption={say('map.sums')}
        columns={[
          { title: say('bidder'), of: ({ supplier }) => nameOf(supplier) },
          { title: say('map.quantity'), of: ({ quantity }) => <Amounted value={quantity} />, figure: true },
          { title: say('map.share'), of: ({ share }) => percent(share.shown), figure: true },
          { title: say('map.goods'), of: ({ goods }) => grouped(goods.shown), figure: true },
          { title: say('map.discount'), of: ({ discount }) => percent(discount.total), figure: true },
          { title: say('map.freight'), of: ({ freight }) => grouped(freight.shown), figure: true },
          { title: say('map.price'), of: ({ price }) => grouped(price.shown), figure: true },
        ]}
        items={awards}
        keyOf={({ supplier }) => supplier}
      />
    </>
  );
}

function Cell({ award, item }: { readonly award: Awarded; readonly item: string }) {
  const part = award.items.find((each) => each.item === item);
  return part === undefined ? <span className="j-muted">—</span> : <b>{grouped(plain(part.quantity.value))}</b>;
}
