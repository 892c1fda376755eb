import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import type { Enquiry } from './goods.tsx';
import { useText } from './text.ts';

/** Ends an enquiry: its poster declines, who asked withdraws. */
export function EndEnquiry({ enquiry, own }: { readonly enquiry: Enquiry; readonly own: string }) {
  const say = useText();
  const [reason, setReason] = useState('');
  const end = useWrite('POST /v1/enquiries/{id}/closure');
  const send = () =>
    end.mutate({ path: { id: enquiry.id }, body: reason.trim() === '' ? {} : { reason: reason.trim() } });
  return (
    <details className="m-details">
      <summary>{say(enquiry.enquirer === own ? 'end.withdraw' : 'end.decline')}</summary>
      <PlainForm error={end.error} onSubmit={send}>
        <TextField
          label={say('end.reason')}
          pointer="/reason"
          lines={2}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <FormEnd minor submit={say('end.send')} disabled={end.isPending} />
      </PlainForm>
    </details>
  );
}
