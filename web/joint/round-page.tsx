import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Day, Deadline, Moment, useCategoryName } from '../kit/values.tsx';
import { LateChange } from './late-change.tsx';
import { Leaving } from './leaving.tsx';
import { Locked } from './locked.tsx';
import { OwnReport } from './own-report.tsx';
import { isOpen, type Round } from './round.ts';
import { useText } from './text.ts';
import { Units } from './units.tsx';
import { RoundStatus } from './values.tsx';
import './joint.css';

/** A demand round as a county follows it (报量): what is one's own, who has signed, and what became of it. */
export function Page() {
  const { round: id = '' } = useParams();
  const round = useRead('GET /v1/demand-rounds/{id}', { path: { id } }, { every: 30_000 });
  return <Reading of={round}>{(it) => <Whole round={it} />}</Reading>;
}

function Whole({ round }: { readonly round: Round }) {
  const say = useText();
  const own = useOwn();
  const { participants = [], locked } = round;
  const mine = participants.find(({ id }) => id === own);
  return (
    <PageFrame
      kicker={round.lead.name}
      title={round.title}
      actions={
        <>
          {round.lead.id === own && <ButtonLink to={`/rounds/${round.id}/lead`}>{say('toLead')}</ButtonLink>}
          {mine !== undefined && isOpen(round) && (
            <ButtonLink to={`/rounds/${round.id}/report`} primary={mine.standing === 'invited'}>
              {say(mine.lines === undefined ? 'toReport' : 'toReportAgain')}
            </ButtonLink>
          )}
        </>
      }
    >
      {mine !== undefined && <Next round={round} standing={mine.standing} />}
      <RoundFacts round={round} />
      {mine?.lines !== undefined && <OwnReport round={round} own={own} />}
      {locked !== undefined && <Locked round={round} locked={locked} />}
      {mine !== undefined && round.lateChange !== undefined && (
        <LateChange round={round} id={round.lateChange.id} own={own} />
      )}
      {participants.length > 0 && <Units round={round} units={participants} />}
      {mine !== undefined && <Leaving round={round} standing={mine.standing} />}
    </PageFrame>
  );
}

/** What one's unit has to do now. */
function Next({ round, standing }: { readonly round: Round; readonly standing: string }) {
  const say = useText();
  const { status, closesAt } = round;
  if (round.cancellation !== undefined) {
    return <Notice tone="warn">{say('cancelled', { reason: round.cancellation.reason })}</Notice>;
  }
  const open = status === 'reporting' || status === 'closed';
  const asked = open && (standing === 'invited' || standing === 'reported');
  return (
    <Notice
      tone={asked ? 'warn' : 'good'}
      title={sayCode(say, open ? `next.${status}` : 'next', open ? standing : status)}
    >
      {status === 'reporting' && (
        <p>
          {say('closes')} <Deadline at={closesAt} />
        </p>
      )}
    </Notice>
  );
}

export function RoundFacts({ round }: { readonly round: Round }) {
  const say = useText();
  const nameOf = useCategoryName();
  const { category, opensAt, closesAt, deliveryWindow, zones } = round;
  return (
    <Section title={say('facts')} more={<RoundStatus status={round.status} />}>
      <Facts
        items={[
          [say('round.category'), nameOf(category)],
          [say('opens'), <Moment key="opens" at={opensAt} />],
          [say('closes'), <Moment key="closes" at={closesAt} />],
          [
            say('round.delivery'),
            <span key="delivery">
              <Day at={deliveryWindow.from} />
              {say('to')}
              <Day at={deliveryWindow.to} />
            </span>,
          ],
          [say('round.zones'), zones?.map(({ title }) => title).join(say('comma'))],
          [say('round.lockedAt'), round.lockedAt && <Moment at={round.lockedAt} />],
        ]}
      />
    </Section>
  );
}
