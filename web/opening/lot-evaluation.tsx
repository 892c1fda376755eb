import { type Column, Notice, Section, Table, Tag } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amount } from '../kit/values.tsx';
import { BidSteps } from './bid-steps.tsx';
import { LotNotes } from './lot-notes.tsx';
import type { EvaluatedBid, EvaluatedLot, Tender } from './shapes.ts';
import { useText } from './text.ts';

/** A lot as it was compared: the ranking first, then how each bid came to its place. */
export function LotEvaluation({ tender, lot }: { readonly tender: Tender; readonly lot: EvaluatedLot }) {
  const say = useText();
  const at = tender.lots.findIndex(({ id }) => id === lot.lot);
  const { counted, needed } = lot.bidders;
  return (
    <Section
      title={`${say('lot')} ${at + 1} · ${tender.lots[at]?.title ?? ''}`}
      more={<span className="j-small">{say('counted', { counted, needed })}</span>}
    >
      {lot.failed !== undefined && <Notice tone="bad" title={say(`lotFailed.${lot.failed}`)} />}
      {lot.bids.length === 0 ? <p>{say('nobody')}</p> : <Ranking lot={lot} />}
      {lot.bids.length > 0 && (
        <div className="o-steps">
          <h3>{say('steps')}</h3>
          {lot.bids.map((bid) => (
            <BidSteps key={bid.supplier} tender={tender} lot={lot} bid={bid} />
          ))}
        </div>
      )}
      <LotNotes lot={lot} />
    </Section>
  );
}

function Ranking({ lot }: { readonly lot: EvaluatedLot }) {
  const say = useText();
  const scored = lot.bids.some(({ scores }) => scores !== undefined);
  const weighted = lot.bids.some((bid) => bid.weighted !== undefined);
  const deducted = lot.bids.some(({ deduction }) => deduction !== undefined);
  const columns: readonly (Column<EvaluatedBid> | false)[] = [
    { title: say('bidder'), of: ({ name }) => name },
    { title: say('rank'), of: ({ rank }) => (rank === null ? '—' : <strong>{rank}</strong>), figure: true },
    { title: say('price'), of: ({ price }) => <Amount value={price} exact />, figure: true },
    (deducted || weighted) && {
      title: say('evaluated'),
      of: ({ evaluated }) => <span className="j-figure">{grouped(evaluated.shown)}</span>,
      figure: true,
    },
    weighted && {
      title: say('weightedPrice'),
      of: (bid) => (bid.weighted === undefined ? '—' : grouped(bid.weighted.price.shown)),
      figure: true,
    },
    scored && {
      title: say('priceScore'),
      of: ({ scores }) => scores?.price.weighted.shown ?? '—',
      figure: true,
    },
    scored && { title: say('total'), of: ({ scores }) => scores?.total.shown ?? '—', figure: true },
    { title: say('finding'), of: (bid) => <Finding bid={bid} /> },
  ];
  return (
    <Table
      caption={say('ranking')}
      columns={columns.filter((column) => column !== false)}
      items={lot.bids}
      keyOf={({ supplier }) => supplier}
    />
  );
}

function Finding({ bid: { invalid, reasons = [] } }: { readonly bid: EvaluatedBid }) {
  const say = useText();
  if (invalid.length === 0) return <Tag tone="good">{say('valid')}</Tag>;
  return (
    <>
      {invalid.map((reason) => (
        <Tag key={reason} tone="bad">
          {sayCode(say, 'invalid', reason)}
        </Tag>
      ))}
      {reasons.map(({ text }) => (
        <span key={text} className="o-beside">
          {text}
        </span>
      ))}
    </>
  );
}
