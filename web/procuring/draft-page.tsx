import { Navigate, useNavigate, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { queries, useRead } from '../api/queries.ts';
import { Reading } from '../kit/blocks.tsx';
import { DraftEditor } from './draft-editor.tsx';
import { emptyForm, formOf } from './form.ts';
import { NewDraft } from './new-draft.tsx';
import './procuring.css';

/** Writing the documents of a tender (编制招标文件): a new one, or a draft as it was saved. */
export function Page() {
  const { draft } = useParams();
  return draft === undefined ? <NewPage /> : <SavedPage id={draft} />;
}

function NewPage() {
  const go = useNavigate();
  return <NewDraft first={emptyForm} onSaved={({ id }) => go(`/procuring/drafts/${id}`, { replace: true })} />;
}

function SavedPage({ id }: { readonly id: string }) {
  const read = useRead('GET /v1/tenders/{id}', { path: { id } });
  return (
    <Reading of={read}>
      {(tender) =>
        tender.status === 'draft' ? (
          <DraftEditor
            key={id}
            tender={tender}
            saved={formOf(tender)}
            version={etagOf(tender)}
            onSaved={(answer) => queries.setQueryData(['GET /v1/tenders/{id}', { path: { id } }], answer)}
          />
        ) : (
          <Navigate to={`/procuring/tenders/${id}`} replace />
        )
      }
    </Reading>
  );
}
