import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Notice } from '../kit/blocks.tsx';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

type Report = Body<'POST /v1/posts/{id}/abuse-reports'>;
type Reason = Report['reason'];
const reasons: readonly Reason[] = ['false', 'fraud', 'forbidden-goods', 'insult', 'rights', 'spam', 'other'];

/** Reports a post (举报). */
export function ReportPost({ post }: { readonly post: string }) {
  const write = useWrite('POST /v1/posts/{id}/abuse-reports');
  return <ReportForm write={write} onSend={(body) => write.mutate({ path: { id: post }, body })} />;
}

/** Reports a message of the other side. */
export function ReportMessage({ enquiry, number }: { readonly enquiry: string; readonly number: number }) {
  const write = useWrite('POST /v1/enquiries/{id}/messages/{number}/abuse-reports');
  return <ReportForm write={write} onSend={(body) => write.mutate({ path: { id: enquiry, number }, body })} />;
}

interface ReportFormProps {
  readonly write: { readonly error: unknown; readonly isPending: boolean; readonly isSuccess: boolean };
  readonly onSend: (report: Report) => void;
}

function ReportForm({ write, onSend }: ReportFormProps) {
  const say = useText();
  const [reason, setReason] = useState<Reason>('false');
  const [text, setText] = useState('');
  if (write.isSuccess) return <Notice tone="good" title={say('report.sent')} />;
  return (
    <details className="m-details">
      <summary>{say('report')}</summary>
      <PlainForm error={write.error} onSubmit={() => onSend({ reason, text })}>
        <p className="j-small">{say('report.about')}</p>
        <ChoiceField
          label={say('report.reason')}
          pointer="/reason"
          value={reason}
          onChange={(value) => setReason(value as Reason)}
          choices={reasons.map((each) => [each, say(`report.${each}`)])}
        />
        <TextField
          label={say('report.text')}
          pointer="/text"
          lines={3}
          maxLength={1000}
          required
          value={text}
          onChange={setText}
        />
        <FormEnd minor submit={say('report.send')} disabled={write.isPending} />
      </PlainForm>
    </details>
  );
}
