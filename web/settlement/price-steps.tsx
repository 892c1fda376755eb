import { Link } from 'react-router';
import { Facts } from '../kit/blocks.tsx';
import { grouped, percent } from '../kit/format.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Day, UnitPrice } from '../kit/values.tsx';
import type { Steps } from './model.ts';
import { useText } from './text.ts';

interface PriceStepsProps {
  readonly steps: Steps;
  /** The same as it was before a correction. */
  readonly before?: Steps | undefined;
  readonly unit: string;
  readonly agreement: string;
}

/** How a settlement price came about (结算价), step by step; of a correction with the price that stood there. */
export function PriceSteps({ steps, before, unit, agreement }: PriceStepsProps) {
  const say = useText();
  const { rule, bid, freight, index, price } = steps;
  const changed = before !== undefined && before.price.amount !== price.amount;
  return (
    <details className="s-steps">
      <summary>
        {say('steps')} <UnitPrice value={price} per={unit} /> · {sayCode(say, 'priceRule', rule)}
      </summary>
      <Facts
        items={[
          [say('steps.bid'), <UnitPrice key="bid" value={bid} per={unit} />],
          [say('steps.base'), index && <UnitPrice key="base" value={index.base} per={unit} />],
          [
            say('steps.window'),
            index && (
              <span key="window">
                <Day at={index.from} />
                {say('to')}
                <Day at={index.to} />
              </span>
            ),
          ],
          [
            say('steps.mean'),
            index && (
              <span key="mean" className="j-figure" title={index.mean.exact}>
                {grouped(index.mean.shown)}
              </span>
            ),
          ],
          [say('steps.band'), index?.band === undefined ? undefined : `±${percent(index.band)}`],
          [say('steps.surcharge'), index?.surcharge && <UnitPrice key="s" value={index.surcharge} per={unit} />],
          [say('steps.goods'), index && <UnitPrice key="goods" value={index.goods} per={unit} />],
          [say('steps.freight'), freight && <UnitPrice key="freight" value={freight} per={unit} />],
          [say('steps.price'), <UnitPrice key="price" value={price} per={unit} />],
          [say('steps.before'), changed ? <UnitPrice key="before" value={before.price} per={unit} /> : undefined],
        ]}
      />
      {index !== undefined && (
        <p className="j-small">
          {say('steps.points')}{' '}
          {index.points.map(({ day, price: point }) => `${day} ${grouped(point.amount)}`).join(say('comma'))}{' '}
          <Link to={`/price-indices/${index.index}?agreement=${agreement}`}>{say('steps.series')}</Link>
        </p>
      )}
      {index !== undefined && before?.index !== undefined && changed && (
        <p className="j-small">
          {say('steps.pointsBefore')}{' '}
          {before.index.points.map(({ day, price: point }) => `${day} ${grouped(point.amount)}`).join(say('comma'))}
        </p>
      )}
    </details>
  );
}
