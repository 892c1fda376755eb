import type { Answer } from '../api/client.ts';
import { type Column, Facts, Notice, Section, Table } from '../kit/blocks.tsx';
import { Amount, Day, Moment, UnitPrice } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

type Opening = Answer<'GET /v1/tenders/{id}/opening'>;
type Bid = Opening['bids'][number];
type Lot = Tender['lots'][number];

interface OpeningRecordProps {
  readonly tender: Tender;
  readonly opening: Opening;
}

/** The opening record (开标记录): how many bids, under which root, and what each offers for each lot. */
export function OpeningRecord({ tender: { lots }, opening }: OpeningRecordProps) {
  const say = useText();
  const { count, withdrawn, stale, frozenAt, decryptedAt, root, failedLots, bids } = opening;
  return (
    <>
      <Section title={say('record')}>
        <Facts
          items={[
            [say('record.count'), say('record.counts', { count, withdrawn, stale })],
            [say('record.frozenAt'), <Moment key="frozen" at={frozenAt} />],
            [say('record.decryptedAt'), decryptedAt && <Moment key="decrypted" at={decryptedAt} />],
            [
              say('record.root'),
              <code key="root" className="p-hash">
                {root}
              </code>,
            ],
          ]}
        />
      </Section>
      {lots.map((lot, at) => (
        <Section key={lot.id} title={`${say('lot', { number: at + 1 })}　${lot.title}`}>
          {failedLots.includes(lot.id) ? (
            <Notice tone="bad" title={say('record.failed')}>
              {say('record.failedDetail', {
                count: opening.perLot.find((each) => each.lot === lot.id)?.bidders ?? 0,
              })}
            </Notice>
          ) : (
            <LotBids lot={lot} bids={bids} />
          )}
        </Section>
      ))}
      {bids.some(({ state }) => state === 'unopened') && (
        <Section title={say('record.unopened')}>
          <ul>
            {bids
              .filter(({ state }) => state === 'unopened')
              .map(({ supplier, name }) => (
                <li key={supplier}>{name}</li>
              ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function LotBids({ lot, bids }: { readonly lot: Lot; readonly bids: readonly Bid[] }) {
  const say = useText();
  const offered = bids.flatMap((bid) => {
    const offer = bid.lots?.find(({ lotId }) => lotId === lot.id);
    return offer === undefined ? [] : [{ bid, offer }];
  });
  type Row = (typeof offered)[number];
  const columns: readonly Column<Row>[] = [
    { title: say('record.bidder'), of: ({ bid }) => bid.name },
    {
      title: say('record.prices'),
      of: ({ offer }) => (
        <ul className="p-plain">
          {offer.items.map(({ itemId, unitPrice, taxIncluded }) => {
            const at = lot.items.findIndex(({ id }) => id === itemId);
            return (
              <li key={itemId}>
                {say('record.item', { number: at + 1 })}{' '}
                <UnitPrice value={unitPrice} per={lot.items[at]?.quantity.unit ?? ''} />
                {!taxIncluded && ` ${say('record.taxToAdd')}`}
              </li>
            );
          })}
        </ul>
      ),
    },
    {
      title: say('record.total'),
      figure: true,
      of: ({ offer: { sum, total } }) => (
        <>
          <Amount value={sum ?? total} exact />
          {total !== undefined && sum !== undefined && total.amount !== sum.amount && (
            <p className="j-small">
              {say('record.stated')} <Amount value={total} exact />
            </p>
          )}
        </>
      ),
    },
    { title: say('record.validUntil'), of: ({ bid }) => <Day at={bid.validUntil} /> },
  ];
  return (
    <Table
      caption={say('record.of', { lot: lot.title })}
      columns={columns}
      items={offered}
      keyOf={({ bid }) => bid.supplier}
    />
  );
}
