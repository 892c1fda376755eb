import { useState } from 'react';
import { useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm } from '../kit/fields.tsx';
import { Day, Hours } from '../kit/values.tsx';
import { LinkFields } from './link-fields.tsx';
import { Cancel } from './operating.tsx';
import { Results } from './results.tsx';
import { Links, type Session, SessionStatus } from './session.tsx';
import { SessionEditor } from './session-editor.tsx';
import './showcase.css';
import { ShownProducts } from './shown-products.tsx';
import { useText } from './text.ts';
import { bodyOf, typedOf } from './typed.ts';

/** What its host does with a session (管理直播): amends and announces it, ends or cancels it, links its recordings. */
export function Page() {
  const { ownSession: id = '' } = useParams();
  const say = useText();
  const session = useRead('GET /v1/live-sessions/{id}', { path: { id } });
  return (
    <Reading of={session}>
      {(it) => {
        const open = it.status === 'draft' || it.status === 'announced' || it.status === 'live';
        return (
          <PageFrame
            kicker={<SessionStatus of={it} />}
            title={it.title}
            actions={it.status !== 'draft' && <ButtonLink to={`/sessions/${id}`}>{say('publicPage')}</ButtonLink>}
          >
            {it.cancelled !== undefined && (
              <Notice tone="warn" title={say('cancelled')}>
                <p>{it.cancelled.reason}</p>
              </Notice>
            )}
            {open && <NextStep session={it} />}
            {open ? <Amend key={it.id} session={it} etag={etagOf(it)} /> : <Past session={it} />}
            {it.status === 'ended' && <Replays session={it} etag={etagOf(it)} />}
            {it.announcedAt !== undefined && <Results session={id} />}
          </PageFrame>
        );
      }}
    </Reading>
  );
}

interface StepProps {
  readonly session: Session;
  readonly etag: string | undefined;
}

function NextStep({ session: { id, status, products } }: Pick<StepProps, 'session'>) {
  const say = useText();
  const announce = useWrite('POST /v1/live-sessions/{id}/announcement');
  const end = useWrite('POST /v1/live-sessions/{id}/end');
  const asked = { path: { id } };
  const waits = products.filter(({ agreed }) => agreed === false);
  return (
    <Section title={say('next')}>
      <p>{say(`next.${status as 'draft'}`)}</p>
      {waits.length > 0 && (
        <Notice tone="warn" title={say(status === 'draft' ? 'waits.draft' : 'waits')}>
          <ul>
            {waits.map(({ product, title, supplier }) => (
              <li key={product}>
                {title} · {supplier.name}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ProblemAlert error={announce.error ?? end.error} />
      <p className="j-actions">
        {status === 'draft' && (
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={announce.isPending}
            onClick={() => announce.mutate(asked)}
          >
            {say('announce')}
          </button>
        )}
        {status === 'live' && (
          <button type="button" className="j-button" disabled={end.isPending} onClick={() => end.mutate(asked)}>
            {say('end')}
          </button>
        )}
      </p>
      <Cancel session={id} />
    </Section>
  );
}

function Amend({ session, etag }: StepProps) {
  const say = useText();
  const [typed, setTyped] = useState(() => typedOf(session));
  const amend = useWrite('PATCH /v1/live-sessions/{id}');
  const send = () => {
    const { description = null, ...body } = bodyOf(typed);
    amend.mutate({ path: { id: session.id }, body: { description, ...body }, ifMatch: etag });
  };
  return (
    <>
      {amend.isSuccess && <Notice tone="good" title={say('amended')} />}
      <SessionEditor typed={typed} onChange={setTyped} write={amend} submit={say('amend')} onSubmit={send} />
    </>
  );
}

function Past({ session }: { readonly session: Session }) {
  const say = useText();
  return (
    <>
      <Section title={say('about')}>
        <Facts
          items={[
            [say('when'), <Day key="day" at={session.startsAt} weekday />],
            [say('hours'), <Hours key="hours" from={session.startsAt} to={session.endsAt} />],
            [say('presenter'), session.presenter.name],
          ]}
        />
        {session.replays.length > 0 && <Links links={session.replays} />}
      </Section>
      <Section title={say('products')}>
        <ShownProducts session={session} />
      </Section>
    </>
  );
}

function Replays({ session, etag }: StepProps) {
  const say = useText();
  const [links, setLinks] = useState(session.replays);
  const save = useWrite('PUT /v1/live-sessions/{id}/replays');
  const body = { links: links as never };
  return (
    <Section title={say('replays')}>
      <PlainForm error={save.error} onSubmit={() => save.mutate({ path: { id: session.id }, body, ifMatch: etag })}>
        <LinkFields pointer="/links" links={links} onChange={setLinks} />
        {save.isSuccess && <Notice tone="good" title={say('amended')} />}
        <FormEnd minor submit={say('replays.save')} disabled={save.isPending} />
      </PlainForm>
    </Section>
  );
}
