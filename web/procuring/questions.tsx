import { type Listed, useList, useWrite } from '../api/queries.ts';
import { Empty, Listing, Section, Tag } from '../kit/blocks.tsx';
import { TextForm } from '../kit/text-form.tsx';
import { Moment } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

type Question = Listed<'GET /v1/tenders/{id}/questions'>;

/** What suppliers asked about the documents, those that wait for an answer first (答疑). */
export function Questions({ tender: { id, status } }: { readonly tender: Tender }) {
  const say = useText();
  const questions = useList('GET /v1/tenders/{id}/questions', { path: { id } });
  const waiting = (questions.data ?? []).filter(({ answer }) => answer === undefined).length;
  return (
    <Section
      title={say('questions')}
      more={waiting > 0 && <Tag tone="warn">{say('questions.waiting', { count: waiting })}</Tag>}
    >
      <Listing of={questions} empty={<Empty title={say('questions.none')}>{say('questions.noneDetail')}</Empty>}>
        {(items) => (
          <ul className="p-said">
            {[...items].sort(waitingFirst).map((each) => (
              <li key={each.id}>
                <h3>{each.text}</h3>
                <p className="j-small">
                  {each.by === undefined ? say('questions.byNobody') : each.by} <Moment at={each.askedAt} />
                </p>
                {each.answer !== undefined && <p>{say('questions.answer', { text: each.answer })}</p>}
                {each.answer === undefined && status === 'published' && <Answering tender={id} question={each.id} />}
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}

const waitingFirst = (a: Question, b: Question): number =>
  Number(a.answer !== undefined) - Number(b.answer !== undefined);

function Answering({ tender, question }: { readonly tender: string; readonly question: string }) {
  const say = useText();
  const write = useWrite('POST /v1/tenders/{id}/questions/{question}/answer');
  return (
    <TextForm
      draft={`answer-${question}`}
      label={say('questions.toAnswer')}
      submit={say('questions.send')}
      max={2000}
      pending={write.isPending}
      error={write.error}
      send={(answer) => write.mutateAsync({ path: { id: tender, question }, body: { answer } })}
    />
  );
}
