import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Deadline } from '../kit/values.tsx';
import { Complaints } from './complaints.tsx';
import { Dates } from './dates.tsx';
import type { Tender } from './model.ts';
import { Objections } from './objections.tsx';
import { useText } from './text.ts';
import './supervision.css';

/** One tender as its supervisor follows it: complaints to decide, objections, every date with its article (项目监督). */
export function Page() {
  const { watched: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

/** Once bids are opened there is something to look into. */
const hasLeads = ['opened', 'standstill', 'awarded'];

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, title, status, buyer, deadline, suspended, standstillUntil } = tender;
  return (
    <PageFrame
      title={title}
      kicker={say('watch')}
      actions={
        <>
          {hasLeads.includes(status) && (
            <ButtonLink to={`/supervision/tenders/${id}/leads`}>{say('leads.go')}</ButtonLink>
          )}
          {hasLeads.includes(status) && (
            <ButtonLink to={`/judging/tenders/${id}/committee`}>{say('committee')}</ButtonLink>
          )}
          <ButtonLink to={`/tenders/${id}`}>{say('public')}</ButtonLink>
        </>
      }
    >
      {suspended && <Notice tone="warn">{say('suspended')}</Notice>}
      <Section title={say('facts')} more={<TenderStatus status={status} />}>
        <Facts
          items={[
            [say('buyer'), buyer.name],
            [say('deadline'), <Deadline key="deadline" at={deadline} counts={status === 'published'} />],
            [say('standstill'), standstillUntil && <Deadline at={standstillUntil} counts={status === 'standstill'} />],
          ]}
        />
      </Section>
      <Complaints tender={tender} />
      <Objections tender={tender} />
      <Dates tender={id} />
    </PageFrame>
  );
}
