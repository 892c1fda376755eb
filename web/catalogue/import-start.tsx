import { type FormEvent, useId, useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section } from '../kit/blocks.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { CategorySelect } from './category-select.tsx';
import { useCategory } from './goods.ts';
import { useText } from './text.ts';
import { useUpload } from './upload.ts';

type Defaults = NonNullable<Extract<Body<'POST /v1/products/import'>, { readonly mode: 'preview' }>['defaults']>;
const deliveries = ['ex-works', 'ex-warehouse', 'delivered'] as const;

/** The template to fill in, the file, and what holds where its cells say nothing. */
export function ImportStart({ onStarted }: { onStarted(job: string): void }) {
  const say = useText();
  const [category, setCategory] = useState('');
  const [defaults, setDefaults] = useState<Readonly<Record<string, string>>>({ taxRate: '0.13', taxIncluded: 'true' });
  const [file, setFile] = useState<File | undefined>();
  const upload = useUpload();
  const start = useWrite('POST /v1/products/import', { onDone: ({ job }) => onStarted(job) });
  const fileHint = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (file === undefined) return;
    const key = await upload.send(file);
    if (key === undefined) return;
    start.mutate({
      body: { mode: 'preview', upload: key, ...(category === '' ? {} : { category }), defaults: defaultsOf(defaults) },
    });
  };
  const busy = upload.isPending || start.isPending;
  return (
    <Section title={say('import.file')}>
      <form className="c-form" onSubmit={submit}>
        <div className="j-fields">
          <CategorySelect value={category} onChange={setCategory} />
          {category !== '' && <Templates category={category} />}
        </div>
        <DefaultFields category={category} defaults={defaults} set={setDefaults} />
        <label className="j-field">
          {say('import.choose')}
          <input
            className="j-input"
            type="file"
            required
            accept=".xlsx,.csv"
            aria-describedby={fileHint}
            onChange={({ target }) => setFile(target.files?.[0])}
          />
        </label>
        <p className="j-small" id={fileHint}>
          {say('import.hint')}
        </p>
        <ProblemAlert error={upload.error ?? start.error} />
        <p>
          <button type="submit" className="j-button j-button-primary" disabled={busy}>
            {say(busy ? 'import.sending' : 'import.check')}
          </button>
        </p>
      </form>
    </Section>
  );
}

function Templates({ category }: { readonly category: string }) {
  const say = useText();
  const base = `/v1/catalogue/categories/${category}/template`;
  return (
    <p className="j-actions">
      {(['xlsx', 'csv'] as const).map((format) => (
        <a key={format} className="j-button" href={`${base}?format=${format}`} download={`${category}.${format}`}>
          {say('import.template', { format: format.toUpperCase() })}
        </a>
      ))}
    </p>
  );
}

interface DefaultFieldsProps {
  readonly category: string;
  readonly defaults: Readonly<Record<string, string>>;
  set(next: Readonly<Record<string, string>>): void;
}

function DefaultFields({ category, defaults, set }: DefaultFieldsProps) {
  const say = useText();
  const sayKit = useKitText();
  const known = useCategory(category);
  const pick = (name: string, label: string, options: readonly (readonly [string, string])[]) => (
    <label className="j-field" key={name}>
      {label}
      <select
        className="j-input"
        value={defaults[name] ?? ''}
        onChange={({ target }) => set({ ...defaults, [name]: target.value })}
      >
        <option value="">{say('import.inFile')}</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  const type = (name: string, label: string, kind: 'text' | 'date') => (
    <label className="j-field" key={name}>
      {label}
      <input
        className="j-input"
        type={kind}
        value={defaults[name] ?? ''}
        onChange={({ target }) => set({ ...defaults, [name]: target.value })}
      />
    </label>
  );
  return (
    <fieldset className="c-fieldset">
      <legend>{say('import.defaults')}</legend>
      <div className="j-fields">
        {pick(
          'per',
          say('per'),
          (known?.tradingUnits ?? []).map((each) => [each, sayKit(`unit.${each}`)] as const),
        )}
        {pick('taxIncluded', say('tax'), [
          ['true', say('tax.included')],
          ['false', say('tax.excluded')],
        ])}
        {type('taxRate', say('tax.rateField'), 'text')}
        {pick(
          'deliveryBasis',
          say('filter.deliveryBasis'),
          deliveries.map((each) => [each, say(`delivery.${each}`)] as const),
        )}
        {pick(
          'weighingBasis',
          say('filter.weighingBasis'),
          (known?.weighingBases ?? []).map((each) => [each, sayCode(sayKit, 'basis', each)] as const),
        )}
        {type('validTo', say('validTo'), 'date')}
      </div>
    </fieldset>
  );
}

function defaultsOf(texts: Readonly<Record<string, string>>): Defaults {
  const { taxIncluded, ...rest } = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  return { ...rest, ...(taxIncluded === undefined ? {} : { taxIncluded: taxIncluded === 'true' }) } as Defaults;
}
