import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { useSession } from '../session/session.ts';
import { DrawProof } from './draw-proof.tsx';
import { Drawing } from './drawing.tsx';
import type { Committee, Tender } from './model.ts';
import { Seats } from './seats.tsx';
import { useText } from './text.ts';
import './judging.css';

/** How a committee came together, and comes: the draw, its seats, who left and who came after (评标委员会). */
export function Page() {
  const { drawn: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

/** Before the report, while bids are evaluated, it may still change. */
const isForming = ({ status }: Tender) => status === 'opened';

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, title } = tender;
  const committee = useRead('GET /v1/tenders/{id}/committee', { path: { id } }, { every: 20_000 });
  return (
    <PageFrame
      title={say('committee')}
      kicker={title}
      actions={<ButtonLink to={`/tenders/${id}`}>{say('documents')}</ButtonLink>}
    >
      <Reading of={committee}>
        {(it) =>
          it.seats.length > 0 ? <Formed tender={tender} committee={it} /> : <Unformed tender={tender} committee={it} />
        }
      </Reading>
    </PageFrame>
  );
}

interface PartProps {
  readonly tender: Tender;
  readonly committee: Committee;
}

function Formed({ tender, committee }: PartProps) {
  const say = useText();
  const role = useRoleAt(tender);
  return (
    <>
      <Section title={say('seats')}>
        {committee.pool !== null && (
          <p>{say('committee.pool', { name: committee.pool.name, reference: committee.pool.reference })}</p>
        )}
        <Seats tender={tender.id} committee={committee} role={isForming(tender) ? role : undefined} />
      </Section>
      {committee.draw !== null && <DrawProof tender={tender.id} draw={committee.draw} seats={committee.seats} />}
    </>
  );
}

function Unformed({ tender, committee }: PartProps) {
  const say = useText();
  const role = useRoleAt(tender);
  if (isForming(tender) && role !== undefined) {
    return <Drawing tender={tender.id} draw={committee.draw} role={role} />;
  }
  return (
    <Section title={say('seats')}>
      <Empty title={say('committee.none')}>{say('committee.noneDetail')}</Empty>
    </Section>
  );
}

/** Whether one draws and recuses for the buyer or as the supervisor; the API decides again. */
function useRoleAt({ buyer }: Tender): 'buyer' | 'supervisor' | undefined {
  const session = useSession();
  if (session.status !== 'user') return undefined;
  if (session.organisation?.organisation === buyer.id) return 'buyer';
  return session.roles.includes('supervisor') ? 'supervisor' : undefined;
}
