import { useWrite } from '../api/queries.ts';
import { useDraft } from '../kit/draft.ts';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { factorsOf, type Lot } from './model.ts';
import { useText } from './text.ts';

interface ScoreSheetProps {
  readonly tender: string;
  readonly supplier: string;
  readonly lot: Lot;
}

/** A member's own sheet of one bid (评分表): each factor with its bands, or its options; handed in once. */
export function ScoreSheet({ tender: id, supplier, lot }: ScoreSheetProps) {
  const say = useText();
  const factors = factorsOf(lot);
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
    <div className="g-sheet">
      <h3>{say('sheet', { lot: lot.title })}</h3>
      <PlainForm error={write.error} onSubmit={send}>
        {factors.map(({ key, title, weight, bands, options }, at) => {
          const field = {
            label: weight === undefined ? title : say('sheet.factor', { title, weight }),
            pointer: `/scores/${at}`,
            required: true,
            value: scores[key] ?? '',
            onChange: (value: string) => setScores({ ...scores, [key]: value.trim() }),
          };
          if (bands.length === 0) {
            const choices = options.map((each) => [each.value, each.title] as const);
            return <ChoiceField key={key} {...field} none={say('choose')} choices={choices} />;
          }
          return (
            <div key={key} className="g-factor">
              <TextField {...field} figure />
              <ul>
                {bands.map((band) => (
                  <li key={band.title} className="j-small">
                    {say('sheet.band', { title: band.title, from: band.from, to: band.to })}
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
        <p className="j-small">{say('sheet.once')}</p>
        <FormEnd submit={say('sheet.send')} disabled={write.isPending} />
      </PlainForm>
    </div>
  );
}
