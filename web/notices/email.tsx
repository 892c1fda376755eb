import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Facts, Notice, ProblemAlert, Section } from '../kit/blocks.tsx';
import { Check, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

export type Settings = Answer<'GET /v1/notification-settings'>;

/** The address that mail goes to: given with consent, confirmed by a code, forgotten when the consent is taken back. */
export function EmailAddress({ settings: { email, pending, consent } }: { readonly settings: Settings }) {
  const say = useText();
  const [changing, setChanging] = useState(false);
  const asked = email === undefined || email.failedAt !== undefined || changing;
  return (
    <Section title={say('email')}>
      {email !== undefined && (
        <>
          <Facts
            items={[
              [say('email.address'), email.address],
              [say('email.confirmed'), <Moment key="confirmed" at={email.confirmedAt} />],
            ]}
          />
          {email.failedAt !== undefined && (
            <Notice tone="warn" title={say('email.failed')}>
              <p>{say('email.failedDetail')}</p>
            </Notice>
          )}
          <p className="j-actions">
            {!asked && (
              <button type="button" className="j-button" onClick={() => setChanging(true)}>
                {say('email.change')}
              </button>
            )}
            <Withdraw />
          </p>
        </>
      )}
      {pending !== undefined && <Code pending={pending} onDone={() => setChanging(false)} />}
      {asked && <Address consent={consent} again={pending !== undefined} />}
    </Section>
  );
}

function Address({ consent, again }: { readonly consent: Settings['consent']; readonly again: boolean }) {
  const say = useText();
  const language = useLanguage();
  const [address, setAddress] = useState('');
  const [agreed, setAgreed] = useState(false);
  const ask = useWrite('POST /v1/notification-settings/email');
  return (
    <PlainForm error={ask.error} onSubmit={() => ask.mutate({ body: { address, consent: consent.version } })}>
      <div className="j-grid">
        <TextField
          label={say(again ? 'email.other' : 'email.address')}
          hint={say('email.hint')}
          pointer="/address"
          type="email"
          required
          value={address}
          onChange={setAddress}
        />
      </div>
      <Check label={consent[language]} checked={agreed} onChange={setAgreed} />
      <FormEnd minor submit={say('email.send')} disabled={!agreed || ask.isPending} />
    </PlainForm>
  );
}

interface CodeProps {
  readonly pending: NonNullable<Settings['pending']>;
  readonly onDone: () => void;
}

function Code({ pending: { address, expiresAt }, onDone }: CodeProps) {
  const say = useText();
  const [code, setCode] = useState('');
  const confirm = useWrite('POST /v1/notification-settings/email/confirmation', { onDone });
  return (
    <PlainForm error={confirm.error} onSubmit={() => confirm.mutate({ body: { code: code.trim() } })}>
      <Notice tone="accent" title={say('code.sent', { address })}>
        <p>
          {say('code.until')} <Moment at={expiresAt} />
        </p>
      </Notice>
      <div className="j-grid">
        <TextField label={say('code')} pointer="/code" figure maxLength={6} required value={code} onChange={setCode} />
      </div>
      <FormEnd submit={say('code.confirm')} disabled={confirm.isPending} />
    </PlainForm>
  );
}

function Withdraw() {
  const say = useText();
  const withdraw = useWrite('DELETE /v1/notification-settings/email');
  return (
    <>
      <button type="button" className="j-button" disabled={withdraw.isPending} onClick={() => withdraw.mutate({})}>
        {say('email.withdraw')}
      </button>
      <ProblemAlert error={withdraw.error} />
    </>
  );
}
