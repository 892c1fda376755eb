import './verify.css';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Empty, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { TenderParts } from '../kit/tender-parts.tsx';
import { SaveButton } from './save-button.tsx';
import { useText } from './text.ts';
import { Workbench } from './workbench.tsx';

/** Everything that the platform published of a tender, checked here and now (核验本次招标). */
export function Page() {
  const { judged: id = '' } = useParams();
  const say = useText();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  const bundle = useRead('GET /v1/tenders/{id}/verification', { path: { id } });
  const early = bundle.error instanceof ApiProblem && bundle.error.status === 409;
  return (
    <PageFrame
      kicker={tender.data?.title}
      title={say('title')}
      actions={bundle.data && <SaveButton name={`${id}.json`} value={bundle.data} />}
    >
      <TenderParts tender={id} />
      <p className="v-lead">{say('lead')}</p>
      {!early ? (
        <Reading of={bundle}>{(it) => <Workbench served={it} />}</Reading>
      ) : (
        <Section title={say('early')}>
          <Empty title={say('early.title')}>
            <p>{say('early.detail')}</p>
          </Empty>
        </Section>
      )}
    </PageFrame>
  );
}
