import { useList } from '../api/queries.ts';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import type { DraftForm } from './form.ts';
import { useText } from './text.ts';

export interface PartProps {
  readonly form: DraftForm;
  set(change: Partial<DraftForm>): void;
}

const regimes = ['bidding-compulsory', 'government-procurement', 'soe-voluntary'] as const;
const methods = ['lowest-evaluated-price', 'scoring', 'weighted-price'] as const;
const modes = ['automatic', 'ceremony'] as const;
const ties = ['draw', 'decision'] as const;

/** Title, regime, method, how it is opened, deadline, validity (基本信息). */
export function FactsFields({ form, set }: PartProps) {
  const say = useText();
  const put = (name: keyof DraftForm) => (value: string) => set({ [name]: value });
  const secondStage = form.regime === 'framework-second-stage';
  return (
    <div className="j-fields">
      <TextField
        pointer="/title"
        label={say('title')}
        wide
        maxLength={200}
        value={form.title}
        onChange={put('title')}
      />
      <ChoiceField
        pointer="/regime"
        label={say('regime')}
        value={form.regime}
        // A second stage of a framework agreement is made by the platform, and stays one.
        choices={(secondStage ? (['framework-second-stage'] as const) : regimes).map((it) => [it, say(`regime.${it}`)])}
        onChange={put('regime')}
      />
      <ChoiceField
        pointer="/method"
        label={say('method')}
        value={form.method}
        choices={methods.map((it) => [it, say(`method.${it}`)])}
        onChange={put('method')}
      />
      <TextField
        pointer="/deadline"
        label={say('deadline')}
        type="datetime-local"
        value={form.deadline}
        onChange={put('deadline')}
      />
      <TextField
        pointer="/bidValidityDays"
        label={say('validity')}
        figure
        narrow
        maxLength={3}
        value={form.validity}
        onChange={(value) => set({ validity: value.trim() })}
      />
      <ChoiceField
        pointer="/openingMode"
        label={say('openingMode')}
        value={form.openingMode}
        choices={modes.map((it) => [it, say(`openingMode.${it}`)])}
        onChange={put('openingMode')}
      />
      <ChoiceField
        pointer="/tieRule"
        label={say('tieRule')}
        value={form.tieRule}
        choices={ties.map((it) => [it, say(`tieRule.${it}`)])}
        onChange={put('tieRule')}
      />
      <TextField
        pointer="/annual"
        label={say('year')}
        figure
        narrow
        maxLength={4}
        value={form.year}
        onChange={(value) => set({ year: value.trim() })}
      />
      <CatalogueField form={form} set={set} />
      <TextField
        pointer="/text"
        label={say('text')}
        hint={say('text.hint')}
        wide
        lines={4}
        maxLength={4000}
        value={form.text}
        onChange={put('text')}
      />
    </div>
  );
}

/** Which version of the published catalogue the documents cite (集采目录). */
function CatalogueField({ form: { catalogue }, set }: PartProps) {
  const say = useText();
  const { data: published = [] } = useList('GET /v1/procurement-catalogues', { query: {} });
  if (published.length === 0 && catalogue === '') return null;
  const known = published.map(({ citation, title, version }) => [citation, `${title} ${version}`] as const);
  const other = catalogue !== '' && !known.some(([citation]) => citation === catalogue);
  return (
    <ChoiceField
      pointer="/procurementCatalogue"
      label={say('catalogue')}
      none={say('catalogue.none')}
      value={catalogue}
      choices={other ? [...known, [catalogue, catalogue.slice(0, 10)]] : known}
      onChange={(value) => set({ catalogue: value })}
    />
  );
}
