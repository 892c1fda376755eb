import type { ReactNode } from 'react';
import { Navigate, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { Reading } from '../kit/blocks.tsx';
import type { Tender } from './form.ts';

/** The published tender that the address names, read again twice a minute; a draft is gone on with in its editor. */
export function Running({ children }: { readonly children: (tender: Tender) => ReactNode }) {
  const { running: id = '' } = useParams();
  const read = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 30_000 });
  return (
    <Reading of={read}>
      {(tender) => (tender.status === 'draft' ? <Navigate to={`/procuring/drafts/${id}`} replace /> : children(tender))}
    </Reading>
  );
}
