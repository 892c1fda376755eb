import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Notice, Section } from '../kit/blocks.tsx';
import { Field, FormEnd, PlainForm } from '../kit/fields.tsx';
import { GroundsFields, groundsOf, noGrounds } from './grounds.tsx';
import { useText } from './text.ts';

/** Prices from a file (导入报价): every row is checked before the first is recorded. */
export function ImportPoints({ series }: { readonly series: string }) {
  const say = useText();
  const [file, setFile] = useState<File>();
  const [grounds, setGrounds] = useState(noGrounds);
  const load = useWrite('POST /v1/price-indices/{id}/imports');
  const submit = async () => {
    if (file === undefined) return;
    load.mutate({
      path: { id: series },
      body: {
        file: base64(new Uint8Array(await file.arrayBuffer())),
        ...groundsOf(grounds),
      },
    });
  };
  return (
    <Section title={say('import')}>
      <PlainForm error={load.error} onSubmit={() => void submit()}>
        <div className="j-grid">
          <Field label={say('import.file')} hint={say('import.hint')} pointer="/file">
            {(named) => (
              <input
                {...named}
                className="j-input"
                type="file"
                accept=".csv,text/csv"
                required
                onChange={({ target }) => {
                  load.reset();
                  setFile(target.files?.[0]);
                }}
              />
            )}
          </Field>
          <GroundsFields longest={420} grounds={grounds} onChange={setGrounds} />
        </div>
        {load.data !== undefined && (
          <Notice tone="good" title={say('import.done', { count: load.data.points })}>
            <p>{say(load.data.recordings === 0 ? 'import.nothingNew' : 'import.recorded')}</p>
          </Notice>
        )}
        <FormEnd
          submit={say('import.do')}
          disabled={load.isPending || file === undefined || grounds.evidence.trim() === ''}
        />
      </PlainForm>
    </Section>
  );
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
