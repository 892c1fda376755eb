import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, Reading } from '../kit/blocks.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { Moment } from '../kit/values.tsx';
import { Editor } from './editor.tsx';
import { isOpen, type Report, type Round } from './round.ts';
import { useText } from './text.ts';
import './joint.css';

/** A county reports what it needs (填报需求): one table, begun with last year's figures. */
export function Page() {
  const { round: id = '' } = useParams();
  const org = useOwn();
  const round = useRead('GET /v1/demand-rounds/{id}', { path: { id } });
  const report = useRead('GET /v1/demand-rounds/{id}/lines/{org}', { path: { id, org } });
  return (
    <Reading of={round}>
      {(it) => <Reading of={report}>{(own) => <Prefilled key={org} round={it} report={own} />}</Reading>}
    </Reading>
  );
}

interface PrefilledProps {
  readonly round: Round;
  readonly report: Report;
}

/** Waits for the round before, whose lines it starts from. */
function Prefilled({ round, report }: PrefilledProps) {
  const say = useText();
  const org = useOwn();
  const { previousRound = '' } = round;
  const fresh = report.signed.lines.length === 0;
  const before = useRead(
    'GET /v1/demand-rounds/{id}/lines/{org}',
    { path: { id: previousRound, org } },
    { enabled: previousRound !== '' && fresh },
  );
  const frame = (inner: ReactNode) => (
    <PageFrame kicker={round.title} title={say('report.title')}>
      {inner}
    </PageFrame>
  );
  if (!isOpen(round)) {
    return frame(
      <Notice tone="warn" title={say('report.closed')}>
        <p>
          {say('opens')} <Moment at={round.opensAt} /> · {say('closes')} <Moment at={round.closesAt} />
        </p>
        <ButtonLink to={`/rounds/${round.id}`}>{say('toRound')}</ButtonLink>
      </Notice>,
    );
  }
  if (before.fetchStatus === 'fetching' && before.data === undefined) return frame(null);
  return frame(<Editor round={round} report={report} before={before.data?.signed.lines ?? []} />);
}
