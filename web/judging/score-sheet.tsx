import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import type { Tender } from './model.ts';
import { useText } from './text.ts';

type Lot = Tender['lots'][number];
type Scoring = NonNullable<NonNullable<Body<'PATCH /v1/tenders/{id}'>['lots']>[number]['scoring']>;

/** The factors that a lot is scored by; none under another method. */
export const scoringOf = ({ scoring }: Lot): Scoring | undefined => scoring as Scoring | undefined;

interface ScoreSheetProps {
  readonly tender: string;
  readonly supplier: string;
  readonly lot: Lot;
}

/** A member's own sheet of one bid (评分表): each factor with its bands; handed in once. */
export function ScoreSheet({ tender: id, supplier, lot }: ScoreSheetProps) {
  const say = useText();
  const factors = scoringOf(lot)?.factors ?? [];
  const [scores, setScores, forget] = useDraft<Readonly<Record<string, string>>>(
    `sheet-${id}-${supplier}-${lot.id}`,
    {},
  );
  const write = useWrite('PUT /v1/tenders/{id}/bids/{bidder}/scores', { onDone: forget });
  const send = () =>
    write.mutate({
      path: { id, bidder: supplier },
      body: { lot: lot.id, scores: factors.map(({ key }) => ({ factor: key, score: scores[key] ?? '' })) },
    });
  return (
    <form
      className="j-stack g-sheet"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3>{say('sheet', { lot: lot.title })}</h3>
      {factors.map(({ key, title, weight, bands }) => (
        <div key={key} className="g-factor">
          <label className="j-field">
            {say('sheet.factor', { title, weight })}
            <input
              className="j-input j-right"
              inputMode="decimal"
              required
              value={scores[key] ?? ''}
              onChange={({ target }) => setScores({ ...scores, [key]: target.value.trim() })}
            />
          </label>
          <ul>
            {bands.map((band) => (
              <li key={band.title} className="j-small">
                {say('sheet.band', { title: band.title, from: band.from, to: band.to })}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className="j-small">{say('sheet.once')}</p>
      <ProblemAlert error={write.error} />
      <button type="submit" className="j-button j-button-primary" disabled={write.isPending}>
        {say('sheet.send')}
      </button>
    </form>
  );
}
