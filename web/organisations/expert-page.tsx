import { useNavigate, useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { ExpertForm } from './expert-form.tsx';
import './organisations.css';
import { useText } from './text.ts';

/** One expert's entry: changed, suspended, taken up again (专家信息). */
export function Page() {
  const { expert: sub = '' } = useParams();
  const say = useText();
  const navigate = useNavigate();
  const expert = useRead('GET /v1/experts/{sub}', { path: { sub } });
  const absent = expert.error instanceof ApiProblem && expert.error.status === 404;
  return (
    <PageFrame
      title={expert.data?.name ?? say('expert')}
      kicker={say('expert')}
      actions={<ButtonLink to="/experts">{say('experts')}</ButtonLink>}
    >
      {absent ? (
        <Section title={say('expert')}>
          <Empty title={say('expert.unknown')}>{say('expert.unknownDetail')}</Empty>
        </Section>
      ) : (
        <Reading of={expert}>
          {(it) => <ExpertForm key={JSON.stringify(it)} of={it} onDone={() => navigate('/experts')} />}
        </Reading>
      )}
    </PageFrame>
  );
}
