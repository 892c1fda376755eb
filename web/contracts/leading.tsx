import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import { Activating } from './activating.tsx';
import type { Agreement } from './agreement.ts';
import { useText } from './text.ts';

type Step = 'reserves' | 'rollOver' | 'termination';

/** What the lead decides of an agreement that runs (牵头单位办理): reserves, roll-over, termination. */
export function Leading({ agreement }: { readonly agreement: Agreement }) {
  const say = useText();
  const [begun, setBegun] = useState<Step>();
  const done = { onDone: () => setBegun(undefined) };
  const rollOver = useWrite('POST /v1/agreements/{id}/roll-over', done);
  const terminate = useWrite('POST /v1/agreements/{id}/termination', done);
  const path = { id: agreement.id };
  const { terms, rolledOver } = agreement;
  const steps: readonly Step[] = [
    ...(agreement.lots.some(({ suppliers }) => suppliers.some(({ role }) => role === 'reserve'))
      ? (['reserves'] as const)
      : []),
    ...(terms.rollOver !== undefined && rolledOver === undefined ? (['rollOver'] as const) : []),
    'termination',
  ];
  const write = begun === 'rollOver' ? rollOver : terminate;
  return (
    <Section title={say('leading')}>
      {begun === undefined && (
        <p className="j-actions">
          {steps.map((step) => (
            <button key={step} type="button" className="j-button" onClick={() => setBegun(step)}>
              {say(`${step}.begin`)}
            </button>
          ))}
        </p>
      )}
      {begun !== undefined && <p>{say(`${begun}.about`, { until: terms.rollOver?.until ?? '' })}</p>}
      {begun === 'reserves' && <Activating agreement={agreement} onDone={() => setBegun(undefined)} />}
      {(begun === 'rollOver' || begun === 'termination') && (
        <ReasonForm
          submit={say(`${begun}.do`)}
          write={write}
          onSubmit={(reason) => write.mutate({ path, body: { reason } })}
          onCancel={() => setBegun(undefined)}
        />
      )}
    </Section>
  );
}
