import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Section } from '../kit/blocks.tsx';
import type { Report } from './model.ts';
import { useText } from './text.ts';

interface SigningProps {
  readonly tender: string;
  readonly report: Report;
  readonly seat: number;
}

/** A member signs the evaluation that was seen, by its hash, with a dissent where there is one (签署评标报告). */
export function Signing({ tender: id, report, seat }: SigningProps) {
  const say = useText();
  const [dissent, setDissent] = useState('');
  const write = useWrite('POST /v1/tenders/{id}/report/signatures');
  const { evaluation, missing, signed } = report;
  if (signed.includes(seat)) return <Notice tone="good">{say('sign.done')}</Notice>;
  return (
    <Section title={say('sign')}>
      {missing.length > 0 ? (
        <p>{say('sign.notYet', { count: missing.length })}</p>
      ) : (
        <div className="j-stack">
          <p className="g-hash">
            {say('sign.hash')} <code>{evaluation}</code>
          </p>
          <label className="j-field g-wide">
            {say('sign.dissent')}
            <textarea
              className="j-input"
              rows={2}
              maxLength={2000}
              value={dissent}
              onChange={({ target }) => setDissent(target.value)}
            />
          </label>
          <ProblemAlert error={write.error} />
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={write.isPending}
            onClick={() => write.mutate({ path: { id }, body: { evaluation, ...(dissent === '' ? {} : { dissent }) } })}
          >
            {say('sign.send')}
          </button>
        </div>
      )}
    </Section>
  );
}
