import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useRead, useWrite } from '../api/queries.ts';
import { Notice, PageFrame, Reading } from '../kit/blocks.tsx';
import { EventEditor } from './event-editor.tsx';
import './events.css';
import type { Event } from './event.tsx';
import { useText } from './text.ts';
import { bodyOf, typedOf } from './typed.ts';

/** Amends an event while registration is open; of places and slots there are never fewer. */
export function Page() {
  const { event: id = '' } = useParams();
  const say = useText();
  const event = useRead('GET /v1/matchmaking-events/{id}', { path: { id } });
  return (
    <PageFrame kicker={event.data?.title} title={say('amend')}>
      <Reading of={event}>
        {(it) => (
          <>
            <Notice tone={it.status === 'announced' ? 'neutral' : 'warn'} title={say('amend.about')} />
            <Amend key={it.id} event={it} />
          </>
        )}
      </Reading>
    </PageFrame>
  );
}

function Amend({ event }: { readonly event: Event }) {
  const say = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(() => typedOf(event));
  const amend = useWrite('PATCH /v1/matchmaking-events/{id}', {
    onDone: () => navigate(`/organise/events/${event.id}`),
  });
  return (
    <EventEditor
      typed={typed}
      onChange={setTyped}
      write={amend}
      submit={say('amend.save')}
      onSubmit={() => amend.mutate({ path: { id: event.id }, body: bodyOf(typed) })}
    />
  );
}
