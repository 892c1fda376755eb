import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { Reading } from '../kit/blocks.tsx';
import { useOwn } from '../kit/organisation.tsx';
import type { Agreement, Progress } from './agreement.ts';

export interface WithLedger {
  readonly agreement: Agreement;
  readonly progress: Progress;
}

/** The agreement of the address and what is left of it to one's own organisation (本单位额度), once both are read. */
export function WithProgress({ children }: { readonly children: (read: WithLedger) => ReactNode }) {
  const { agreement: id = '' } = useParams();
  const own = useOwn();
  const agreement = useRead('GET /v1/agreements/{id}', { path: { id } });
  const progress = useRead('GET /v1/agreements/{id}/progress', { path: { id }, query: { buyer: own } });
  return (
    <Reading of={agreement}>
      {(it) => <Reading of={progress}>{(ledger) => children({ agreement: it, progress: ledger })}</Reading>}
    </Reading>
  );
}
