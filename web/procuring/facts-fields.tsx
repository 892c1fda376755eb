import { Field } from './field.tsx';
import type { DraftForm } from './form.ts';
import { useText } from './text.ts';

export interface PartProps {
  readonly form: DraftForm;
  set(change: Partial<DraftForm>): void;
}

const regimes = ['bidding-compulsory', 'government-procurement', 'soe-voluntary'] as const;
const methods = ['lowest-evaluated-price', 'scoring', 'weighted-price'] as const;

/** Title, regime, method, deadline, validity (基本信息). */
export function FactsFields({ form, set }: PartProps) {
  const say = useText();
  return (
    <div className="j-fields">
      <Field pointer="/title" label={say('title')} wide>
        {(input) => (
          <input
            {...input}
            value={form.title}
            maxLength={200}
            onChange={({ target }) => set({ title: target.value })}
          />
        )}
      </Field>
      <Field pointer="/regime" label={say('regime')}>
        {(input) =>
          form.regime === 'framework-second-stage' ? (
            <input {...input} value={say('regime.framework-second-stage')} readOnly />
          ) : (
            <select
              {...input}
              value={form.regime}
              onChange={({ target }) => set({ regime: target.value as DraftForm['regime'] })}
            >
              {regimes.map((each) => (
                <option key={each} value={each}>
                  {say(`regime.${each}`)}
                </option>
              ))}
            </select>
          )
        }
      </Field>
      <Field pointer="/method" label={say('method')}>
        {(input) => (
          <select
            {...input}
            value={form.method}
            onChange={({ target }) => set({ method: target.value as DraftForm['method'] })}
          >
            {methods.map((each) => (
              <option key={each} value={each}>
                {say(`method.${each}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field pointer="/deadline" label={say('deadline')}>
        {(input) => (
          <input
            {...input}
            type="datetime-local"
            value={form.deadline}
            onChange={({ target }) => set({ deadline: target.value })}
          />
        )}
      </Field>
      <Field pointer="/bidValidityDays" label={say('validity')}>
        {(input) => (
          <input
            {...input}
            inputMode="numeric"
            maxLength={3}
            value={form.validity}
            onChange={({ target }) => set({ validity: target.value.trim() })}
          />
        )}
      </Field>
      <Field pointer="/tieRule" label={say('tieRule')}>
        {(input) => (
          <select
            {...input}
            value={form.tieRule}
            onChange={({ target }) => set({ tieRule: target.value as DraftForm['tieRule'] })}
          >
            <option value="draw">{say('tieRule.draw')}</option>
            <option value="decision">{say('tieRule.decision')}</option>
          </select>
        )}
      </Field>
      <Field pointer="/text" label={say('text')} wide hint={say('text.hint')}>
        {(input) => (
          <textarea
            {...input}
            rows={4}
            maxLength={4000}
            value={form.text}
            onChange={({ target }) => set({ text: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
