import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Notice, Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
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
        <FormEnd minor submit={say('join.submit')} disabled={write.isPending} />
      </PlainForm>
    </Section>
  );
}
