import { type FormEvent, useState } from 'react';
import { useRead, useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { useLanguage } from '../kit/language.ts';
import { AdmissionFacts, Decisions, isNone } from './admission-section.tsx';
import { Checklist } from './checklist.tsx';
import type { Admission } from './goods.ts';
import { AdmissionTag } from './status.tsx';
import { useText } from './text.ts';

interface ApplyingProps {
  readonly product: string;
  readonly category: string;
  readonly published: boolean;
}

/** Admission to the procurement catalogue, as its supplier pursues it: apply, see what was found, appeal, leave. */
export function Applying({ product, category, published }: ApplyingProps) {
  const say = useText();
  const read = useRead('GET /v1/products/{id}/admission', { path: { id: product } });
  const criteria = useRead('GET /v1/catalogue/categories/{code}/criteria', { path: { code: category } });
  const admission = isNone(read.error) ? undefined : read.data;
  const isOpen = admission !== undefined && ['pending', 'admitted', 'appealed'].includes(admission.status);
  return (
    <Section title={say('admission')} more={admission && <AdmissionTag status={admission.status} />}>
      {read.error && !isNone(read.error) && <ProblemAlert error={read.error} />}
      {admission && <AdmissionFacts admission={admission} />}
      <Reading of={criteria}>
        {(of) => (
          <>
            {admission && <Decisions admission={admission} criteria={of} />}
            <Checklist criteria={of} checklist={admission?.checklist} />
            {!isOpen && published && <Apply product={product} standards={of.standards} />}
            {!isOpen && !published && <p className="j-small">{say('apply.publishFirst')}</p>}
          </>
        )}
      </Reading>
      {admission?.status === 'refused' && admission.appeal === undefined && <Appeal product={product} />}
      {admission && isOpen && <Leave product={product} admission={admission} />}
    </Section>
  );
}

interface ApplyProps {
  readonly product: string;
  readonly standards: readonly {
    readonly number: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly to?: string;
  }[];
}

function Apply({ product, standards }: ApplyProps) {
  const say = useText();
  const language = useLanguage();
  const [standard, setStandard] = useState(standards[0]?.number ?? '');
  const apply = useWrite('POST /v1/products/{id}/admission');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply.mutate({ path: { id: product }, body: { standard } });
  };
  return (
    <form className="c-form" onSubmit={submit}>
      <label className="j-field">
        {say('admission.standard')}
        <select className="j-input" value={standard} onChange={({ target }) => setStandard(target.value)}>
          {standards.map(({ number, title, to }) => (
            <option key={number} value={number}>
              {number} {title[language]} {to !== undefined && say('standard.ended')}
            </option>
          ))}
        </select>
      </label>
      <ProblemAlert error={apply.error} />
      <p>
        <button type="submit" className="j-button j-button-primary" disabled={apply.isPending}>
          {say('apply')}
        </button>
      </p>
    </form>
  );
}

function Appeal({ product }: { readonly product: string }) {
  const say = useText();
  const [grounds, setGrounds, forget] = useDraft(`appeal-${product}`, '');
  const appeal = useWrite('POST /v1/products/{id}/admission/appeal', { onDone: forget });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    appeal.mutate({ path: { id: product }, body: { grounds } });
  };
  return (
    <form className="c-form" onSubmit={submit}>
      <label className="j-field">
        {say('appeal.grounds')}
        <textarea
          className="j-input"
          rows={4}
          required
          maxLength={4000}
          value={grounds}
          onChange={({ target }) => setGrounds(target.value)}
        />
      </label>
      <ProblemAlert error={appeal.error} />
      <p>
        <button type="submit" className="j-button" disabled={appeal.isPending}>
          {say('appeal')}
        </button>
      </p>
    </form>
  );
}

/** Leaving is for good: it is asked twice. */
function Leave({ product, admission }: { readonly product: string; readonly admission: Admission }) {
  const say = useText();
  const [sure, setSure] = useState(false);
  const leave = useWrite('DELETE /v1/products/{id}/admission');
  return (
    <>
      <ProblemAlert error={leave.error} />
      {sure ? (
        <Notice tone="warn" title={say('leave.sure')}>
          <p className="j-actions">
            <button type="button" className="j-button" onClick={() => leave.mutate({ path: { id: product } })}>
              {say('leave.yes')}
            </button>
            <button type="button" className="j-button" onClick={() => setSure(false)}>
              {say('leave.no')}
            </button>
          </p>
        </Notice>
      ) : (
        <p>
          <button type="button" className="j-button" onClick={() => setSure(true)}>
            {say(admission.status === 'admitted' ? 'leave' : 'leave.application')}
          </button>
        </p>
      )}
    </>
  );
}
