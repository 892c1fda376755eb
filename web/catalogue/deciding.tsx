import { type FormEvent, useState } from 'react';
import type { Answer, Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { useLanguage } from '../kit/language.ts';
import type { Admission } from './goods.ts';
import { useText } from './text.ts';

type Decision = Body<'POST /v1/products/{id}/admission/decision'>['decision'];

interface DecidingProps {
  readonly product: string;
  readonly admission: Admission;
  readonly criteria: Answer<'GET /v1/catalogue/categories/{code}/criteria'>;
}

/** Admit or refuse; a refusal gives its reasons by criteria, which are published with it. */
export function Deciding({ product, admission, criteria: { criteria } }: DecidingProps) {
  const say = useText();
  const language = useLanguage();
  const [decision, setDecision] = useState<Decision>('admitted');
  const [reasons, setReasons, forget] = useDraft<Readonly<Record<string, string>>>(`decision-${admission.id}`, {});
  const decide = useWrite('POST /v1/products/{id}/admission/decision', { onDone: forget });
  const asked = criteria.filter(({ code }) =>
    admission.checklist?.some(({ criterion, required }) => criterion === code && required),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(reasons).filter(([, text]) => text.trim() !== '');
    const told = decision === 'admitted' ? [] : given.map(([criterion, text]) => ({ criterion, text: text.trim() }));
    decide.mutate({ path: { id: product }, body: { decision, reasons: told } });
  };
  return (
    <form className="c-form" onSubmit={submit}>
      <fieldset className="c-fieldset">
        <legend>{say('decision')}</legend>
        {(['admitted', 'refused'] as const).map((each) => (
          <label key={each} className="c-choice">
            <input type="radio" name="decision" checked={decision === each} onChange={() => setDecision(each)} />{' '}
            {say(`decide.${each}`)}
          </label>
        ))}
      </fieldset>
      {decision === 'refused' &&
        asked.map(({ code, name }) => (
          <label key={code} className="j-field">
            {say('decide.reason', { criterion: name[language] })}
            <textarea
              className="j-input"
              rows={2}
              maxLength={1000}
              value={reasons[code] ?? ''}
              onChange={({ target }) => setReasons({ ...reasons, [code]: target.value })}
            />
          </label>
        ))}
      <ProblemAlert error={decide.error} />
      <p>
        <button type="submit" className="j-button j-button-primary" disabled={decide.isPending}>
          {say('decide')}
        </button>
      </p>
    </form>
  );
}
