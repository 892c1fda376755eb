import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { Loading, Reading } from '../kit/blocks.tsx';
import { Editor } from './editor.tsx';
import { useOwnReceipt } from './keeping.ts';
import { useDesk } from './work.ts';
import './bidding.css';

/** Where a bid is written, checked and sealed (编制投标): what is typed here leaves this browser as ciphertext alone. */
export function Page() {
  const { tender: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 60_000 });
  const own = useOwnReceipt(id);
  const desk = useDesk(id);
  return (
    <Reading of={tender}>
      {(it) => (
        <Reading of={own}>
          {(receipt) =>
            desk.work === undefined ? (
              <Loading />
            ) : (
              <Editor tender={it} desk={desk} work={desk.work} receipt={receipt ?? undefined} />
            )
          }
        </Reading>
      )}
    </Reading>
  );
}
