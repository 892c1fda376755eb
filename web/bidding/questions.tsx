import { useList, useWrite } from '../api/queries.ts';
import { Listing, Section, Tag } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';
import { WriteText } from './write-text.tsx';

/** Questions about the documents (提问): the answers to all, one's own waiting ones, and asking another. */
export function Questions({ tender }: { readonly tender: string }) {
  const say = useText();
  const path = { id: tender };
  const questions = useList('GET /v1/tenders/{id}/questions', { path });
  const ask = useWrite('POST /v1/tenders/{id}/questions');
  return (
    <Section title={say('questions')}>
      <Listing of={questions} empty={<p className="j-muted">{say('questions.none')}</p>}>
        {(items) => (
          <ul className="b-said">
            {items.map(({ id, text, answer, answeredAt, mine }) => (
              <li key={id}>
                <h3>
                  {text} {mine === true && <Tag tone="accent">{say('mine')}</Tag>}
                </h3>
                {answer === undefined ? <Tag tone="warn">{say('questions.waiting')}</Tag> : <p>{answer}</p>}
                {answeredAt !== undefined && (
                  <p className="j-small">
                    <Moment at={answeredAt} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Listing>
      <WriteText
        name={`question-${tender}`}
        label={say('questions.ask')}
        submit={say('questions.send')}
        pending={ask.isPending}
        error={ask.error}
        onSend={(text, taken) => ask.mutate({ path, body: { text } }, { onSuccess: taken })}
      />
    </Section>
  );
}
