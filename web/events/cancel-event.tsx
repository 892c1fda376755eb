import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import type { Event } from './event.tsx';
import { useText } from './text.ts';

/** Cancels an event, for a reason that everyone reads; the firms that registered are told. */
export function CancelEvent({ event: { id, status } }: { readonly event: Event }) {
  const say = useText();
  const [open, setOpen] = useState(false);
  const cancel = useWrite('POST /v1/matchmaking-events/{id}/cancellation', { onDone: () => setOpen(false) });
  if (status === 'held' || status === 'ended' || status === 'cancelled') return null;
  return (
    <Section title={say('cancel')}>
      <p className="j-small">{say('cancel.about')}</p>
      {open ? (
        <ReasonForm
          submit={say('cancel.confirm')}
          write={cancel}
          onSubmit={(reason) => cancel.mutate({ path: { id }, body: { reason } })}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <p>
          <button type="button" className="j-button" onClick={() => setOpen(true)}>
            {say('cancel')}
          </button>
        </p>
      )}
    </Section>
  );
}
