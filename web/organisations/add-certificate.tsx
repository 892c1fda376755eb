import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

const blank = { type: '', number: '', issuer: '', validFrom: '', validTo: '' };
const fields = ['type', 'number', 'issuer', 'validFrom', 'validTo'] as const;

/** Enters a certificate (登记证书). */
export function AddCertificate({ organisation }: { readonly organisation: string }) {
  const say = useText();
  const [typed, setTyped] = useState(blank);
  const add = useWrite('POST /v1/organisations/{id}/certificates', { onDone: () => setTyped(blank) });
  return (
    <details>
      <summary>{say('certificate.add')}</summary>
      <PlainForm error={add.error} onSubmit={() => add.mutate({ path: { id: organisation }, body: typed })}>
        <div className="j-grid">
          {fields.map((each) => (
            <TextField
              key={each}
              label={say(`certificate.${each}`)}
              pointer={`/${each}`}
              type={each.startsWith('valid') ? 'date' : 'text'}
              required
              value={typed[each]}
              onChange={(value) => setTyped({ ...typed, [each]: value })}
            />
          ))}
        </div>
        <FormEnd minor submit={say('certificate.send')} disabled={add.isPending} />
      </PlainForm>
    </details>
  );
}
