import { useMemo, useState } from 'react';
import type { Answer, Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { draftOf, forgetDraft, keepDraft } from '../kit/draft.ts';
import { refusedFaults } from '../kit/faults.tsx';
import { EditorParts } from './editor-parts.tsx';
import { Files } from './files.tsx';
import { Findings, useCheck, useFaults } from './findings.tsx';
import { bodyOf, type DraftForm, type Tender } from './form.ts';
import { Plan } from './plan.tsx';
import { Refusals } from './refusals.tsx';
import { SaveBar } from './save-bar.tsx';
import { useText } from './text.ts';

interface DraftEditorProps {
  readonly tender: Tender;
  readonly saved: DraftForm;
  readonly version: string | undefined;
  onSaved(answer: Answer<'PATCH /v1/tenders/{id}'>): void;
}

/** What was typed since the save, and what was saved then: another's save in between is seen by it. */
interface Unsaved {
  readonly form: DraftForm;
  readonly base: string;
}

/** A draft as it was saved, and what is typed over it: saved against the version that was seen, checked after each save. */
export function DraftEditor({ tender, saved, version, onSaved }: DraftEditorProps) {
  const say = useText();
  const { id, title, joint } = tender;
  const base = JSON.stringify(bodyOf(saved));
  // The same content is the same form: rows keep their places in the page when a file was added.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content says it all
  const first = useMemo(() => saved, [base]);
  const [unsaved, setUnsaved] = useUnsaved(`tender-${id}`);
  const form = unsaved?.form ?? first;
  const patch = useWrite('PATCH /v1/tenders/{id}', {
    onDone(answer) {
      onSaved(answer);
      setUnsaved(undefined);
    },
  });
  const set = (change: Partial<DraftForm>) => setUnsaved({ form: { ...form, ...change }, base: unsaved?.base ?? base });
  const check = useCheck(id, version);
  const found = useFaults(check.data?.findings ?? []);
  const refused = refusedFaults(patch.error);
  const overtaken = unsaved !== undefined && unsaved.base !== base;
  const save = () => {
    const { lots, ...rest } = bodyOf(form);
    const body = { ...rest, lots } as Body<'PATCH /v1/tenders/{id}'>;
    patch.mutate({ path: { id }, body, ifMatch: version });
  };
  return (
    <PageFrame title={title} kicker={say('draft')}>
      {joint !== undefined && <Notice>{say('joint', { count: joint.buyers.length })}</Notice>}
      {overtaken && (
        <Notice tone="warn" title={say('overtaken')}>
          <p>{say('overtaken.detail')}</p>
          <div className="p-buttons">
            <button type="button" className="j-button" onClick={() => setUnsaved(undefined)}>
              {say('overtaken.theirs')}
            </button>
            <button type="button" className="j-button" onClick={() => setUnsaved({ form, base })}>
              {say('overtaken.mine')}
            </button>
          </div>
        </Notice>
      )}
      <EditorParts
        form={form}
        set={set}
        faults={[...refused, ...found]}
        plan={
          <Section title={say('plan')}>
            {unsaved !== undefined && unsaved.form.deadline !== first.deadline && (
              <Notice>{say('plan.unsaved')}</Notice>
            )}
            <Plan tender={id} onDeadline={(day) => set({ deadline: `${day}T${form.deadline.slice(11)}` })} />
          </Section>
        }
      >
        <Section title={say('files')}>
          <Files tender={tender} />
        </Section>
        <Section title={say('check')}>
          {unsaved !== undefined && <Notice>{say('check.unsaved')}</Notice>}
          <Reading of={check}>
            {(it) => (
              <Findings
                check={it}
                edit={{ justifications: form.justifications, set: (justifications) => set({ justifications }) }}
              />
            )}
          </Reading>
        </Section>
        <Refusals error={patch.error} />
        <SaveBar
          state={say(unsaved === undefined ? 'save.all' : 'save.unsaved')}
          saving={patch.isPending}
          onSave={save}
          onDiscard={unsaved === undefined ? undefined : () => setUnsaved(undefined)}
        >
          {tender.openingMode === 'ceremony' && (
            <ButtonLink to={`/procuring/drafts/${id}/ceremony`}>{say('ceremony.go')}</ButtonLink>
          )}
          {unsaved === undefined && <ButtonLink to={`/procuring/drafts/${id}/review`}>{say('toReview')}</ButtonLink>}
        </SaveBar>
      </EditorParts>
    </PageFrame>
  );
}

/** Kept in this browser too, until it is saved or thrown away. */
function useUnsaved(name: string): readonly [Unsaved | undefined, (next: Unsaved | undefined) => void] {
  const [unsaved, setUnsaved] = useState(() => draftOf<Unsaved>(name));
  return [
    unsaved,
    (next) => {
      setUnsaved(next);
      if (next === undefined) forgetDraft(name);
      else keepDraft(name, next);
    },
  ];
}
