import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

/** Asks about a post (询价); `?from=` names one's own post that it matches, `?via=` the live session where it was seen. */
export function AskAbout({ post }: { readonly post: { readonly id: string; readonly kind: string } }) {
  const say = useText();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [from, via] = [search.get('from'), search.get('via')];
  const [text, setText, forget] = useDraft(`enquiry-${post.id}`, '');
  const [sent, setSent] = useState(false);
  const ask = useWrite('POST /v1/posts/{id}/enquiries', {
    onDone: ({ id }) => {
      setSent(true);
      forget();
      navigate(`/enquiries/${id}`);
    },
  });
  const send = () =>
    ask.mutate({
      path: { id: post.id },
      body: { text, ...(from === null ? {} : { fromPost: from }), ...(via === null ? {} : { via }) },
    });
  return (
    <Section title={say('ask')}>
      <p className="j-small">{say('ask.about')}</p>
      <PlainForm error={ask.error} onSubmit={send}>
        <TextField
          label={say('ask.text')}
          pointer="/text"
          lines={4}
          maxLength={2000}
          required
          value={text}
          onChange={setText}
        />
        <FormEnd submit={say('ask.send')} disabled={ask.isPending || sent} />
      </PlainForm>
    </Section>
  );
}
