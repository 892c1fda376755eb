import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { instantOf } from '../kit/format.ts';
import { TextForm } from '../kit/text-form.tsx';
import { Moment } from '../kit/values.tsx';
import type { Tender } from './model.ts';
import { useText } from './text.ts';

type Kind = Body<'POST /v1/tenders/{id}/bids/{bidder}/clarifications'>['kind'];
const kinds: readonly Kind[] = ['completion', 'low-price', 'correction'];

interface AskingProps {
  readonly tender: Tender;
  readonly supplier: string;
}

/** What a bidder was asked and answered, and the way to ask it more (澄清、说明、补正). */
export function Asking({ tender: { id, lots, requirements = [] }, supplier }: AskingProps) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}/bids/{bidder}/clarifications', { path: { id, bidder: supplier } });
  const [kind, setKind] = useState<Kind>('completion');
  const [lot, setLot] = useState('');
  const [requirement, setRequirement] = useState('');
  const [due, setDue] = useState('');
  const write = useWrite('POST /v1/tenders/{id}/bids/{bidder}/clarifications');
  const about = kind === 'completion' ? { requirement } : { lot };
  return (
    <>
      <ul className="g-asked">
        {(data?.items ?? []).map((each) => (
          <li key={each.clarification}>
            <strong>{say(`kind.${each.kind}`)}</strong> {each.text}
            <p className="j-small">
              {say('asked.due')} <Moment at={each.due} />
            </p>
            <p>{each.answer === undefined ? say('asked.waits') : say('asked.answer', { text: each.answer.text })}</p>
          </li>
        ))}
      </ul>
      <details className="j-fold">
        <summary>{say('ask')}</summary>
        <TextForm
          draft={`ask-${id}-${supplier}`}
          label={say('ask.text')}
          submit={say('ask.send')}
          max={2000}
          pending={write.isPending}
          error={write.error}
          send={(text) =>
            write.mutateAsync({ path: { id, bidder: supplier }, body: { kind, text, due: instantOf(due), ...about } })
          }
        >
          <div className="j-fields">
            <label className="j-field">
              {say('ask.kind')}
              <select className="j-input" value={kind} onChange={({ target }) => setKind(target.value as Kind)}>
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {say(`kind.${each}`)}
                  </option>
                ))}
              </select>
            </label>
            {kind === 'completion' ? (
              <label className="j-field">
                {say('ask.requirement')}
                <select
                  className="j-input"
                  required
                  value={requirement}
                  onChange={({ target }) => setRequirement(target.value)}
                >
                  <option value="" />
                  {requirements
                    .filter(({ completable }) => completable)
                    .map((each) => (
                      <option key={each.key} value={each.key}>
                        {each.text}
                      </option>
                    ))}
                </select>
              </label>
            ) : (
              <label className="j-field">
                {say('lot')}
                <select className="j-input" required value={lot} onChange={({ target }) => setLot(target.value)}>
                  <option value="" />
                  {lots.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.title}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <label className="j-field">
              {say('ask.due')}
              <input
                className="j-input"
                type="datetime-local"
                required
                value={due}
                onChange={({ target }) => setDue(target.value)}
              />
            </label>
          </div>
        </TextForm>
      </details>
    </>
  );
}
