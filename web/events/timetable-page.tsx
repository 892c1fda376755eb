import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { Address, Day } from '../kit/values.tsx';
import './events.css';
import { Meetings } from './meetings.tsx';
import { useText } from './text.ts';

/** A firm's own timetable (时刻表), to read, to print, and on the day to mark. */
export function Page() {
  const { heldEvent: id = '' } = useParams();
  const say = useText();
  const path = { id };
  const event = useRead('GET /v1/matchmaking-events/{id}', { path });
  const timetable = useRead('GET /v1/matchmaking-events/{id}/timetable', { path }, { every: 60_000 });
  return (
    <Reading of={event}>
      {(it) => (
        <PageFrame
          kicker={timetable.data?.firm?.name}
          title={say('timetable.title', { title: it.title })}
          actions={
            <>
              <button type="button" className="j-button" onClick={() => print()}>
                {say('print')}
              </button>
              <ButtonLink to={`/events/${id}/intents`}>{say('intents')}</ButtonLink>
            </>
          }
        >
          <p>
            <Day at={it.day} weekday /> · <Address of={it.place} /> · {it.host}
          </p>
          <Section title={say('timetable')}>
            <Reading of={timetable}>
              {({ meetings }) =>
                meetings.length === 0 ? (
                  <Empty title={say('timetable.none')}>{say('timetable.noneDetail')}</Empty>
                ) : (
                  <Meetings event={it} meetings={meetings} />
                )
              }
            </Reading>
          </Section>
        </PageFrame>
      )}
    </Reading>
  );
}
