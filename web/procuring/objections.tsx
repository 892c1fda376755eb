import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { type Listed, useList, useWrite } from '../api/queries.ts';
import { Empty, Listing, Section, Tag } from '../kit/blocks.tsx';
import { TextForm } from '../kit/text-form.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

type Objection = Listed<'GET /v1/tenders/{id}/objections'>;
type Answered = Body<'POST /v1/tenders/{id}/objections/{objection}/answer'>;
type Remedy = NonNullable<Answered['remedy']>;

/** Objections with the time by which they are to be answered (异议、质疑). */
export function Objections({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, lots } = tender;
  const objections = useList('GET /v1/tenders/{id}/objections', { path: { id } });
  const waiting = (objections.data ?? []).filter(({ decision }) => decision === undefined).length;
  return (
    <Section
      title={say('objections')}
      more={waiting > 0 && <Tag tone="bad">{say('objections.waiting', { count: waiting })}</Tag>}
    >
      <Listing of={objections} empty={<Empty title={say('objections.none')}>{say('objections.noneDetail')}</Empty>}>
        {(items) => (
          <ul className="p-said">
            {items.map((each) => (
              <li key={each.id}>
                <h3>
                  {say(`about.${each.about}`)} {lots.find((lot) => lot.id === each.lot)?.title}{' '}
                  {each.decision !== undefined && <Tag>{sayCode(say, 'objection', each.decision)}</Tag>}
                </h3>
                <p className="p-prose">{each.text}</p>
                <p className="j-small">
                  {each.by} <Moment at={each.filedAt} />
                </p>
                {each.answer !== undefined && (
                  <p className="p-prose">{say('questions.answer', { text: each.answer })}</p>
                )}
                {each.decision === undefined && <Answering tender={id} objection={each} />}
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}

function Answering({ tender, objection }: { readonly tender: string; readonly objection: Objection }) {
  const say = useText();
  const { id, answerBy, article, late, remedies = [] } = objection;
  const [decision, setDecision] = useState<Answered['decision']>('dismissed');
  const [remedy, setRemedy] = useState<Remedy>('none');
  const write = useWrite('POST /v1/tenders/{id}/objections/{objection}/answer');
  return (
    <>
      <p>
        <Tag tone={late ? 'bad' : 'warn'}>{say(late ? 'objections.late' : 'objections.due')}</Tag>{' '}
        <Moment at={answerBy} /> <span className="j-small">{article}</span>
      </p>
      <TextForm
        draft={`objection-${id}`}
        label={say('objections.toAnswer')}
        submit={say('questions.send')}
        max={4000}
        pending={write.isPending}
        error={write.error}
        send={(answer) =>
          write.mutateAsync({
            path: { id: tender, objection: id },
            body: { decision, answer, remedy: decision === 'upheld' ? remedy : 'none' },
          })
        }
      >
        <div className="j-fields">
          <label className="j-field">
            {say('objections.decision')}
            <select
              className="j-input"
              value={decision}
              onChange={({ target }) => setDecision(target.value as Answered['decision'])}
            >
              <option value="dismissed">{say('objection.dismissed')}</option>
              <option value="upheld">{say('objection.upheld')}</option>
            </select>
          </label>
          {decision === 'upheld' && (
            <label className="j-field">
              {say('objections.remedy')}
              <select className="j-input" value={remedy} onChange={({ target }) => setRemedy(target.value as Remedy)}>
                {remedies.map((each) => (
                  <option key={each} value={each}>
                    {say(`remedy.${each}`)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      </TextForm>
    </>
  );
}
