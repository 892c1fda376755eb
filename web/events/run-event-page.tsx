import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, Reading } from '../kit/blocks.tsx';
import { CancelEvent } from './cancel-event.tsx';
import { EventFacts } from './event-facts.tsx';
import './events.css';
import { EventStatus } from './event.tsx';
import { Figures } from './figures.tsx';
import { Pins } from './pins.tsx';
import { Registrations } from './registrations.tsx';
import { RunTimetable } from './run-timetable.tsx';
import { useText } from './text.ts';

/** How the organiser runs an event (组织对接会): registrations, what is fixed, the timetable, the day, and what came of it. */
export function Page() {
  const { heldEvent: id = '' } = useParams();
  const say = useText();
  const path = { id };
  const event = useRead('GET /v1/matchmaking-events/{id}', { path });
  const registrations = useRead('GET /v1/matchmaking-events/{id}/registrations', { path });
  return (
    <Reading of={event}>
      {(it) => (
        <PageFrame
          kicker={<EventStatus of={it.status} />}
          title={it.title}
          actions={
            <>
              {it.status === 'announced' && <ButtonLink to={`/organise/events/${id}/terms`}>{say('amend')}</ButtonLink>}
              <ButtonLink to={`/events/${id}`}>{say('publicPage')}</ButtonLink>
              <ButtonLink to={`/events/${id}/intents`}>{say('intents')}</ButtonLink>
            </>
          }
        >
          {it.reason !== undefined && (
            <Notice tone="warn" title={say('cancelled')}>
              <p>{it.reason}</p>
            </Notice>
          )}
          <EventFacts event={it} />
          <Reading of={registrations}>
            {({ items }) => (
              <>
                <Registrations event={it} items={items} />
                <Pins event={it} registrations={items} />
              </>
            )}
          </Reading>
          <RunTimetable event={it} />
          <Figures event={id} />
          <CancelEvent event={it} />
        </PageFrame>
      )}
    </Reading>
  );
}
