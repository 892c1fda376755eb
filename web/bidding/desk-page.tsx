import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Facts, Loading, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Countdown, Moment } from '../kit/values.tsx';
import { Asked } from './asked.tsx';
import { CeremonyOfBid } from './ceremony.tsx';
import { Objecting } from './objecting.tsx';
import { Outcome } from './outcome.tsx';
import { OwnBid } from './own-bid.tsx';
import { Questions } from './questions.tsx';
import { Readiness } from './readiness.tsx';
import { Securities } from './securities.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import { useDesk } from './work.ts';
import './bidding.css';

/** All that a bidder does about one tender (我的投标): its bid and receipt, questions, what came of it. */
export function Page() {
  const { tender: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 60_000 });
  return <Reading of={tender}>{(it) => <TheDesk tender={it} />}</Reading>;
}

function TheDesk({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const desk = useDesk(tender.id);
  const { id, title, buyer, status, deadline, documentsVersion = 1 } = tender;
  const open = status === 'published';
  return (
    <PageFrame
      kicker={buyer.name}
      title={title}
      actions={<ButtonLink to={`/tenders/${id}`}>{say('toDocuments')}</ButtonLink>}
    >
      {open && <Readiness until={deadline} />}
      <Section title={say('own')} more={<TenderStatus status={status} />}>
        <Facts
          items={[
            [say('deadline'), <Moment key="deadline" at={deadline} />],
            [say('left'), open ? <Countdown key="left" until={deadline} /> : undefined],
            [say('review.version'), say('version', { number: documentsVersion })],
          ]}
        />
        {desk.work === undefined ? <Loading /> : <OwnBid tender={tender} desk={desk} work={desk.work} />}
      </Section>
      {tender.openingMode === 'ceremony' && <CeremonyOfBid tender={tender} kept={desk.work?.sent?.kept} />}
      {!open && <Outcome tender={tender} />}
      <Securities tender={tender} />
      <Asked tender={tender} />
      {open && <Questions tender={id} />}
      <Objecting tender={tender} />
    </PageFrame>
  );
}
