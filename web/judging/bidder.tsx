import { useRead, useWrite } from '../api/queries.ts';
import { Notice, Section } from '../kit/blocks.tsx';
import { TextForm } from '../kit/text-form.tsx';
import { Asking } from './asking.tsx';
import { Given } from './given.tsx';
import { type Bid, factorsOf, type Report, type Tender, waitingOf } from './model.ts';
import { OpinionForm } from './opinion-form.tsx';
import { PriceForm } from './price-form.tsx';
import { ScoreSheet } from './score-sheet.tsx';
import { useText } from './text.ts';

interface BidderProps {
  readonly tender: Tender;
  readonly bid: Bid;
  readonly report: Report;
  /** Of whoever judges; none for the buyer's people. */
  readonly seat: number | undefined;
}

/** One bidder: what one has found of it, and what one has to find. */
export function Bidder({ tender, bid, report, seat }: BidderProps) {
  const say = useText();
  const { id, lots } = tender;
  const { supplier, name } = bid;
  const waiting = waitingOf(report, seat).filter((each) => each.supplier === supplier);
  const isMissing = (kind: string, lot: string) => waiting.some((each) => each.kind === kind && each.lot === lot);
  const sheets = lots.filter((lot) => isMissing('sheet', lot.id));
  return (
    <Section title={name}>
      <PrivatePart tender={id} supplier={supplier} />
      <Given tender={tender} supplier={supplier} mine={report.mine} />
      {waiting.length === 0 && <Notice tone="good">{say('nothingLeft')}</Notice>}
      {waiting.some(({ kind }) => kind === 'opinion') && <OpinionForm tender={tender} supplier={supplier} />}
      {sheets.map((lot) => (
        <ScoreSheet key={lot.id} tender={id} supplier={supplier} lot={lot} />
      ))}
      {waiting
        .filter(({ kind }) => kind === 'explanation')
        .map((each) => (
          <Explaining
            key={`${each.lot} ${each.factor}`}
            tender={tender}
            supplier={supplier}
            lot={String(each.lot)}
            factor={String(each.factor)}
          />
        ))}
      {waiting.some(({ kind }) => kind === 'correction') && <Notice tone="warn">{say('price.corrected')}</Notice>}
      <Asking tender={tender} supplier={supplier} />
      <PriceForm tender={tender} bid={bid} />
    </Section>
  );
}

/** What only those who judge read of a bid (评标委员会专用部分); to the buyer's people when it is theirs to judge. */
function PrivatePart({ tender, supplier }: { readonly tender: string; readonly supplier: string }) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}/bids/{bidder}/private', { path: { id: tender, bidder: supplier } });
  const answers = Object.entries(data?.answers ?? {});
  if (answers.length === 0) return null;
  return (
    <details className="j-fold">
      <summary>{say('private')}</summary>
      <dl className="g-answers">
        {answers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface ExplainingProps {
  readonly tender: Tender;
  readonly supplier: string;
  readonly lot: string;
  readonly factor: string;
}

/** A score that stands far from the others is explained by whoever gave it (评分差异说明). */
function Explaining({ tender: { id, lots }, supplier, lot, factor }: ExplainingProps) {
  const say = useText();
  const write = useWrite('POST /v1/tenders/{id}/bids/{bidder}/explanations');
  const found = lots.find((each) => each.id === lot);
  const title = found && factorsOf(found).find(({ key }) => key === factor)?.title;
  return (
    <TextForm
      draft={`explanation-${id}-${supplier}-${lot}-${factor}`}
      label={say('explain', { factor: title ?? '', lot: found?.title ?? '' })}
      submit={say('explain.send')}
      max={1000}
      pending={write.isPending}
      error={write.error}
      send={(text) => write.mutateAsync({ path: { id, bidder: supplier }, body: { lot, factor, text } })}
    />
  );
}
