import { useMemo } from 'react';
import type { Answer } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { PageFrame } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { refusedFaults } from '../kit/faults.tsx';
import { EditorParts } from './editor-parts.tsx';
import { type DraftForm, newBody } from './form.ts';
import { Refusals } from './refusals.tsx';
import { SaveBar } from './save-bar.tsx';
import { useText } from './text.ts';

interface NewDraftProps {
  readonly first: () => DraftForm;
  onSaved(tender: Answer<'POST /v1/tenders'>): void;
}

/** A draft that the API does not have yet: it is kept in this browser until it is whole enough to be taken. */
export function NewDraft({ first, onSaved }: NewDraftProps) {
  const say = useText();
  const [form, setForm, forget] = useDraft('tender-new', useMemo(first, [first]));
  const create = useWrite('POST /v1/tenders', {
    onDone(answer) {
      forget();
      onSaved(answer);
    },
  });
  const save = () => create.mutate({ body: newBody(form) });
  return (
    <PageFrame title={say('new')} kicker={say('mine')}>
      <EditorParts form={form} set={(change) => setForm({ ...form, ...change })} faults={refusedFaults(create.error)}>
        <Refusals error={create.error} />
        <SaveBar state={say('save.new')} saving={create.isPending} onSave={save} onDiscard={forget} />
      </EditorParts>
    </PageFrame>
  );
}
