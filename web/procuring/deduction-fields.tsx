import { useRead } from '../api/queries.ts';
import { useText as useAwardText } from '../kit/award/text.ts';
import { FaultsAt } from '../kit/faults.tsx';
import { Check, TextField } from '../kit/fields.tsx';
import { Cited } from '../kit/values.tsx';
import type { DeductionForm } from './award-form.ts';
import type { DraftForm } from './form.ts';
import { useText } from './text.ts';

const firms = ['small', 'micro', 'consortium'] as const;

interface DeductionFieldsProps {
  readonly deductions: readonly DeductionForm[];
  readonly regime: DraftForm['regime'];
  /** Of the lot. */
  readonly pointer: string;
  set(deductions: readonly DeductionForm[]): void;
}

/** Price deductions for small and micro firms (价格扣除), within what the rules of the regime say. */
export function DeductionFields({ deductions, regime, pointer, set }: DeductionFieldsProps) {
  const say = useText();
  const sayAward = useAwardText();
  const { data: pack } = useRead('GET /v1/rule-packs/{regime}', { path: { regime }, query: {} });
  const rule = pack?.deductions;
  const ranges = (rule?.value ?? {}) as Readonly<Partial<Record<DeductionForm['for'], readonly string[] | null>>>;
  // Where the regime knows none, what was written before can still be taken out.
  if (rule !== undefined && deductions.length === 0 && firms.every((firm) => ranges[firm] === null)) return null;
  return (
    <fieldset className="p-group">
      <legend>{sayAward('deductions')}</legend>
      <div className="j-fields">
        {firms.map((firm) => {
          const at = deductions.findIndex((each) => each.for === firm);
          const [least, most] = ranges[firm] ?? [];
          return (
            <div key={firm} className="p-choice">
              <Check
                label={sayAward(`deduction.${firm}`)}
                checked={at !== -1}
                onChange={(on) =>
                  set(on ? [...deductions, { for: firm, rate: '' }] : deductions.filter((each) => each.for !== firm))
                }
              />
              {at !== -1 && (
                <TextField
                  pointer={`${pointer}/deductions/${at}`}
                  label={sayAward('deduction.rate')}
                  hint={least !== undefined && most !== undefined && say('deduction.range', { least, most })}
                  figure
                  narrow
                  value={deductions[at]?.rate ?? ''}
                  onChange={(rate) => set(deductions.map((each) => (each.for === firm ? { ...each, rate } : each)))}
                />
              )}
            </div>
          );
        })}
      </div>
      <p className="j-small">
        {say('deductions.about')} <Cited of={rule?.article} />
      </p>
      <FaultsAt pointer={`${pointer}/deductions`} />
    </fieldset>
  );
}
