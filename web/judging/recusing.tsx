import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

type Ground = Body<'POST /v1/tenders/{id}/committee/recusals'>['ground'];

interface RecusingProps {
  readonly tender: string;
  readonly seat: number;
  readonly grounds: readonly Ground[];
  readonly submit: string;
  onDone?(): unknown;
}

/** A member leaves its seat, for a ground and with the reason (回避): what it found counts no more. */
export function Recusing({ tender: id, seat, grounds, submit, onDone }: RecusingProps) {
  const say = useText();
  const [ground, setGround] = useState('');
  const [reason, setReason] = useState('');
  const write = useWrite('POST /v1/tenders/{id}/committee/recusals', { ...(onDone && { onDone }) });
  return (
    <PlainForm
      error={write.error}
      onSubmit={() => write.mutate({ path: { id }, body: { seat, ground: ground as Ground, reason: reason.trim() } })}
    >
      <ChoiceField
        label={say('recusal.ground')}
        pointer="/ground"
        required
        none={say('choose')}
        value={ground}
        onChange={setGround}
        choices={grounds.map((each) => [each, say(`ground.${each}`)])}
      />
      <TextField
        label={say('recusal.reason')}
        hint={say('recusal.reasonHint')}
        pointer="/reason"
        lines={2}
        maxLength={500}
        required
        value={reason}
        onChange={setReason}
      />
      <p className="j-small">{say('recusal.effect')}</p>
      <FormEnd minor submit={submit} disabled={write.isPending} />
    </PlainForm>
  );
}
