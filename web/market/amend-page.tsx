import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { changesOf, draftOfPost } from './draft.ts';
import { type FullPost, useSubjectName } from './goods.tsx';
import './market.css';
import { PostEditor, useSubject } from './post-editor.tsx';
import { useText } from './text.ts';

/** Changes an open post of one's own (修改供需信息). */
export function Page() {
  const { ownPost: id = '' } = useParams();
  const post = useRead('GET /v1/posts/{id}', { path: { id } });
  return <Reading of={post}>{(it) => <Amend key={it.id} post={it} etag={etagOf(it)} />}</Reading>;
}

function Amend({ post, etag }: { readonly post: FullPost; readonly etag: string | undefined }) {
  const say = useText();
  const navigate = useNavigate();
  const nameOf = useSubjectName();
  const [draft, setDraft] = useState(() => draftOfPost(post));
  const subject = useSubject(draft);
  const here = `/market/posts/${post.id}`;
  const amend = useWrite('PATCH /v1/posts/{id}', { onDone: () => navigate(here) });
  const send = () =>
    amend.mutate({ path: { id: post.id }, body: changesOf(draft, subject.fields, post), ifMatch: etag });
  return (
    <PageFrame
      title={say('amend.title', { name: nameOf(post) })}
      actions={<ButtonLink to={here}>{say('back')}</ButtonLink>}
    >
      <PlainForm error={amend.error} onSubmit={send}>
        <Section title={say('words.text')}>
          <TextField
            label={say('words.text')}
            pointer="/text"
            lines={3}
            maxLength={2000}
            value={draft.text}
            onChange={(text) => setDraft({ ...draft, text })}
          />
        </Section>
        <PostEditor draft={draft} subject={subject} set={(changes) => setDraft({ ...draft, ...changes })} />
        <FormEnd submit={say('amend.send')} disabled={amend.isPending || subject.fields.length === 0} />
      </PlainForm>
    </PageFrame>
  );
}
