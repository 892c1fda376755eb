import { grouped, percent } from '../kit/format.ts';
import type { EvaluatedBid, EvaluatedLot, Lot } from './shapes.ts';
import { Step } from './step.tsx';
import { useText } from './text.ts';

/** What the documents call a factor or criterion; the contract leaves its shape to the method. */
const titleOf = (list: unknown, key: string): string => {
  const named = (Array.isArray(list) ? list : []) as readonly { readonly key?: string; readonly title?: string }[];
  return named.find((each) => each.key === key)?.title ?? key;
};

interface Of {
  readonly about: Lot | undefined;
  readonly bid: EvaluatedBid;
}

type Scores = NonNullable<EvaluatedBid['scores']>;

/** Price score, factor by factor the seats' scores, and the total (综合评分). */
export function ScoreSteps({ lot, about, bid, scores }: Of & { readonly lot: EvaluatedLot; readonly scores: Scores }) {
  const say = useText();
  // Whoever has all points of the price stands for the lowest.
  const lowest = lot.bids.find((each) => each.scores?.price.score.exact === '100/1')?.evaluated.shown;
  const { price, factors, total } = scores;
  const { factors: known } = (about?.scoring ?? {}) as { readonly factors?: unknown };
  return (
    <>
      <Step title={say('step.priceScore')}>
        <p className="o-sum">
          {lowest === undefined ? say('lowest') : grouped(lowest)} ÷ {grouped(bid.evaluated.shown)} × 100 ={' '}
          {price.score.shown}; {price.score.shown} × {percent(price.weight)} = <b>{price.weighted.shown}</b>
        </p>
      </Step>
      <Step title={say('step.factors')}>
        <ul className="o-sum">
          {factors.map(({ factor, weight, seats, score, weighted }) => (
            <li key={factor}>
              {titleOf(known, factor)}
              <br />
              <Seats seats={seats} /> {say('mean')} {score.shown}; {score.shown} × {percent(weight)} ={' '}
              <b>{weighted.shown}</b>
            </li>
          ))}
        </ul>
      </Step>
      <Step title={say('step.total')}>
        <p className="o-sum">
          {[price, ...factors].map(({ weighted }) => weighted.shown).join(' + ')} = <b>{total.shown}</b>
        </p>
      </Step>
    </>
  );
}

type Weighted = NonNullable<EvaluatedBid['weighted']>;

/** Each criterion as a part of the price, and the price that is compared (加权价格). */
export function WeightedSteps({ about, bid, weighted }: Of & { readonly weighted: Weighted }) {
  const say = useText();
  const { criteria, coefficient, price } = weighted;
  return (
    <>
      <Step title={say('step.criteria')}>
        <ul className="o-sum">
          {criteria.map(({ criterion, max, seats, value }) => (
            <li key={criterion}>
              {titleOf(about?.criteria, criterion)} <span className="j-small">{say('atMost', { max })}</span>
              <br />
              <Seats seats={seats} /> {say('mean')} <b>{value.shown}</b>
            </li>
          ))}
        </ul>
      </Step>
      <Step title={say('step.weighted')}>
        <p className="o-sum">
          {grouped(bid.evaluated.shown)} ÷ {coefficient.shown} = <b>{grouped(price.shown)}</b>
        </p>
        <p className="j-small">{say('coefficient')}</p>
      </Step>
    </>
  );
}

function Seats({ seats }: { readonly seats: Scores['factors'][number]['seats'] }) {
  const say = useText();
  return seats.map(({ seat, value }) => (
    <span key={seat}>
      {say('seat', { seat })} {value};{' '}
    </span>
  ));
}
