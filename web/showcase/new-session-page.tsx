import { useNavigate } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { PageFrame } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { SessionEditor } from './session-editor.tsx';
import './showcase.css';
import { useText } from './text.ts';
import { bodyOf, nothingTyped } from './typed.ts';

/** Drafts a live session (新建直播): seen by its host alone until it is announced. */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [typed, setTyped, forget] = useDraft('live-session', nothingTyped);
  const draft = useWrite('POST /v1/live-sessions', {
    onDone({ id }) {
      forget();
      navigate(`/supply/sessions/${id}`);
    },
  });
  return (
    <PageFrame title={say('new')}>
      <p className="s-lead">{say('new.lead')}</p>
      <SessionEditor
        typed={typed}
        onChange={setTyped}
        write={draft}
        submit={say('new.save')}
        onSubmit={() => draft.mutate({ body: bodyOf(typed) })}
      />
    </PageFrame>
  );
}
