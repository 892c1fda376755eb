import { useId, useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import type { Round } from './round.ts';
import { useText } from './text.ts';

/** Moving the close of the window, and cancelling the round (调整时间、取消). */
export function Window({ round }: { readonly round: Round }) {
  const say = useText();
  const id = useId();
  const [closesAt, setClosesAt] = useState('');
  const [cancelling, setCancelling] = useState(false);
  const move = useWrite('PATCH /v1/demand-rounds/{id}', { onDone: () => setClosesAt('') });
  const cancel = useWrite('POST /v1/demand-rounds/{id}/cancellation', { onDone: () => setCancelling(false) });
  const { status } = round;
  const movable = status === 'scheduled' || status === 'reporting';
  if (status === 'cancelled' || status === 'tendering' || status === 'over') return null;
  return (
    <Section title={say('manage')}>
      {movable && (
        <div className="j-fields">
          <CellField
            id={`${id}-closes`}
            label={say('manage.closes')}
            shown
            type="datetime-local"
            value={closesAt}
            fault={undefined}
            onChange={setClosesAt}
          />
          <button
            type="button"
            className="j-button"
            disabled={closesAt === '' || move.isPending}
            onClick={() => move.mutate({ path: { id: round.id }, body: { closesAt: `${closesAt}:00+08:00` } })}
          >
            {say('manage.move')}
          </button>
        </div>
      )}
      <ProblemAlert error={move.error} />
      {cancelling ? (
        <ReasonForm
          submit={say('manage.cancelDo')}
          write={cancel}
          onSubmit={(reason) => cancel.mutate({ path: { id: round.id }, body: { reason } })}
          onCancel={() => setCancelling(false)}
        />
      ) : (
        <p className="j-actions">
          <button type="button" className="j-button" onClick={() => setCancelling(true)}>
            {say('manage.cancel')}
          </button>
        </p>
      )}
    </Section>
  );
}
