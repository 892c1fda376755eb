import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Loading, Notice, PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Allocating } from './allocating.tsx';
import { Awards } from './awards.tsx';
import { CommitteeSection } from './committee.tsx';
import { Deciding } from './deciding.tsx';
import { EvaluatedLots } from './evaluated-lots.tsx';
import type { Tender } from './form.ts';
import { ReportSection } from './report.tsx';
import { Running } from './running.tsx';
import { useText } from './text.ts';
import './procuring.css';

/** From the committee to the award (评标与定标): who judges, what is missing, the ranking, the candidates, the award. */
export function Page() {
  return <Running>{(tender) => <Whole tender={tender} />}</Running>;
}

const evaluated = ['opened', 'standstill', 'awarded'];

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, title, status } = tender;
  return (
    <PageFrame
      title={say('result.title', { title })}
      kicker={say('mine')}
      actions={<ButtonLink to={`/procuring/tenders/${id}`}>{say('back')}</ButtonLink>}
    >
      {evaluated.includes(status) ? (
        <>
          <Awards tender={tender} />
          <CommitteeSection tender={tender} />
          {status === 'opened' && <ReportSection tender={tender} />}
          <Evaluation tender={tender} />
        </>
      ) : (
        <Section title={say('result')} more={<TenderStatus status={status} />}>
          {status === 'failed' ? (
            <p>{tender.failure?.why ?? tender.failure?.article}</p>
          ) : (
            <Empty title={say('result.notYet')}>{say('result.notYetDetail')}</Empty>
          )}
        </Section>
      )}
      {status !== 'opened' && status !== 'published' && status !== 'opening' && <Deciding tender={tender} />}
    </PageFrame>
  );
}

/** Confidential to the buyer until the committee has reported: that is no fault, and is said as it is. */
function Evaluation({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const read = useRead('GET /v1/tenders/{id}/evaluation', { path: { id: tender.id } });
  if (read.data !== undefined) {
    return (
      <>
        <EvaluatedLots tender={tender} evaluation={read.data} />
        <Allocating tender={tender} evaluation={read.data} />
        {tender.status === 'opened' && <Deciding tender={tender} evaluation={read.data} />}
      </>
    );
  }
  if (read.isPending) return <Loading />;
  const confidential = read.error instanceof ApiProblem && read.error.code === 'evaluation-confidential';
  return (
    <Section title={say('ranking')}>
      {confidential ? (
        <Notice title={say('ranking.confidential')}>{read.error.message}</Notice>
      ) : (
        <ProblemAlert error={read.error} onRetry={read.refetch} />
      )}
    </Section>
  );
}
