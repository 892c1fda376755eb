import { useState } from 'react';
import { useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, Facts, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { Certificates, type Organisation, OrganisationFacts, Status } from './organisation.tsx';
import './organisations.css';
import { useText } from './text.ts';

/** The operator looks at what an organisation says of itself and decides, with a reason that it reads (核验). */
export function Page() {
  const { organisation: id = '' } = useParams();
  const say = useText();
  const organisation = useRead('GET /v1/organisations/{id}', { path: { id } });
  return (
    <Reading of={organisation}>
      {(it) => (
        <PageFrame
          kicker={<Status of={it.status} />}
          title={it.name}
          actions={<ButtonLink to="/verifications">{say('verifications')}</ButtonLink>}
        >
          <OrganisationFacts of={it} />
          <Section title={say('certificates')}>
            <Certificates of={it} />
          </Section>
          <Decide of={it} etag={etagOf(it)} />
        </PageFrame>
      )}
    </Reading>
  );
}

function Decide({ of, etag }: { readonly of: Organisation; readonly etag: string | undefined }) {
  const say = useText();
  const [reason, setReason] = useState('');
  const decide = useWrite('POST /v1/organisations/{id}/verification', { onDone: () => setReason('') });
  const send = (decision: 'verified' | 'rejected') =>
    decide.mutate({ path: { id: of.id }, body: { decision, reason: reason.trim() }, ifMatch: etag });
  const empty = reason.trim() === '';
  return (
    <Section title={say('decide')}>
      <p className="j-small">{say('decide.about')}</p>
      {of.reason !== undefined && <Facts items={[[say('decide.last'), of.reason]]} />}
      <PlainForm error={decide.error} onSubmit={() => send('verified')}>
        <TextField
          label={say('decide.reason')}
          pointer="/reason"
          lines={2}
          required
          value={reason}
          onChange={setReason}
        />
        <FormEnd
          submit={of.status === 'verified' ? undefined : say('decide.verify')}
          disabled={decide.isPending || empty}
        >
          {of.status !== 'rejected' && (
            <button
              type="button"
              className="j-button"
              disabled={decide.isPending || empty}
              onClick={() => send('rejected')}
            >
              {say(of.status === 'verified' ? 'decide.revoke' : 'decide.reject')}
            </button>
          )}
        </FormEnd>
      </PlainForm>
    </Section>
  );
}
