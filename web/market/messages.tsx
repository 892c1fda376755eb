import { useState } from 'react';
import { call } from '../api/client.ts';
import { useList, useWrite } from '../api/queries.ts';
import { Listing, ProblemAlert, Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { Moment } from '../kit/values.tsx';
import { type Attachment, Attachments } from './attachments.tsx';
import type { Enquiry } from './goods.tsx';
import { ReportMessage } from './report.tsx';
import { useText } from './text.ts';

interface MessagesProps {
  readonly enquiry: Enquiry;
  readonly own: string;
  readonly other: string;
}

/** What the two wrote (留言), and the next line. */
export function Messages({ enquiry, own, other }: MessagesProps) {
  const say = useText();
  const [failed, setFailed] = useState<unknown>();
  const messages = useList('GET /v1/enquiries/{id}/messages', { path: { id: enquiry.id }, query: { limit: 50 } });
  const download = (number: number, sha256: string) =>
    call('GET /v1/enquiries/{id}/messages/{number}/attachments/{sha256}', {
      path: { id: enquiry.id, number, sha256 },
    }).then(({ url }) => location.assign(url), setFailed);
  return (
    <Section title={say('messages')}>
      <ProblemAlert error={failed} />
      <Listing of={messages} empty={<p className="j-muted">{say('messages.none')}</p>}>
        {(items) => (
          <ol className="m-thread">
            {[...items]
              .sort((a, b) => a.number - b.number)
              .map(({ number, by, sentAt, text, attachments }) => (
                <li key={number} className={by === own ? 'm-own' : undefined}>
                  <p className="j-small">
                    {by === own ? say('messages.own') : other} · <Moment at={sentAt} />
                  </p>
                  <p className="m-words">{text}</p>
                  {attachments.map(({ name, sha256 }) => (
                    <button key={sha256} type="button" className="m-quiet" onClick={() => download(number, sha256)}>
                      {name}
                    </button>
                  ))}
                  {by !== own && <ReportMessage enquiry={enquiry.id} number={number} />}
                </li>
              ))}
          </ol>
        )}
      </Listing>
      {enquiry.status === 'open' && <Write enquiry={enquiry.id} />}
    </Section>
  );
}

function Write({ enquiry }: { readonly enquiry: string }) {
  const say = useText();
  const [text, setText, forget] = useDraft(`message-${enquiry}`, '');
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const send = useWrite('POST /v1/enquiries/{id}/messages', {
    onDone() {
      forget();
      setAttachments([]);
    },
  });
  return (
    <PlainForm error={send.error} onSubmit={() => send.mutate({ path: { id: enquiry }, body: { text, attachments } })}>
      <TextField
        label={say('messages.write')}
        pointer="/text"
        lines={3}
        maxLength={2000}
        required
        value={text}
        onChange={setText}
      />
      <Attachments enquiry={enquiry} files={attachments} onChange={setAttachments} />
      <FormEnd minor submit={say('messages.send')} disabled={send.isPending || text.trim() === ''} />
    </PlainForm>
  );
}
