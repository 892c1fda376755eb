import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { newCeremony } from '../../shared/sealing/ceremony.ts';
import { type Answer, call } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Notice, Section, Table } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

type Key = Answer<'GET /v1/ceremony-keys/{holder}'>;

interface DealingProps {
  readonly tender: string;
  /** Shares were dealt before. */
  readonly again: boolean;
}

const count = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : -1);
const fresh = { holders: '', threshold: '2', sharesWithin: '1440', revealWithin: '4320' };

/** The key is made here, split, sealed share by share to its holders' keys, and forgotten: only sealed shares are sent. */
export function Dealing({ tender, again }: DealingProps) {
  const say = useText();
  const [form, setForm] = useState(fresh);
  const [compared, setCompared] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  const write = useWrite('PUT /v1/tenders/{id}/ceremony');
  const set = (change: Partial<typeof fresh>) => {
    setForm({ ...form, ...change });
    if (change.holders !== undefined) setCompared(false);
  };
  const named = form.holders.split(/\s+/).filter((each) => each !== '');
  const keys = useQueries({
    queries: named.map((holder) => ({
      queryKey: ['GET /v1/ceremony-keys/{holder}', { path: { holder } }],
      queryFn: () => call('GET /v1/ceremony-keys/{holder}', { path: { holder } }),
      retry: false,
    })),
  });
  const known = keys.flatMap(({ data }) => data ?? []);
  const unknown = named.filter((_, at) => keys[at]?.isError);
  const whole = named.length > 0 && known.length === named.length;
  const deal = async () => {
    setFailed(undefined);
    try {
      const threshold = count(form.threshold);
      const { publicKey, shares } = await newCeremony({ tender, threshold, holders: known });
      const within = { sharesWithin: count(form.sharesWithin), revealWithin: count(form.revealWithin) };
      const body = { publicKey, threshold, shares, ...within };
      await write.mutateAsync({ path: { id: tender }, body: body as never });
      setForm(fresh);
      setCompared(false);
    } catch (error) {
      setFailed(error);
    }
  };
  return (
    <Section title={say(again ? 'deal.again' : 'deal.first')}>
      <p>{say('deal.about')}</p>
      {again && <Notice tone="warn">{say('deal.againDetail')}</Notice>}
      <PlainForm error={failed} onSubmit={() => void deal()}>
        <TextField
          label={say('deal.holders')}
          pointer="/shares"
          hint={say('deal.holdersHint')}
          lines={4}
          required
          value={form.holders}
          onChange={(holders) => set({ holders })}
        />
        {unknown.length > 0 && (
          <Notice tone="bad" title={say('deal.unknown')}>
            {unknown.join(' ')}
          </Notice>
        )}
        {known.length > 0 && <Keys keys={known} />}
        {whole && (
          <label className="j-check">
            <input type="checkbox" checked={compared} onChange={({ target }) => setCompared(target.checked)} />
            <span>{say('deal.compared')}</span>
          </label>
        )}
        <div className="j-grid">
          {(['threshold', 'sharesWithin', 'revealWithin'] as const).map((name) => (
            <TextField
              key={name}
              label={say(`deal.${name}`)}
              pointer={`/${name}`}
              figure
              required
              value={form[name]}
              onChange={(value) => set({ [name]: value })}
            />
          ))}
        </div>
        <FormEnd submit={say('deal.send')} disabled={!whole || !compared || write.isPending} />
      </PlainForm>
    </Section>
  );
}

function Keys({ keys }: { readonly keys: readonly Key[] }) {
  const say = useText();
  return (
    <Table
      caption={say('deal.keys')}
      columns={[
        { title: say('key.holder'), of: ({ holder }) => <code className="o-hash">{holder}</code> },
        { title: say('key.kid'), of: ({ key }) => <code className="o-hash">{key.kid}</code> },
        { title: say('key.at'), of: ({ registeredAt }) => <Moment at={registeredAt} /> },
      ]}
      items={keys}
      keyOf={({ holder }) => holder}
    />
  );
}
