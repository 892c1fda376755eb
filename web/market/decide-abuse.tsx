import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { instantOf } from '../kit/format.ts';
import { useText } from './text.ts';

type Decision = Body<'POST /v1/abuse-reports/{id}/decision'>['decision'];
const decisions: readonly Decision[] = ['dismissed', 'post-closed', 'poster-suspended'];

interface DecideAbuseProps {
  readonly report: string;
  readonly etag: string | undefined;
  readonly ofPost: boolean;
}

/** The operator's decision, once, with the reason that both sides read. */
export function DecideAbuse({ report, etag, ofPost }: DecideAbuseProps) {
  const say = useText();
  const [decision, setDecision] = useState<Decision>('dismissed');
  const [why, setWhy, forget] = useDraft(`abuse-${report}`, '');
  const [until, setUntil] = useState('');
  const decide = useWrite('POST /v1/abuse-reports/{id}/decision', { onDone: forget });
  const send = () =>
    decide.mutate({
      path: { id: report },
      ifMatch: etag,
      body: {
        decision,
        why,
        ...(decision === 'poster-suspended' && until !== '' ? { until: instantOf(until) } : {}),
      },
    });
  return (
    <Section title={say('abuse.decide')}>
      <PlainForm error={decide.error} onSubmit={send}>
        <div className="j-grid">
          <ChoiceField
            label={say('abuse.outcome')}
            pointer="/decision"
            value={decision}
            onChange={(value) => setDecision(value as Decision)}
            choices={decisions
              .filter((each) => ofPost || each !== 'post-closed')
              .map((each) => [each, say(`decision.${each}`)])}
          />
          {decision === 'poster-suspended' && (
            <TextField
              label={say('abuse.until')}
              hint={say('abuse.untilHint')}
              pointer="/until"
              type="datetime-local"
              required
              value={until}
              onChange={setUntil}
            />
          )}
        </div>
        <TextField
          label={say('abuse.why')}
          hint={say('abuse.whyHint')}
          pointer="/why"
          lines={4}
          maxLength={1000}
          required
          value={why}
          onChange={setWhy}
        />
        <FormEnd submit={say('abuse.submit')} disabled={decide.isPending || why.trim() === ''} />
      </PlainForm>
    </Section>
  );
}
