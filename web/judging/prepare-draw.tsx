import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { commitmentOf, freshValue, useDrawValue } from './draw-value.ts';
import { useText } from './text.ts';

interface Representative {
  readonly row: string;
  readonly name: string;
  readonly sub: string;
}

/** The buyer begins a draw: how many experts, who sits for the buyer beside them, and a value that it commits to (准备抽取). */
export function PrepareDraw({ tender: id }: { readonly tender: string }) {
  const say = useText();
  const [experts, setExperts] = useState('5');
  const [representatives, setRepresentatives] = useState<readonly Representative[]>([]);
  const [value, setValue] = useDrawValue(id, 'buyer');
  const write = useWrite('POST /v1/tenders/{id}/committee/draw');
  const put = (row: string, change: Partial<Representative>) =>
    setRepresentatives(representatives.map((each) => (each.row === row ? { ...each, ...change } : each)));
  const send = () => {
    const own = value === '' ? freshValue() : value;
    setValue(own);
    write.mutate({
      path: { id },
      body: {
        experts: Number(experts),
        representatives: representatives.map(({ name, sub }) => ({ name: name.trim(), sub: sub.trim() })),
        commitment: commitmentOf(id, 'buyer', own),
      },
    });
  };
  return (
    <PlainForm error={write.error} onSubmit={send}>
      <div className="j-grid">
        <TextField
          label={say('draw.count')}
          hint={say('draw.countHint')}
          pointer="/members"
          figure
          required
          value={experts}
          onChange={setExperts}
        />
      </div>
      {representatives.map(({ row, name, sub }, at) => (
        <fieldset key={row} className="g-person">
          <legend>{say('draw.representative', { number: at + 1 })}</legend>
          <TextField
            label={say('seat.name')}
            pointer={`/representatives/${at}/name`}
            required
            value={name}
            onChange={(typed) => put(row, { name: typed })}
          />
          <TextField
            label={say('member.sub')}
            pointer={`/representatives/${at}/sub`}
            required
            value={sub}
            onChange={(typed) => put(row, { sub: typed })}
          />
          <button
            type="button"
            className="j-button"
            onClick={() => setRepresentatives(representatives.filter((each) => each.row !== row))}
          >
            {say('remove')}
          </button>
        </fieldset>
      ))}
      <p className="j-actions">
        <button
          type="button"
          className="j-button"
          onClick={() => setRepresentatives([...representatives, { row: crypto.randomUUID(), name: '', sub: '' }])}
        >
          {say('draw.addRepresentative')}
        </button>
      </p>
      <p className="j-small">{say('draw.prepareAbout')}</p>
      <FormEnd submit={say('draw.prepare')} disabled={write.isPending} />
    </PlainForm>
  );
}
