import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

const blank = { name: '', sub: '', employer: '', pool: '', reference: '' };

/** Somebody takes a seat that was left, by name (补充成员). */
export function Replacing({ tender: id, seat }: { readonly tender: string; readonly seat: number }) {
  const say = useText();
  const [typed, setTyped] = useState(blank);
  const set = (change: Partial<typeof blank>) => setTyped({ ...typed, ...change });
  const write = useWrite('POST /v1/tenders/{id}/committee/replacements');
  const { name, sub, employer, pool, reference } = typed;
  const send = () =>
    write.mutate({
      path: { id },
      body: {
        seat,
        member: { name: name.trim(), sub: sub.trim(), ...(employer === '' ? {} : { employer: employer.trim() }) },
        ...(pool === '' && reference === '' ? {} : { pool: { name: pool.trim(), reference: reference.trim() } }),
      },
    });
  return (
    <PlainForm error={write.error} onSubmit={send}>
      <div className="j-grid">
        <TextField
          label={say('seat.name')}
          pointer="/member/name"
          required
          value={name}
          onChange={(value) => set({ name: value })}
        />
        <TextField
          label={say('member.sub')}
          pointer="/member/sub"
          required
          value={sub}
          onChange={(value) => set({ sub: value })}
        />
        <TextField
          label={say('member.employer')}
          pointer="/member/employer"
          value={employer}
          onChange={(value) => set({ employer: value })}
        />
        <TextField
          label={say('pool.name')}
          hint={say('pool.hint')}
          pointer="/pool/name"
          value={pool}
          onChange={(value) => set({ pool: value })}
        />
        <TextField
          label={say('pool.reference')}
          pointer="/pool/reference"
          value={reference}
          onChange={(value) => set({ reference: value })}
        />
      </div>
      <FormEnd submit={say('seat.fill')} disabled={write.isPending} />
    </PlainForm>
  );
}
