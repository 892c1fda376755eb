import { useQueries } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { call } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, Reading } from '../kit/blocks.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { LateChange } from './late-change.tsx';
import { Locked } from './locked.tsx';
import { Locking } from './locking.tsx';
import { Progress } from './progress.tsx';
import type { Report, Round } from './round.ts';
import { RoundFacts } from './round-page.tsx';
import { Tendering } from './tendering.tsx';
import { useText } from './text.ts';
import { Totals } from './totals.tsx';
import { useNamed } from './units.tsx';
import { Window } from './window.tsx';
import './joint.css';

/** What the lead purchaser works with (牵头单位工作台): who has reported and signed, deviations, sums, lock, joint tender. */
export function Page() {
  const { round: id = '' } = useParams();
  const say = useText();
  const own = useOwn();
  const round = useRead('GET /v1/demand-rounds/{id}', { path: { id } }, { every: 30_000 });
  return (
    <Reading of={round}>
      {(it) =>
        it.lead.id === own ? (
          <Cockpit round={it} />
        ) : (
          <PageFrame kicker={it.lead.name} title={it.title}>
            <Notice title={say('lead.notYours')}>
              <ButtonLink to={`/rounds/${id}`}>{say('toRound')}</ButtonLink>
            </Notice>
          </PageFrame>
        )
      }
    </Reading>
  );
}

function Cockpit({ round }: { readonly round: Round }) {
  const say = useText();
  const units = useNamed(round.participants ?? []);
  const reports = useReports(round);
  return (
    <PageFrame
      kicker={say('lead')}
      title={round.title}
      actions={<ButtonLink to={`/rounds/${round.id}`}>{say('lead.ownReport')}</ButtonLink>}
    >
      <RoundFacts round={round} />
      {round.lateChange !== undefined && <LateChange round={round} id={round.lateChange.id} own={round.lead.id} />}
      <Progress round={round} units={units} reports={reports} />
      {round.locked === undefined ? (
        <Totals round={round} reports={reports} />
      ) : (
        <Locked round={round} locked={round.locked} />
      )}
      <Locking round={round} units={units} />
      <Tendering round={round} />
      <Window round={round} />
    </PageFrame>
  );
}

/** What each unit reports, as far as it has; the lead reads them all. */
function useReports(round: Round): ReadonlyMap<string, Report> {
  const reporting = (round.participants ?? []).filter(({ lines }) => lines !== undefined);
  const found = useQueries({
    queries: reporting.map(({ id: org, hash }) => ({
      queryKey: ['GET /v1/demand-rounds/{id}/lines/{org}', { path: { id: round.id, org } }, hash],
      queryFn: () => call('GET /v1/demand-rounds/{id}/lines/{org}', { path: { id: round.id, org } }),
    })),
  });
  return new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.signed.participant, data] as const])));
}
