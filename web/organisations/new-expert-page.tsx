import { useNavigate } from 'react-router';
import { ButtonLink, PageFrame } from '../kit/blocks.tsx';
import { ExpertForm } from './expert-form.tsx';
import './organisations.css';
import { useText } from './text.ts';

/** The operator enters an expert into the list (登记评标专家). */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  return (
    <PageFrame title={say('expert.add')} actions={<ButtonLink to="/experts">{say('experts')}</ButtonLink>}>
      <ExpertForm onDone={() => navigate('/experts')} />
    </PageFrame>
  );
}
