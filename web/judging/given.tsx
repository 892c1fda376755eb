import { Tag } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { factorsOf, type Report, type Tender } from './model.ts';
import { useText } from './text.ts';

interface GivenProps {
  readonly tender: Tender;
  readonly supplier: string;
  readonly mine: Report['mine'];
}

/** What one has given of a bidder already (已提交的意见): it stands, whatever is loaded anew. */
export function Given({ tender: { lots, requirements = [] }, supplier, mine }: GivenProps) {
  const say = useText();
  const of = <T extends { readonly supplier: string }>(list: readonly T[]) =>
    list.filter((each) => each.supplier === supplier);
  const [opinions, sheets, explanations, prices] = [
    of(mine.opinions),
    of(mine.sheets),
    of(mine.explanations),
    of(mine.prices),
  ];
  if (opinions.length + sheets.length + explanations.length + prices.length === 0) return null;
  const lotOf = (id: string) => lots.find((each) => each.id === id);
  const factorOf = (lot: string, key: string) => {
    const found = lotOf(lot);
    return found === undefined ? undefined : factorsOf(found).find((each) => each.key === key);
  };
  const scoreOf = (lot: string, key: string, score: string) =>
    factorOf(lot, key)?.options.find(({ value }) => value === score)?.title ?? score;
  return (
    <ul className="g-given" aria-label={say('given')}>
      {opinions.map(({ seat, round, qualified, reasons, judgedAt }) => (
        <li key={`${seat} ${round}`}>
          <strong>{say(seat === null ? 'opinion.asBuyer' : 'opinion')}</strong>{' '}
          <Tag tone={qualified ? 'good' : 'bad'}>{say(qualified ? 'opinion.yes' : 'opinion.no')}</Tag>{' '}
          <At at={judgedAt} />
          {reasons.map(({ requirement, article, text }) => (
            <p key={text}>
              {say('given.reason', {
                ground: requirements.find(({ key }) => key === requirement)?.text ?? article ?? '',
                text,
              })}
            </p>
          ))}
        </li>
      ))}
      {sheets.map(({ lot, scores, submittedAt }) => (
        <li key={lot}>
          <strong>{say('sheet', { lot: lotOf(lot)?.title ?? '' })}</strong> <At at={submittedAt} />
          <dl className="g-scores">
            {scores.map(({ factor, score }) => (
              <div key={factor}>
                <dt>{factorOf(lot, factor)?.title ?? factor}</dt>
                <dd>{scoreOf(lot, factor, score)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
      {explanations.map(({ lot, factor, text, explainedAt }) => (
        <li key={`${lot} ${factor}`}>
          <strong>{say('given.explanation', { factor: factorOf(lot, factor)?.title ?? factor })}</strong>{' '}
          <At at={explainedAt} />
          <p>{text}</p>
        </li>
      ))}
      {prices.map(({ lot, kind, accepted, reason, judgedAt }) => (
        <li key={`${lot} ${kind}`}>
          <strong>{say('given.price', { kind: say(`kind.${kind}`), lot: lotOf(lot)?.title ?? '' })}</strong>{' '}
          <Tag tone={accepted ? 'good' : 'bad'}>{say(accepted ? 'price.accepted' : 'price.refused')}</Tag>{' '}
          <At at={judgedAt} />
          <p>{reason}</p>
        </li>
      ))}
    </ul>
  );
}

const At = ({ at }: { readonly at: string }) => (
  <span className="j-small">
    <Moment at={at} />
  </span>
);
