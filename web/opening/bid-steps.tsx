import { grouped, percent, plain } from '../kit/format.ts';
import { Goods } from '../kit/goods.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amount } from '../kit/values.tsx';
import { ScoreSteps, WeightedSteps } from './score-steps.tsx';
import { type EvaluatedBid, type EvaluatedLot, itemsOf, type Tender } from './shapes.ts';
import { Step } from './step.tsx';
import { useText } from './text.ts';

interface BidStepsProps {
  readonly tender: Tender;
  readonly lot: EvaluatedLot;
  readonly bid: EvaluatedBid;
}

/** How one bid came to its place, step by step, so that anyone can do the sums again (逐步计算). */
export function BidSteps({ tender, lot, bid }: BidStepsProps) {
  const say = useText();
  const { name, rank, correction, deduction, scores, weighted } = bid;
  const about = tender.lots.find(({ id }) => id === lot.lot);
  return (
    <details className="o-bid" open={rank === 1}>
      <summary>
        <strong>{name}</strong>
        <span>{rank === null ? say('unranked') : say('ranked', { rank })}</span>
      </summary>
      <ol>
        <Lines tender={tender} bid={bid} />
        {correction !== undefined && <Corrections tender={tender} correction={correction} />}
        {deduction !== undefined && (
          <Step title={say('step.deduction')}>
            <p className="o-sum">
              {grouped(bid.price.amount)} × (1 − {percent(deduction.rate)}) = <b>{grouped(bid.evaluated.shown)}</b>
            </p>
            <p className="j-small">{sayCode(say, 'deduction', deduction.for)}</p>
          </Step>
        )}
        {scores !== undefined && <ScoreSteps lot={lot} about={about} bid={bid} scores={scores} />}
        {weighted !== undefined && <WeightedSteps about={about} bid={bid} weighted={weighted} />}
        <Step title={say('step.rank')}>
          <p>{rank === null ? say('step.unranked') : say('step.ranked', { rank })}</p>
        </Step>
      </ol>
    </details>
  );
}

function Lines({ tender, bid: { lines, price } }: { readonly tender: Tender; readonly bid: EvaluatedBid }) {
  const say = useText();
  const sayKit = useKitText();
  const items = itemsOf(tender);
  return (
    <Step title={say('step.lines')}>
      <ul className="o-sum">
        {lines.map(({ item, quantity, unitPrice, taxIncluded, taxRate, freight, amount, exact }) => {
          const asked = items.get(item);
          const withTax = taxIncluded
            ? grouped(unitPrice.amount)
            : `${grouped(unitPrice.amount)} × (1 + ${percent(taxRate)})`;
          return (
            <li key={item}>
              {asked && <Goods category={asked.category} attributes={asked.attributes} />}
              <br />
              {grouped(plain(quantity.value))} {sayCode(sayKit, 'unit', quantity.unit)} ×{' '}
              {freight === undefined ? withTax : `(${withTax} + ${say('freightShort')} ${grouped(freight.amount)})`} ={' '}
              {grouped(amount.amount)}{' '}
              {!exact.endsWith('/1') && <span className="j-small">{say('exact', { exact })}</span>}
            </li>
          );
        })}
      </ul>
      <p className="o-result">
        {say('step.sum')} <Amount value={price} exact />
      </p>
    </Step>
  );
}

type Correction = NonNullable<EvaluatedBid['correction']>;

function Corrections({ tender, correction }: { readonly tender: Tender; readonly correction: Correction }) {
  const say = useText();
  const items = itemsOf(tender);
  return (
    <Step title={say('step.correction')}>
      <ul className="o-sum">
        {correction.steps.map(({ rule, item, before, after }) => {
          const asked = item === undefined ? undefined : items.get(item);
          return (
            <li key={rule + (item ?? '')}>
              {say(`correction.${rule}`)}
              {asked && (
                <>
                  {' '}
                  <Goods category={asked.category} attributes={asked.attributes} />
                </>
              )}
              {'  '}
              {grouped(before.amount)} → <b>{grouped(after.amount)}</b>
            </li>
          );
        })}
      </ul>
      <p className="j-small">{say(`confirmation.${correction.confirmation}`)}</p>
    </Step>
  );
}
