import { useRead } from '../api/queries.ts';
import { Empty, Facts, Notice, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { CeremonyState } from './ceremony-state.tsx';
import { LotPrices } from './lot-prices.tsx';
import type { Lot, Opening, RecordedBid, Tender } from './shapes.ts';
import { useText } from './text.ts';

/** The record of an opening (开标记录): its times, its root, and lot by lot who bid at which prices. */
export function OpeningRecord({ tender, cancelled }: { readonly tender: Tender; readonly cancelled: boolean }) {
  const say = useText();
  const opening = useRead('GET /v1/tenders/{id}/opening', { path: { id: tender.id } });
  if (cancelled && opening.error) {
    return (
      <Section title={say('record')}>
        <Empty title={say('never')}>
          <p>{say('never.detail')}</p>
        </Empty>
      </Section>
    );
  }
  return <Reading of={opening}>{(it) => <Recorded tender={tender} opening={it} />}</Reading>;
}

function Recorded({ tender, opening }: { readonly tender: Tender; readonly opening: Opening }) {
  const say = useText();
  const { bids, failedLots, perLot, ceremony } = opening;
  const unopened = bids.filter(({ state }) => state === 'unopened');
  const bidders = new Map(perLot.map(({ lot, bidders: count }) => [lot, count]));
  return (
    <>
      <Section title={say('opening')}>
        <OpeningFacts tender={tender} opening={opening} />
      </Section>
      {tender.lots.map((lot, at) => (
        <Section
          key={lot.id}
          title={`${say('lot')} ${at + 1} · ${lot.title}`}
          more={<span className="j-small">{say('bidders', { count: bidders.get(lot.id) ?? 0 })}</span>}
        >
          {failedLots.includes(lot.id) ? <Failed count={bidders.get(lot.id) ?? 0} /> : <Opened lot={lot} bids={bids} />}
        </Section>
      ))}
      {unopened.length > 0 && (
        <Section title={say('unopened')}>
          <Table
            caption={say('unopened')}
            columns={[
              { title: say('bidder'), of: ({ name }) => name },
              { title: say('why'), of: ({ reason = '' }) => sayCode(say, 'unopened', reason) },
            ]}
            items={unopened}
            keyOf={({ supplier }) => supplier}
          />
        </Section>
      )}
      {ceremony !== undefined && (
        <Section title={say('ceremony')} more={ceremony.way && <Tag>{say(`way.${ceremony.way}`)}</Tag>}>
          <p>{say('ceremony.of', { threshold: ceremony.threshold, holders: ceremony.holders })}</p>
          <CeremonyState ceremony={ceremony} />
        </Section>
      )}
    </>
  );
}

function OpeningFacts({ tender, opening }: { readonly tender: Tender; readonly opening: Opening }) {
  const say = useText();
  const { lawfulAt, frozenAt, decryptedAt, count, withdrawn, stale, root } = opening;
  return (
    <>
      <Facts
        items={[
          [say('buyer'), tender.buyer.name],
          [say('lawfulAt'), <Moment key="lawful" at={lawfulAt} />],
          [say('frozenAt'), <Moment key="frozen" at={frozenAt} />],
          [say('decryptedAt'), decryptedAt === null ? say('notDecrypted') : <Moment key="open" at={decryptedAt} />],
          [say('count'), say('count.of', { count })],
          [say('withdrawn'), withdrawn > 0 ? say('count.of', { count: withdrawn }) : undefined],
          [say('stale'), stale > 0 ? say('count.of', { count: stale }) : undefined],
        ]}
      />
      <p>
        <span className="o-beside">{say('root')}</span>
        <code className="o-hash">{root}</code>
      </p>
      <p className="j-small">{say('root.detail')}</p>
    </>
  );
}

function Failed({ count }: { readonly count: number }) {
  const say = useText();
  return (
    <Notice tone="warn" title={say('failed')}>
      {say('failed.detail', { count })}
    </Notice>
  );
}

function Opened({ lot, bids }: { readonly lot: Lot; readonly bids: readonly RecordedBid[] }) {
  const say = useText();
  const offers = bids.flatMap((bid) => {
    const offer = bid.lots?.find(({ lotId }) => lotId === lot.id);
    return offer === undefined ? [] : [{ bid, offer }];
  });
  return offers.length === 0 ? <p>{say('nobody')}</p> : <LotPrices lot={lot} offers={offers} />;
}
