import { serverNow } from '../api/client.ts';
import { useWrite, type Write } from '../api/queries.ts';
import { type Column, ProblemAlert, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import { Hours } from '../kit/values.tsx';
import type { Event, Meeting } from './event.tsx';
import { useText } from './text.ts';

const tones: Readonly<Record<Meeting['status'], Tone>> = {
  planned: 'accent',
  cancelled: 'warn',
  held: 'good',
  'not-held': 'neutral',
};

interface MeetingsProps {
  readonly event: Event;
  readonly meetings: readonly Meeting[];
}

/** Meetings by slot and table, of one firm or of all; once they have begun it is marked which were held. */
export function Meetings({ event, meetings }: MeetingsProps) {
  const say = useText();
  const nameOf = useSubjectWords();
  const mark = useWrite('PUT /v1/matchmaking-events/{id}/meetings/{mid}/presence');
  const began = Date.parse(event.startsAt) <= serverNow() && event.status !== 'timetabled';
  const columns: readonly Column<Meeting>[] = [
    { title: say('slot'), of: ({ from, to }) => <Hours from={from} to={to} /> },
    { title: say('table'), figure: true, of: ({ table }) => say('table.number', { number: table }) },
    {
      title: say('counterpart'),
      of: ({ counterpart, firms = [] }) => counterpart?.name ?? firms.map(({ name }) => name).join(' — '),
    },
    { title: say('subject'), of: ({ subject }) => (subject === undefined ? '—' : nameOf(subject)) },
    {
      title: say('meeting.state'),
      of: (meeting) => (
        <>
          <Tag tone={tones[meeting.status]}>{say(`meeting.${meeting.status}`)}</Tag>
          {began && meeting.status !== 'cancelled' && <Marks event={event.id} meeting={meeting} write={mark} />}
        </>
      ),
    },
  ];
  return (
    <>
      <ProblemAlert error={mark.error} />
      <Table caption={say('timetable')} columns={columns} items={meetings} keyOf={({ id }) => id} />
    </>
  );
}

interface MarksProps {
  readonly event: string;
  readonly meeting: Meeting;
  readonly write: Write<'PUT /v1/matchmaking-events/{id}/meetings/{mid}/presence'>;
}

/** Whether a meeting was held, or who did not come to it. */
function Marks({ event, meeting: { id: mid, status, counterpart, firms, absent = [] }, write }: MarksProps) {
  const say = useText();
  const path = { id: event, mid };
  const asked = firms ?? (counterpart === undefined ? [] : [counterpart]);
  const missed = (firm: string) => (absent.includes(firm) ? absent.filter((each) => each !== firm) : [...absent, firm]);
  return (
    <span className="j-actions e-mark">
      <button
        type="button"
        className="j-button"
        disabled={write.isPending}
        aria-pressed={status === 'held'}
        onClick={() => write.mutate({ path, body: { held: true } })}
      >
        {say('meeting.held')}
      </button>
      {asked.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="j-button"
          // A meeting that was not held has somebody who did not come.
          disabled={write.isPending || missed(id).length === 0}
          aria-pressed={absent.includes(id)}
          onClick={() => write.mutate({ path, body: { held: false, absent: missed(id) } })}
        >
          {firms === undefined ? say('meeting.missedUs') : say('meeting.missed', { name })}
        </button>
      ))}
    </span>
  );
}
