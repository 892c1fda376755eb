import type { ReactNode } from 'react';
import { Section } from '../kit/blocks.tsx';
import { type Fault, FaultsOf } from '../kit/faults.tsx';
import { FactsFields } from './facts-fields.tsx';
import type { DraftForm } from './form.ts';
import { LotsFields } from './lots-fields.tsx';
import { RequirementsFields } from './requirements-fields.tsx';
import { FairReviewFields } from './review-fields.tsx';
import { TermsFields } from './terms-fields.tsx';
import { useText } from './text.ts';

interface EditorPartsProps {
  readonly form: DraftForm;
  set(change: Partial<DraftForm>): void;
  readonly faults: readonly Fault[];
  /** Between the facts and the lots: dates. */
  readonly plan?: ReactNode;
  /** After all that is typed: what is saved, checked, published. */
  readonly children: ReactNode;
}

/** All that is typed of a tender's documents, in the order in which a purchaser writes them. */
export function EditorParts({ form, set, faults, plan, children }: EditorPartsProps) {
  const say = useText();
  return (
    <FaultsOf value={faults}>
      <div className="p-editor">
        <Section title={say('facts')}>
          <FactsFields form={form} set={set} />
        </Section>
        {plan}
        <LotsFields form={form} set={set} />
        <Section title={say('agreement')}>
          <TermsFields form={form} set={set} />
        </Section>
        <Section title={say('requirements')}>
          <RequirementsFields form={form} set={set} />
        </Section>
        <Section title={say('review')}>
          <FairReviewFields form={form} set={set} />
        </Section>
        {children}
      </div>
    </FaultsOf>
  );
}
