import type { Answer } from '../api/client.ts';
import { type Column, Notice, Section, Table, Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

export type Evaluation = Answer<'GET /v1/tenders/{id}/evaluation'>;
type Lot = Evaluation['lots'][number];
type Bid = Lot['bids'][number];

/** The ranking of each lot, its arithmetic line by line behind each bid (评标结果). */
export function EvaluatedLots({ tender, evaluation }: { readonly tender: Tender; readonly evaluation: Evaluation }) {
  const say = useText();
  return (
    <>
      {evaluation.lots.map((lot) => {
        const title = tender.lots.find(({ id }) => id === lot.lot)?.title ?? '';
        return (
          <Section key={lot.lot} title={say('ranking.of', { lot: title })}>
            {lot.failed !== undefined && <Notice tone="bad">{sayCode(say, 'failed', lot.failed)}</Notice>}
            {lot.ties.length > 0 && <Notice tone="warn">{say('ranking.ties')}</Notice>}
            <Ranking lot={lot} caption={title} />
          </Section>
        );
      })}
    </>
  );
}

function Ranking({ lot, caption }: { readonly lot: Lot; readonly caption: string }) {
  const say = useText();
  const scored = lot.bids.some(({ scores }) => scores !== undefined);
  const columns: readonly Column<Bid>[] = [
    { title: say('ranking.rank'), of: ({ rank }) => (rank === null ? '—' : say('ranking.rankOf', { rank })) },
    { title: say('record.bidder'), of: (bid) => <Bidder bid={bid} /> },
    { title: say('ranking.price'), figure: true, of: ({ price }) => <Amount value={price} exact /> },
    {
      title: say('ranking.evaluated'),
      figure: true,
      of: ({ evaluated }) => <Amount value={{ amount: evaluated.shown, currency: 'CNY' }} exact />,
    },
    ...(scored
      ? [{ title: say('ranking.total'), figure: true, of: ({ scores }: Bid) => scores?.total.shown ?? '—' }]
      : []),
  ];
  const ranked = [...lot.bids].sort((a, b) => (a.rank ?? 999) - (b.rank ?? 999));
  return <Table caption={caption} columns={columns} items={ranked} keyOf={({ supplier }) => supplier} />;
}

function Bidder({ bid: { name, invalid, reasons = [], lines, deduction, price } }: { readonly bid: Bid }) {
  const say = useText();
  return (
    <div>
      {name}{' '}
      {invalid.map((code) => (
        <Tag key={code} tone="bad">
          {sayCode(say, 'invalid', code)}
        </Tag>
      ))}
      {reasons.map(({ text }) => (
        <p key={text} className="j-small">
          {text}
        </p>
      ))}
      <details className="p-conversion">
        <summary>{say('ranking.lines')}</summary>
        <ol>
          {lines.map(({ item, quantity, unitPrice, taxIncluded, taxRate, amount }) => (
            <li key={item}>
              {quantity.value} × {unitPrice.amount}
              {!taxIncluded && ` × (1 + ${taxRate})`} = <Amount value={amount} exact />
            </li>
          ))}
        </ol>
        <p>
          {say('ranking.sum')} <Amount value={price} exact />
          {deduction !== undefined && ` · ${say('ranking.deduction', { rate: deduction.rate })}`}
        </p>
      </details>
    </div>
  );
}
