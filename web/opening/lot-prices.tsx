import { type Column, Table, Tag } from '../kit/blocks.tsx';
import { grouped, percent, plain } from '../kit/format.ts';
import { Goods } from '../kit/goods.tsx';
import { Amount, Amounted, Day, Division, UnitPrice } from '../kit/values.tsx';
import type { Item, Lot, RecordedBid } from './shapes.ts';
import { useText } from './text.ts';

type Offer = NonNullable<RecordedBid['lots']>[number];

export interface Offered {
  readonly bid: RecordedBid;
  readonly offer: Offer;
}

/** What was read out for a lot (唱标): each bidder's sum, and every unit price beside the others'. */
export function LotPrices({ lot, offers }: { readonly lot: Lot; readonly offers: readonly Offered[] }) {
  return (
    <>
      <Sums lot={lot} offers={offers} />
      <UnitPrices lot={lot} offers={offers} />
    </>
  );
}

function Sums({ lot, offers }: { readonly lot: Lot; readonly offers: readonly Offered[] }) {
  const say = useText();
  const stated = offers.some(({ offer }) => offer.total !== undefined || offer.totalInWords !== undefined);
  const withTerms = offers.some(({ offer }) => offer.terms !== undefined);
  const columns: readonly Column<Offered>[] = [
    {
      title: say('bidder'),
      of: ({ bid }) => (
        <>
          {bid.name} {bid.state === 'opened-by-reveal' && <Tag>{say('revealed')}</Tag>}
        </>
      ),
    },
    { title: say('sum'), of: ({ offer }) => <Amount value={offer.sum} exact words />, figure: true },
    ...(stated
      ? [
          {
            title: say('stated'),
            of: ({ offer }: Offered) => (
              <>
                <Amount value={offer.total} exact /> {offer.totalInWords}
              </>
            ),
          },
        ]
      : []),
    ...(withTerms ? [{ title: say('terms'), of: ({ offer }: Offered) => <Terms terms={offer.terms} /> }] : []),
    { title: say('validUntil'), of: ({ bid }) => <Day at={bid.validUntil} /> },
    { title: say('attachments'), of: ({ bid }) => bid.attachments ?? 0, figure: true },
  ];
  return <Table caption={say('sums', { lot: lot.title })} columns={columns} items={offers} keyOf={keyOf} />;
}

const keyOf = ({ bid }: Offered): string => bid.supplier;

function Terms({ terms }: { readonly terms: Offer['terms'] }) {
  const say = useText();
  if (terms === undefined) return '—';
  const { capacity, minimumOrder, tiers = [], stockDivision } = terms;
  return (
    <ul className="o-terms">
      {capacity && (
        <li>
          {say('terms.capacity')} <Amounted value={capacity} />
        </li>
      )}
      {minimumOrder && (
        <li>
          {say('terms.minimumOrder')} <Amounted value={minimumOrder} />
        </li>
      )}
      {tiers.map(({ from, discount }) => (
        <li key={from.value}>
          {say('terms.tier')} <Amounted value={from} /> −{percent(discount)}
        </li>
      ))}
      {stockDivision && (
        <li>
          {say('terms.stock')} <Division code={stockDivision} />
        </li>
      )}
    </ul>
  );
}

function UnitPrices({ lot, offers }: { readonly lot: Lot; readonly offers: readonly Offered[] }) {
  const say = useText();
  const columns: readonly Column<Item>[] = [
    {
      title: say('item'),
      of: (item) => (
        <>
          <Goods category={item.category} attributes={item.attributes} />
          <br />
          <Amounted value={item.quantity} />
        </>
      ),
    },
    ...offers.map(({ bid, offer }) => ({
      title: bid.name,
      of: (item: Item) => <Price item={item} offer={offer} />,
      figure: true,
    })),
  ];
  return (
    <Table caption={say('unitPrices', { lot: lot.title })} columns={columns} items={lot.items} keyOf={({ id }) => id} />
  );
}

function Price({ item: { id, quantity }, offer }: { readonly item: Item; readonly offer: Offer }) {
  const say = useText();
  const offered = offer.items.find(({ itemId }) => itemId === id);
  if (offered === undefined) return <span className="j-muted">{say('notOffered')}</span>;
  const { unitPrice, taxIncluded, taxRate, freight, quantityOffered } = offered;
  const amount = offer.amounts?.find(({ itemId }) => itemId === id)?.amount;
  return (
    <>
      <UnitPrice value={unitPrice} per={quantity.unit} />
      <span className="o-beside">
        {say(taxIncluded ? 'taxIn' : 'taxOut', { rate: percent(taxRate) })}
        {freight !== undefined && ` · ${say('freight', { freight: grouped(plain(freight.amount)) })}`}
      </span>
      {quantityOffered !== undefined && (
        <span className="o-beside">
          {say('offered')} <Amounted value={quantityOffered} />
        </span>
      )}
      {amount !== undefined && (
        <span className="o-beside">
          {say('lineSum')} <Amount value={amount} exact />
        </span>
      )}
    </>
  );
}
