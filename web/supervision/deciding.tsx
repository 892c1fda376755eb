import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { useDraft } from '../kit/draft.ts';
import { Check, ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import type { Complaint, Tender } from './model.ts';
import { useText } from './text.ts';

type Decision = Body<'POST /v1/tenders/{id}/complaints/{complaint}/decision'>;

interface DecidingProps {
  readonly tender: Tender;
  readonly complaint: Complaint;
}

/** Takes a complaint up or rejects it; one that was taken up is upheld, with what follows, or dismissed (受理、处理). */
export function Deciding({
  tender: { id, lots },
  complaint: { id: complaint, decision: before, remedies = [] },
}: DecidingProps) {
  const say = useText();
  const choices = before === 'accepted' ? (['upheld', 'dismissed'] as const) : (['accepted', 'rejected'] as const);
  const [decision, setDecision] = useState<string>('');
  const [suspends, setSuspends] = useState(false);
  const [remedy, setRemedy] = useState('none');
  const [lot, setLot] = useState('');
  const [reasons, setReasons, forget] = useDraft(`complaint-${complaint}`, '');
  const write = useWrite('POST /v1/tenders/{id}/complaints/{complaint}/decision', {
    onDone() {
      forget();
      setDecision('');
    },
  });
  const send = () =>
    write.mutate({
      path: { id, complaint },
      body: {
        decision: decision as Decision['decision'],
        reasons: reasons.trim(),
        ...(decision === 'accepted' ? { suspends } : {}),
        ...(decision === 'upheld' ? { remedy: remedy as NonNullable<Decision['remedy']> } : {}),
        ...(decision === 'upheld' && lot !== '' ? { lot } : {}),
      },
    });
  return (
    <PlainForm error={write.error} onSubmit={send}>
      <div className="j-grid">
        <ChoiceField
          label={say('decision')}
          pointer="/decision"
          required
          none={say('choose')}
          value={decision}
          onChange={setDecision}
          choices={choices.map((each) => [each, say(`decision.${each}`)])}
        />
        {decision === 'upheld' && (
          <>
            <ChoiceField
              label={say('remedy')}
              pointer="/remedy"
              value={remedy}
              onChange={setRemedy}
              choices={remedies.map((each) => [each, say(`remedy.${each}`)])}
            />
            <ChoiceField
              label={say('lot')}
              pointer="/lot"
              none={say('lot.all')}
              value={lot}
              onChange={setLot}
              choices={lots.map((each) => [each.id, each.title])}
            />
          </>
        )}
      </div>
      {decision === 'accepted' && <Check label={say('suspend')} checked={suspends} onChange={setSuspends} />}
      <TextField
        label={say('reasons')}
        hint={say('reasons.hint')}
        pointer="/reasons"
        lines={3}
        required
        maxLength={4000}
        value={reasons}
        onChange={setReasons}
      />
      <FormEnd submit={say('decide')} disabled={write.isPending} />
    </PlainForm>
  );
}
