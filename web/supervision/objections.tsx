import { useList } from '../api/queries.ts';
import { Empty, Listing, Section, Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { Due, Filed } from './filed.tsx';
import type { Tender } from './model.ts';
import { useText } from './text.ts';

/** Objections and how the buyer answered them, or until when it has to (异议、质疑): for the buyer to answer. */
export function Objections({ tender: { id, lots } }: { readonly tender: Tender }) {
  const say = useText();
  const objections = useList('GET /v1/tenders/{id}/objections', { path: { id } });
  return (
    <Section title={say('objections')}>
      <Listing of={objections} empty={<Empty title={say('objections.none')} />}>
        {(items) => (
          <ul className="w-list">
            {items.map((each) => {
              const { about, lot, decision, answer, answeredAt, remedy, answerBy, article, late } = each;
              const title = (
                <>
                  {say(`about.${about}`)} {lots.find((one) => one.id === lot)?.title}{' '}
                  {decision !== undefined && <Tag>{sayCode(say, 'decision', decision)}</Tag>}
                </>
              );
              return (
                <Filed key={each.id} title={title} text={each.text} by={each.by} filedAt={each.filedAt}>
                  {decision === undefined && (
                    <Due words={say('objections.due')} at={answerBy} article={article} late={late} />
                  )}
                  {answer !== undefined && (
                    <p className="w-prose">
                      {say('answered', { text: answer })} {answeredAt && <Moment at={answeredAt} />}{' '}
                      {remedy !== undefined && remedy !== 'none' && (
                        <Tag tone="warn">{sayCode(say, 'remedy', remedy)}</Tag>
                      )}
                    </p>
                  )}
                </Filed>
              );
            })}
          </ul>
        )}
      </Listing>
    </Section>
  );
}
