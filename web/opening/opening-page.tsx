import './opening.css';
import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { PageFrame, Reading } from '../kit/blocks.tsx';
import { TenderParts } from '../kit/tender-parts.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { Hall } from './hall.tsx';
import { OpeningRecord } from './record.tsx';
import type { Tender } from './shapes.ts';
import { useText } from './text.ts';

/** Until when there is nothing of the bids to see, for nobody. */
const waiting = ['published', 'opening'];

/** Before the deadline the hall, which knows nothing; after it the record of who bid at which prices (开标大厅、开标记录). */
export function Page() {
  const { opened: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 10_000 });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const sayKit = useKitText();
  const { id, title, status, cancellation } = tender;
  const waits = waiting.includes(status);
  return (
    <PageFrame
      kicker={title}
      title={say(waits ? 'hall' : 'record')}
      actions={
        waits ? undefined : (
          <button type="button" className="j-button" onClick={() => print()}>
            {sayKit('print')}
          </button>
        )
      }
    >
      <TenderParts tender={id} />
      {waits ? <Hall tender={tender} /> : <OpeningRecord tender={tender} cancelled={cancellation !== undefined} />}
    </PageFrame>
  );
}
