import { useNavigate, useParams } from 'react-router';
import { useList } from '../api/queries.ts';
import { ButtonLink, Empty, Loading, PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { ExpertForm } from './expert-form.tsx';
import './organisations.css';
import { useText } from './text.ts';

/** One expert's entry: changed, suspended, taken up again (专家信息). */
export function Page() {
  const { expert: sub = '' } = useParams();
  const say = useText();
  const navigate = useNavigate();
  const active = useList('GET /v1/experts', { query: { status: 'active', limit: 100 } });
  const suspended = useList('GET /v1/experts', { query: { status: 'suspended', limit: 100 } });
  const of = [active, suspended].flatMap(({ data = [] }) => data).find((each) => each.sub === sub);
  const more = [active, suspended].find(({ hasNextPage }) => hasNextPage);
  if (of === undefined && more !== undefined && !more.isFetchingNextPage) more.fetchNextPage();
  const waits = active.isPending || suspended.isPending || more !== undefined;
  return (
    <PageFrame
      title={of?.name ?? say('expert')}
      kicker={say('expert')}
      actions={<ButtonLink to="/experts">{say('experts')}</ButtonLink>}
    >
      <ProblemAlert error={active.error ?? suspended.error} />
      {of !== undefined ? (
        <ExpertForm key={JSON.stringify(of)} of={of} onDone={() => navigate('/experts')} />
      ) : waits ? (
        <Loading />
      ) : (
        <Section title={say('expert')}>
          <Empty title={say('expert.unknown')}>{say('expert.unknownDetail')}</Empty>
        </Section>
      )}
    </PageFrame>
  );
}
