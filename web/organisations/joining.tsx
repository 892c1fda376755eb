import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Notice, Section } from '../kit/blocks.tsx';
import { FormProblem, PlainForm, TextField } from '../kit/fields.tsx';
import { meetAgain } from '../session/session.ts';
import { useText } from './text.ts';

/** Joins an organisation by the code that its administrator sent (凭邀请码加入). */
export function Joining() {
  const say = useText();
  const [code, setCode] = useState('');
  const write = useWrite('POST /v1/memberships', {
    async onDone() {
      setCode('');
      await meetAgain();
    },
  });
  return (
    <Section title={say('join')}>
      {write.isSuccess && <Notice tone="good">{say('join.done')}</Notice>}
      <PlainForm error={write.error} onSubmit={() => write.mutate({ body: { code: code.trim() } })}>
        <div className="j-grid">
          <TextField
            label={say('join.code')}
            hint={say('join.codeHelp')}
            pointer="/code"
            required
            maxLength={300}
            value={code}
            onChange={setCode}
          />
        </div>
        <FormProblem />
        <p className="j-actions">
          <button type="submit" className="j-button" disabled={write.isPending}>
            {say('join.submit')}
          </button>
        </p>
      </PlainForm>
    </Section>
  );
}
