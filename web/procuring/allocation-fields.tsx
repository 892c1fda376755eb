import { useText as useAwardText } from '../kit/award/text.ts';
import { FaultsAt } from '../kit/faults.tsx';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { unitKey, unitOf } from '../kit/typed.ts';
import type { AllocationForm } from './award-form.ts';
import type { ItemForm } from './form.ts';
import { useText } from './text.ts';

const rules = ['winner-takes-all', 'reserves', 'shares', 'committed', 'optimised'] as const;
const ends = ['best-found', 'winner-takes-all'] as const;
/** As many places as the API takes at once; how many are lawful the check says. */
const places = 5;

interface AllocationFieldsProps {
  readonly allocation: AllocationForm;
  readonly items: readonly ItemForm[];
  /** Of the lot. */
  readonly pointer: string;
  set(allocation: AllocationForm): void;
}

/** By which rule a lot is awarded (授标规则), with what that rule asks for. */
export function AllocationFields({ allocation, items, pointer, set }: AllocationFieldsProps) {
  const say = useText();
  const sayAward = useAwardText();
  const { rule } = allocation;
  const at = `${pointer}/allocation`;
  const put = (change: Partial<AllocationForm>) => set({ ...allocation, ...change });
  const figure = (name: 'reserves' | 'winners' | 'maxWinners' | 'maxShare' | 'gap' | 'nodes') => (
    <TextField
      key={name}
      pointer={`${at}/${name}`}
      label={sayAward(name === 'reserves' ? 'allocation.reservesCount' : `allocation.${name}`)}
      hint={name.startsWith('max') ? say('optional') : undefined}
      figure
      narrow
      value={allocation[name]}
      onChange={(value) => put({ [name]: value })}
    />
  );
  return (
    <fieldset className="p-group">
      <legend>{sayAward('allocation')}</legend>
      <div className="j-fields">
        <ChoiceField
          pointer={`${at}/rule`}
          label={sayAward('allocation.rule')}
          value={rule}
          choices={rules.map((it) => [it, sayAward(`allocation.${it}`)])}
          onChange={(value) => put({ rule: value as AllocationForm['rule'] })}
        />
        {rule === 'reserves' && figure('reserves')}
        {rule === 'shares' && (
          <Parts name="shares" at={at} parts={allocation.shares} set={(shares) => put({ shares })} />
        )}
        {rule === 'committed' && (
          <>
            <Parts name="committed" at={at} parts={allocation.committed} set={(committed) => put({ committed })} />
            {figure('winners')}
          </>
        )}
        {'shares,committed,optimised'.includes(rule) && (
          <Step allocation={allocation} items={items} at={at} put={put} />
        )}
        {rule === 'shares' && figure('reserves')}
        {rule === 'optimised' && (
          <>
            {(['maxWinners', 'maxShare', 'gap', 'nodes'] as const).map(figure)}
            <ChoiceField
              pointer={`${at}/otherwise`}
              label={sayAward('allocation.otherwise')}
              value={allocation.otherwise}
              choices={ends.map((it) => [it, sayAward(`otherwise.${it}`)])}
              onChange={(value) => put({ otherwise: value as AllocationForm['otherwise'] })}
            />
          </>
        )}
      </div>
      <p className="j-small">{say(`allocation.${rule}.about`)}</p>
      <FaultsAt pointer={at} />
    </fieldset>
  );
}

interface PartsProps {
  readonly name: 'shares' | 'committed';
  readonly at: string;
  readonly parts: readonly string[];
  set(parts: readonly string[]): void;
}

/** Fractions by rank, or by how many win. */
function Parts({ name, at, parts, set }: PartsProps) {
  const say = useText();
  const sayAward = useAwardText();
  return (
    <>
      <FaultsAt pointer={`${at}/${name}`} />
      {parts.map((part, place) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
          key={place}
          pointer={`${at}/${name}/${place}`}
          label={sayAward(`${name}.part`, { number: place + 1 })}
          figure
          narrow
          value={part}
          onChange={(value) => set(parts.map((each, other) => (other === place ? value : each)))}
        />
      ))}
      {parts.length < places && (
        <button type="button" className="j-button" onClick={() => set([...parts, ''])}>
          {say(`${name}.add`)}
        </button>
      )}
      {parts.length > (name === 'shares' ? 2 : 1) && (
        <button type="button" className="j-button" onClick={() => set(parts.slice(0, -1))}>
          {say(`${name}.remove`)}
        </button>
      )}
    </>
  );
}

interface StepProps {
  readonly allocation: AllocationForm;
  readonly items: readonly ItemForm[];
  readonly at: string;
  put(change: Partial<AllocationForm>): void;
}

/** Whole loads (整车步长), in the unit of the lot's goods. */
function Step({ allocation: { step, stepUnit }, items, at, put }: StepProps) {
  const say = useText();
  const sayAward = useAwardText();
  const sayKit = useKitText();
  const used = items
    .filter(({ unit }) => unit !== '')
    .map(({ unit, basis }) => unitKey({ unit, basis: basis === '' ? undefined : basis }));
  const keys = [...new Set([...used, ...(stepUnit === '' ? [] : [stepUnit])])];
  const words = (key: string) => {
    const { unit, basis } = unitOf(key);
    return [sayCode(sayKit, 'unit', unit), ...(basis === undefined ? [] : [sayCode(sayKit, 'basis', basis)])].join(' ');
  };
  return (
    <>
      <TextField
        pointer={`${at}/step`}
        label={sayAward('allocation.step')}
        figure
        narrow
        value={step}
        onChange={(value) => put({ step: value })}
      />
      <ChoiceField
        pointer={`${at}/step/unit`}
        label={say('allocation.stepUnit')}
        none={say('choose')}
        value={stepUnit}
        choices={keys.map((key) => [key, words(key)])}
        onChange={(value) => put({ stepUnit: value })}
      />
    </>
  );
}
