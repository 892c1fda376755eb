import { useMemo, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { Body } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { refusedFaults } from '../kit/faults.tsx';
import { TextField } from '../kit/fields.tsx';
import { EditorParts } from './editor-parts.tsx';
import { FilePicks } from './file-picks.tsx';
import { Files } from './files.tsx';
import { bodyOf, type DraftForm, formOf, type Tender } from './form.ts';
import { Refusals } from './refusals.tsx';
import { SaveBar } from './save-bar.tsx';
import { useText } from './text.ts';
import './procuring.css';

/** The next version of documents that are published (修改招标文件). */
export function Page() {
  const { running: id = '' } = useParams();
  const read = useRead('GET /v1/tenders/{id}', { path: { id } });
  return (
    <Reading of={read}>
      {(tender) =>
        tender.status === 'published' ? (
          <Amending key={tender.documentsVersion} tender={tender} />
        ) : (
          <Navigate to={`/procuring/tenders/${id}`} replace />
        )
      }
    </Reading>
  );
}

interface Amended {
  readonly form: DraftForm;
  readonly reason: string;
}

function Amending({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const go = useNavigate();
  const { id, title, documentsVersion } = tender;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the documents of a version are the same
  const published = useMemo(() => formOf(tender), [id, documentsVersion]);
  const [{ form, reason }, set, forget] = useDraft<Amended>(`amendment-${id}-${documentsVersion}`, {
    form: published,
    reason: '',
  });
  const [files, setFiles] = useState<readonly string[]>([]);
  const write = useWrite('POST /v1/tenders/{id}/amendments', {
    onDone() {
      forget();
      go(`/procuring/tenders/${id}`, { replace: true });
    },
  });
  const changes = changed(bodyOf(published), bodyOf(form));
  const names = Object.keys(changes);
  const faults = refusedFaults(write.error).map((each) => ({
    ...each,
    pointer: each.pointer.replace(/^\/changes(?=\/)/, ''),
  }));
  const send = () => write.mutate({ path: { id }, body: { changes, reason, files } });
  return (
    <PageFrame title={say('amend.title', { title })} kicker={say('mine')}>
      <Notice tone="warn">{say('amend.detail')}</Notice>
      <EditorParts form={form} set={(change) => set({ form: { ...form, ...change }, reason })} faults={faults}>
        <Section title={say('files')}>
          <Files tender={tender} />
          <FilePicks tender={tender} picked={files} set={setFiles} />
        </Section>
        <Section title={say('amend.reasonTitle')}>
          <TextField
            pointer="/reason"
            label={say('amend.reason')}
            wide
            lines={3}
            maxLength={1000}
            value={reason}
            onChange={(value) => set({ form, reason: value })}
          />
        </Section>
        <Refusals error={write.error} />
        <SaveBar
          state={names.length === 0 ? say('amend.nothing') : say('amend.changed', { count: names.length })}
          saving={write.isPending}
          onSave={send}
          onDiscard={names.length === 0 && reason === '' ? undefined : forget}
          submit={say('amend.send')}
        />
      </EditorParts>
    </PageFrame>
  );
}

type Documents = ReturnType<typeof bodyOf>;

/** The members that differ: an amendment says no more. */
function changed(before: Documents, after: Documents): Body<'POST /v1/tenders/{id}/amendments'>['changes'] {
  const was = before as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(was[name]) !== JSON.stringify(value)),
  ) as never;
}
