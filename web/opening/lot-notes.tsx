import { Notice } from '../kit/blocks.tsx';
import { percent } from '../kit/format.ts';
import type { EvaluatedLot } from './shapes.ts';
import { useText } from './text.ts';

/** What a reader should know beside the ranking: ties and draws, what deductions changed, prices and scores that stand out. */
export function LotNotes({ lot }: { readonly lot: EvaluatedLot }) {
  const say = useText();
  const { ties, draws, withoutDeductions, lowPrices, spreads, bids } = lot;
  const nameOf = (supplier: string) => bids.find((bid) => bid.supplier === supplier)?.name ?? supplier;
  const names = (list: readonly string[]) => list.map(nameOf).join(say('comma'));
  const flagged = lowPrices.filter(({ flags }) => flags.length > 0);
  return (
    <>
      {ties.map((group) => (
        <Notice key={group.join()} tone="warn" title={say('tie')}>
          {say('tie.detail', { names: names(group) })}
        </Notice>
      ))}
      {draws.map(({ order }) => (
        <Notice key={order[0]?.digest ?? ''} title={say('draw')}>
          <p>{say('draw.detail')}</p>
          <ol>
            {order.map(({ supplier, digest }) => (
              <li key={supplier}>
                {nameOf(supplier)} <code className="o-hash">{digest}</code>
              </li>
            ))}
          </ol>
        </Notice>
      ))}
      {withoutDeductions.length > 0 && (
        <Notice title={say('without')}>
          <ul>
            {withoutDeductions.map(({ without, winners }) => (
              <li key={without}>
                {say(`without.${without}`)} {winners.length === 0 ? say('nobodyFirst') : names(winners)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {flagged.length > 0 && (
        <Notice title={say('low')}>
          <ul>
            {flagged.map(({ supplier, belowMean, belowNext }) => (
              <li key={supplier}>
                {say('low.of', {
                  name: nameOf(supplier),
                  mean: percent(belowMean.shown),
                  next: belowNext === undefined ? '—' : percent(belowNext.shown),
                })}
              </li>
            ))}
          </ul>
          <p className="j-small">{say('low.detail')}</p>
        </Notice>
      )}
      {spreads.length > 0 && (
        <Notice title={say('spread')}>
          <ul>
            {spreads.map(({ supplier, factor, lowest, highest }) => (
              <li key={supplier + factor}>
                {say('spread.of', {
                  name: nameOf(supplier),
                  low: lowest.value,
                  lowSeat: lowest.seat,
                  high: highest.value,
                  highSeat: highest.seat,
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
