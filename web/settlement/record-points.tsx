import { useState } from 'react';
import { type Answer, etagOf } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { typed } from '../kit/typed.ts';
import { GroundsFields, groundsOf, noGrounds } from './grounds.tsx';
import { today } from './model.ts';
import { useText } from './text.ts';

interface Row {
  readonly day: string;
  readonly price: string;
}

/** Prices of days with their evidence (录入报价); a day that has a price already is corrected, for a reason. */
export function RecordPoints({ series }: { readonly series: Answer<'GET /v1/price-indices/{id}'> }) {
  const say = useText();
  const sayKit = useKitText();
  const [rows, setRows] = useState<readonly Row[]>([{ day: today(), price: '' }]);
  const [grounds, setGrounds] = useState(noGrounds);
  const record = useWrite('PUT /v1/price-indices/{id}/points');
  const change = (at: number, next: Partial<Row>) =>
    setRows(rows.map((row, place) => (place === at ? { ...row, ...next } : row)));
  const submit = () =>
    record.mutate({
      path: { id: series.id },
      ifMatch: etagOf(series),
      body: {
        points: rows.map(({ day, price }) => ({ day, price: { amount: typed(price), currency: 'CNY' } })),
        ...groundsOf(grounds),
      },
    });
  return (
    <Section title={say('record')}>
      <PlainForm error={record.error} onSubmit={submit}>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, by which refusals name it
          <div className="j-fields" key={at}>
            <TextField
              label={say('point.day')}
              pointer={`/points/${at}/day`}
              type="date"
              required
              value={row.day}
              onChange={(day) => change(at, { day })}
            />
            <TextField
              label={say('point.priceOf', { unit: sayCode(sayKit, 'unit', series.unit) })}
              pointer={`/points/${at}/price`}
              figure
              required
              value={row.price}
              onChange={(price) => change(at, { price })}
            />
            {rows.length > 1 && (
              <button
                type="button"
                className="j-button"
                onClick={() => setRows(rows.filter((_, place) => place !== at))}
              >
                {say('record.remove', { at: at + 1 })}
              </button>
            )}
          </div>
        ))}
        <p>
          <button type="button" className="j-link" onClick={() => setRows([...rows, { day: '', price: '' }])}>
            {say('record.more')}
          </button>
        </p>
        <div className="j-grid">
          <GroundsFields longest={500} grounds={grounds} onChange={setGrounds} />
        </div>
        <FormEnd submit={say('record.do')} disabled={record.isPending} />
      </PlainForm>
    </Section>
  );
}
