import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section } from '../kit/blocks.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import type { Session } from './session.tsx';
import { useText } from './text.ts';

/** What the operator does with a session: recommends it (推荐), or cancels it for a reason that is public. */
export function Operating({ session: { id, featured, status } }: { readonly session: Session }) {
  const say = useText();
  const feature = useWrite('PUT /v1/live-sessions/{id}/feature');
  const unfeature = useWrite('DELETE /v1/live-sessions/{id}/feature');
  const change = featured ? unfeature : feature;
  return (
    <Section title={say('operating')}>
      <ProblemAlert error={feature.error ?? unfeature.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button"
          disabled={change.isPending}
          onClick={() => change.mutate({ path: { id } })}
        >
          {say(featured ? 'feature.not' : 'feature')}
        </button>
      </p>
      {(status === 'announced' || status === 'live') && <Cancel session={id} />}
    </Section>
  );
}

/** Cancels a session, for a reason that everyone reads and who asked to be told is told. */
export function Cancel({ session: id }: { readonly session: string }) {
  const say = useText();
  const [open, setOpen] = useState(false);
  const cancel = useWrite('POST /v1/live-sessions/{id}/cancellation', { onDone: () => setOpen(false) });
  if (!open) {
    return (
      <p className="j-actions">
        <button type="button" className="j-button" onClick={() => setOpen(true)}>
          {say('cancel')}
        </button>
      </p>
    );
  }
  return (
    <>
      <p className="j-small">{say('cancel.about')}</p>
      <ReasonForm
        submit={say('cancel.confirm')}
        write={cancel}
        onSubmit={(reason) => cancel.mutate({ path: { id }, body: { reason } })}
        onCancel={() => setOpen(false)}
      />
    </>
  );
}
