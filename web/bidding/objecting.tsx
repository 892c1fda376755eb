import { useState } from 'react';
import { useList, useWrite } from '../api/queries.ts';
import { Listing, ProblemAlert, Section, Tag } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import { WriteText } from './write-text.tsx';

const subjects = ['documents', 'opening', 'result'] as const;
type Subject = (typeof subjects)[number];

/** What is most likely objected to now; what may be, and until when, the platform says. */
const subjectAt = (status: string): Subject =>
  status === 'published' ? 'documents' : status === 'opened' || status === 'opening' ? 'opening' : 'result';

/** Objections (异议、质疑): what was objected to, by whom is not said, and an own one. */
export function Objecting({ tender: { id, status, lots } }: { readonly tender: Tender }) {
  const say = useText();
  const path = { id };
  const [about, setAbout] = useState<Subject>(subjectAt(status));
  const [lot, setLot] = useState('');
  const objections = useList('GET /v1/tenders/{id}/objections', { path });
  const object = useWrite('POST /v1/tenders/{id}/objections');
  const withdraw = useWrite('DELETE /v1/tenders/{id}/objections/{objection}');
  const body = { about, ...(about === 'result' && lot !== '' ? { lot } : {}) };
  return (
    <Section title={say('objections')}>
      <Listing of={objections} empty={<p className="j-muted">{say('objections.none')}</p>}>
        {(items) => (
          <ul className="b-said">
            {items.map(({ id: objection, about: of, text, mine, answer, decision, answerBy, article, filedAt }) => (
              <li key={objection}>
                <h3>
                  {say(`objection.${of}`)} {mine === true && <Tag tone="accent">{say('mine')}</Tag>}{' '}
                  {decision === undefined ? (
                    <Tag tone="warn">{say('objection.open')}</Tag>
                  ) : (
                    <Tag>{say(`objection.${decision}`)}</Tag>
                  )}
                </h3>
                {text !== undefined && <p>{text}</p>}
                {answer !== undefined && <p>{answer}</p>}
                <p className="j-small">
                  <Moment at={filedAt} /> · {article}
                  {decision === undefined && (
                    <>
                      {' · '}
                      {say('objection.answerBy')} <Moment at={answerBy} />
                    </>
                  )}
                </p>
                {mine === true && decision === undefined && (
                  <button
                    type="button"
                    className="j-button"
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate({ path: { id, objection } })}
                  >
                    {say('objection.withdraw')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Listing>
      <ProblemAlert error={withdraw.error} />
      <details>
        <summary>{say('objection.file')}</summary>
        <WriteText
          name={`objection-${id}`}
          label={say('objection.text')}
          submit={say('objection.send')}
          pending={object.isPending}
          error={object.error}
          onSend={(text, taken) => object.mutate({ path, body: { ...body, text } }, { onSuccess: taken })}
        >
          <div className="j-fields">
            <label className="j-field">
              {say('objection.about')}
              <select
                className="j-input"
                value={about}
                onChange={({ target }) => setAbout(subjects.find((each) => each === target.value) ?? 'documents')}
              >
                {subjects.map((each) => (
                  <option key={each} value={each}>
                    {say(`objection.${each}`)}
                  </option>
                ))}
              </select>
            </label>
            {about === 'result' && lots.length > 1 && (
              <label className="j-field">
                {say('objection.lot')}
                <select className="j-input" value={lot} onChange={({ target }) => setLot(target.value)}>
                  <option value="">{say('objection.allLots')}</option>
                  {lots.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.title}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
        </WriteText>
      </details>
    </Section>
  );
}
