import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section } from '../kit/blocks.tsx';
import { instantOf } from '../kit/format.ts';
import { TextForm } from '../kit/text-form.tsx';
import type { Evaluation } from './evaluated-lots.tsx';
import type { Tender } from './form.ts';
import { Publishing } from './publishing.tsx';
import { Succession } from './succession.tsx';
import { useText } from './text.ts';

/** What the buyer decides on the result, each where the status has it: candidates, award, withdrawal, failure, another tender. */
export function Deciding({ tender, evaluation }: { readonly tender: Tender; readonly evaluation?: Evaluation }) {
  const say = useText();
  const { status } = tender;
  const left = status === 'failed' || (tender.unawarded ?? []).length > 0 || (tender.failedLots ?? []).length > 0;
  return (
    <Section title={say('deciding')}>
      {status === 'opened' && evaluation !== undefined && <Publishing tender={tender} evaluation={evaluation} />}
      {status === 'opened' && <Reasoned tender={tender} what="failure" />}
      {status === 'standstill' && <Awarding tender={tender} />}
      {status === 'standstill' && <Reasoned tender={tender} what="withdrawal" />}
      {status === 'awarded' && <Succession tender={tender} />}
      {left && (status === 'awarded' || status === 'failed') && <Retender tender={tender} />}
      {status === 'cancelled' && <p>{say('next.cancelled')}</p>}
    </Section>
  );
}

function Awarding({ tender: { id } }: { readonly tender: Tender }) {
  const say = useText();
  const write = useWrite('POST /v1/tenders/{id}/award');
  return (
    <div className="j-stack">
      <p>{say('award.detail')}</p>
      <ProblemAlert error={write.error} />
      <p>
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={write.isPending}
          onClick={() => write.mutate({ path: { id } })}
        >
          {say('award')}
        </button>
      </p>
    </div>
  );
}

interface ReasonedProps {
  readonly tender: Tender;
  readonly what: 'failure' | 'withdrawal';
}

function Reasoned({ tender: { id }, what }: ReasonedProps) {
  const say = useText();
  const failure = useWrite('POST /v1/tenders/{id}/failure');
  const withdrawal = useWrite('POST /v1/tenders/{id}/result-withdrawal');
  const { isPending, error, mutateAsync } = what === 'failure' ? failure : withdrawal;
  return (
    <details className="j-fold">
      <summary>{say(`${what}.open`)}</summary>
      <TextForm
        draft={`${what}-${id}`}
        label={say(`${what}.reason`)}
        submit={say(`${what}.send`)}
        max={1000}
        pending={isPending}
        error={error}
        send={(reason) => mutateAsync({ path: { id }, body: { reason } })}
      />
    </details>
  );
}

/** Tenders again the lots that nobody won: a draft of its own, to be checked and published anew (重新招标). */
function Retender({ tender: { id, title } }: { readonly tender: Tender }) {
  const say = useText();
  const go = useNavigate();
  const [deadline, setDeadline] = useState('');
  const [name, setName] = useState(say('retender.titleOf', { title }));
  const write = useWrite('POST /v1/tenders/{id}/retender', {
    onDone: (draft) => go(`/procuring/drafts/${draft.id}`),
  });
  return (
    <details className="j-fold">
      <summary>{say('retender')}</summary>
      <form
        className="j-stack"
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate({ path: { id }, body: { deadline: instantOf(deadline), title: name } });
        }}
      >
        <div className="j-fields">
          <label className="j-field j-wide">
            {say('title')}
            <input
              className="j-input"
              required
              maxLength={200}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </label>
          <label className="j-field">
            {say('deadline')}
            <input
              className="j-input"
              type="datetime-local"
              required
              value={deadline}
              onChange={({ target }) => setDeadline(target.value)}
            />
          </label>
        </div>
        <ProblemAlert error={write.error} />
        <p>
          <button type="submit" className="j-button j-button-primary" disabled={write.isPending}>
            {say('retender.send')}
          </button>
        </p>
      </form>
    </details>
  );
}
