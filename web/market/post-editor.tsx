import { useRead } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { Check, ChoiceField, TextField } from '../kit/fields.tsx';
import { DivisionField } from '../kit/places.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import type { Draft } from './draft.ts';
import { type AttributeField, attributesOfWork, unitsOfWork } from './goods.tsx';
import { SpecEditor } from './spec-editor.tsx';
import { percent } from './terms.tsx';
import { useText } from './text.ts';

/** What a post may say of its subject: the attributes, the units it is traded in, and how it is weighed. */
export interface Subject {
  readonly fields: readonly AttributeField[];
  readonly units: readonly string[];
  readonly bases: readonly string[];
}

const none: Subject = { fields: [], units: [], bases: [] };

export function useSubject({ kind, category, process }: Pick<Draft, 'kind' | 'category' | 'process'>): Subject {
  const { data } = useRead(
    'GET /v1/catalogue/categories/{code}',
    { path: { code: category } },
    { enabled: kind !== 'processing' && category !== '' },
  );
  if (kind === 'processing') {
    return process === '' ? none : { fields: attributesOfWork(process), units: unitsOfWork, bases: [] };
  }
  if (category === '' || data?.code !== category) return none;
  return { fields: data.attributes, units: data.tradingUnits, bases: data.weighingBases };
}

interface EditorProps {
  readonly draft: Draft;
  readonly subject: Subject;
  readonly set: (changes: Partial<Draft>) => void;
}

/** Everything of a post but its words and what it is of. */
export function PostEditor(props: EditorProps) {
  const { draft, subject, set } = props;
  const say = useText();
  return (
    <>
      <Section title={say('edit.spec')}>
        <p className="j-small">{say(draft.side === 'wanted' ? 'edit.specAsked' : 'edit.specOffered')}</p>
        <SpecEditor fields={subject.fields} limits={draft.limits} onChange={(limits) => set({ limits })} />
      </Section>
      <Amounts {...props} />
      <When {...props} />
      <Section title={say('edit.who')}>
        <ChoiceField
          label={say('visibility')}
          pointer="/visibility"
          value={draft.visibility}
          onChange={(value) => set({ visibility: value === 'members' ? 'members' : 'public' })}
          choices={[
            ['public', say('visibility.public')],
            ['members', say('visibility.members')],
          ]}
        />
        <Check
          label={say('edit.hide')}
          checked={draft.quantityHidden}
          onChange={(quantityHidden) => set({ quantityHidden })}
        />
      </Section>
    </>
  );
}

const taxRates = ['0.13', '0.09', '0.06', '0.03', '0.01', '0'];

function Amounts({ draft, subject, set }: EditorProps) {
  const say = useText();
  const sayKit = useKitText();
  const units = subject.units.map((each) => [each, sayCode(sayKit, 'unit', each)] as const);
  const bases = subject.bases.map((each) => [each, sayCode(sayKit, 'basis', each)] as const);
  return (
    <Section title={say('edit.amounts')}>
      <div className="j-grid">
        <TextField
          label={say('column.quantity')}
          pointer="/quantity"
          figure
          value={draft.quantity}
          onChange={(quantity) => set({ quantity })}
        />
        <ChoiceField
          label={say('edit.unit')}
          none={say('choose')}
          value={draft.unit}
          onChange={(unit) => set({ unit, per: unit })}
          choices={units}
        />
        {bases.length > 0 && (
          <ChoiceField
            label={say('edit.basis')}
            none={say('choose')}
            value={draft.basis}
            onChange={(basis) => set({ basis })}
            choices={bases}
          />
        )}
        {draft.side === 'offered' && draft.kind !== 'processing' && (
          <TextField
            label={say('minimumOrder')}
            pointer="/minimumOrder"
            figure
            value={draft.minimum}
            onChange={(minimum) => set({ minimum })}
          />
        )}
        {draft.kind === 'processing' && draft.side === 'wanted' && (
          <TextField
            label={say('hours')}
            pointer="/hours"
            figure
            value={draft.hours}
            onChange={(hours) => set({ hours })}
          />
        )}
        {draft.kind === 'processing' && draft.side === 'offered' && (
          <TextField
            label={say('edit.weekly')}
            pointer="/freeHours"
            figure
            value={draft.weekly}
            onChange={(weekly) => set({ weekly })}
          />
        )}
      </div>
      <div className="j-grid">
        <TextField
          label={say('edit.price')}
          pointer="/price"
          hint={say(draft.side === 'wanted' ? 'edit.priceAsked' : 'edit.priceOffered')}
          figure
          value={draft.price}
          onChange={(price) => set({ price, per: draft.per === '' ? draft.unit : draft.per })}
        />
        <ChoiceField
          label={say('edit.per')}
          none={say('choose')}
          value={draft.per}
          onChange={(per) => set({ per })}
          choices={units}
        />
        <ChoiceField
          label={say('edit.delivery')}
          value={draft.delivery}
          onChange={(delivery) => set({ delivery })}
          choices={(['delivered', 'ex-works', 'ex-warehouse'] as const).map((each) => [each, say(`delivery.${each}`)])}
        />
        <ChoiceField
          label={say('edit.taxRate')}
          value={draft.taxRate}
          onChange={(taxRate) => set({ taxRate })}
          choices={taxRates.map((each) => [each, `${percent(each)}%`])}
        />
        <Check label={say('edit.taxed')} checked={draft.taxIncluded} onChange={(taxIncluded) => set({ taxIncluded })} />
      </div>
    </Section>
  );
}

function When({ draft, set }: EditorProps) {
  const say = useText();
  return (
    <Section title={say('edit.when')}>
      <div className="j-grid">
        <TextField
          label={say('edit.from')}
          pointer="/window/from"
          type="date"
          required
          value={draft.from}
          onChange={(from) => set({ from })}
        />
        <TextField
          label={say('edit.to')}
          pointer="/window/to"
          type="date"
          required
          value={draft.to}
          onChange={(to) => set({ to })}
        />
        <DivisionField
          label={say('column.place')}
          pointer="/place/division"
          required
          none={say('choose')}
          value={draft.division}
          onChange={(division) => set({ division })}
        />
        <TextField
          label={say('edit.address')}
          pointer="/place/address"
          maxLength={200}
          value={draft.address}
          onChange={(address) => set({ address })}
        />
        <TextField
          label={say('radius')}
          hint={say('edit.radius')}
          pointer="/radiusKm"
          figure
          value={draft.radius}
          onChange={(radius) => set({ radius })}
        />
        <TextField
          label={say('certificates')}
          hint={say('edit.certificates')}
          pointer="/certificates"
          lines={2}
          value={draft.certificates}
          onChange={(certificates) => set({ certificates })}
        />
      </div>
    </Section>
  );
}
