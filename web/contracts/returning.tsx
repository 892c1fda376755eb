import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import { useText } from './text.ts';

/** The supplier says that it took rejected goods home (退货). */
export function Returning({ delivery }: { readonly delivery: string }) {
  const say = useText();
  const [begun, setBegun] = useState(false);
  const take = useWrite('POST /v1/deliveries/{id}/return', { onDone: () => setBegun(false) });
  return (
    <Section title={say('return')}>
      {begun ? (
        <ReasonForm
          submit={say('return.do')}
          write={take}
          onSubmit={(note) => take.mutate({ path: { id: delivery }, body: { note } })}
          onCancel={() => setBegun(false)}
        />
      ) : (
        <p className="j-actions">
          <button type="button" className="j-button" onClick={() => setBegun(true)}>
            {say('return.begin')}
          </button>
        </p>
      )}
    </Section>
  );
}
