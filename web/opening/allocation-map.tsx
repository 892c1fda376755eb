import { type Column, Table } from '../kit/blocks.tsx';
import { grouped, percent, plain } from '../kit/format.ts';
import { Goods } from '../kit/goods.tsx';
import { Amounted, Division } from '../kit/values.tsx';
import { type Allocation, type Item, itemsOf, type Tender } from './shapes.ts';
import { useText } from './text.ts';

type AllocatedLot = Allocation['groups'][number]['lots'][number];
type Awarded = AllocatedLot['awards'][number];

interface MapProps {
  readonly tender: Tender;
  readonly lot: AllocatedLot;
  nameOf(supplier: string): string;
}

/** Where goods go, row by row, and from whom, column by column (县 × 供应商). */
export function AllocationMap({ tender, lot: { lot, awards }, nameOf }: MapProps) {
  const say = useText();
  const items = itemsOf(tender);
  const asked = (tender.lots.find(({ id }) => id === lot)?.items ?? []).toSorted((a, b) =>
    a.deliveryPoint.division.localeCompare(b.deliveryPoint.division),
  );
  const columns: readonly Column<Item>[] = [
    {
      title: say('map.place'),
      of: ({ id, category, attributes, deliveryPoint: { division } }) => (
        <>
          <Division code={division} />
          <span className="o-beside">
            <Goods category={category} attributes={attributes} />
          </span>
          <span className="o-beside">
            {say('map.needs')} <Amounted value={items.get(id)?.quantity ?? { value: '0', unit: '' }} />
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
      <Table caption={say('map')} columns={columns} items={asked} keyOf={({ id }) => id} />
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
