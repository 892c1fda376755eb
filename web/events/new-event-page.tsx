import { useNavigate } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { PageFrame } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { EventEditor } from './event-editor.tsx';
import './events.css';
import { useText } from './text.ts';
import { bodyOf, nothingTyped } from './typed.ts';

/** Announces an event (发布对接会), by the operator for the host that it names. */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [typed, setTyped, forget] = useDraft('matchmaking-event', nothingTyped);
  const announce = useWrite('POST /v1/matchmaking-events', {
    onDone({ id }) {
      forget();
      navigate(`/organise/events/${id}`);
    },
  });
  return (
    <PageFrame title={say('new')}>
      <p className="e-lead">{say('new.lead')}</p>
      <EventEditor
        typed={typed}
        onChange={setTyped}
        write={announce}
        submit={say('new')}
        onSubmit={() => announce.mutate({ body: bodyOf(typed) })}
      />
    </PageFrame>
  );
}
