import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, Reading } from '../kit/blocks.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { Editor } from './editor.tsx';
import { useText } from './text.ts';
import './joint.css';

/** A unit asks for a change of what it signed, after the lock (申请锁定后变更). */
export function Page() {
  const { lockedRound: id = '' } = useParams();
  const say = useText();
  const org = useOwn();
  const round = useRead('GET /v1/demand-rounds/{id}', { path: { id } });
  const report = useRead('GET /v1/demand-rounds/{id}/lines/{org}', { path: { id, org } });
  return (
    <Reading of={round}>
      {(it) => (
        <PageFrame kicker={it.title} title={say('change.title')}>
          {it.status === 'locked' && it.lateChange === undefined ? (
            <Reading of={report}>{(own) => <Editor key={org} round={it} report={own} before={[]} late />}</Reading>
          ) : (
            <Notice tone="warn" title={say('change.notNow')}>
              <ButtonLink to={`/rounds/${id}`}>{say('toRound')}</ButtonLink>
            </Notice>
          )}
        </PageFrame>
      )}
    </Reading>
  );
}
