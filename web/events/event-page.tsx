import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { useSession } from '../session/session.ts';
import { EventFacts } from './event-facts.tsx';
import './events.css';
import { type Event, EventStatus, hasTimetable, type Registration, useReader } from './event.tsx';
import { Figures } from './figures.tsx';
import { Participants } from './participants.tsx';
import { Proposals } from './proposals.tsx';
import { useText } from './text.ts';

/** One event (对接会): when and where, how to take part, who comes, and what it brought. */
export function Page() {
  const { event: id = '' } = useParams();
  const { firm, operates } = useReader();
  const say = useText();
  const path = { id };
  const event = useRead('GET /v1/matchmaking-events/{id}', { path });
  const asked = useRead('GET /v1/matchmaking-events/{id}/registration', { path }, { enabled: firm !== undefined });
  const registration = asked.data?.status === 'registered' ? asked.data : undefined;
  return (
    <Reading of={event}>
      {(it) => (
        <PageFrame
          kicker={<EventStatus of={it.status} />}
          title={it.title}
          actions={operates && <ButtonLink to={`/organise/events/${id}`}>{say('run')}</ButtonLink>}
        >
          {it.reason !== undefined && (
            <Notice tone="warn" title={say('cancelled')}>
              <p>{it.reason}</p>
            </Notice>
          )}
          <EventFacts event={it} />
          {!operates && <TakingPart event={it} registration={registration} />}
          {hasTimetable(it) && <Figures event={id} />}
          {registration !== undefined && it.status !== 'cancelled' && (
            <>
              <Proposals event={id} />
              <Participants event={id} />
            </>
          )}
        </PageFrame>
      )}
    </Reading>
  );
}

interface TakingPartProps {
  readonly event: Event;
  readonly registration: Registration | undefined;
}

/** What a firm does at this event, by how far it is. */
function TakingPart({ event, registration }: TakingPartProps) {
  const say = useText();
  const session = useSession();
  const at = `/events/${event.id}`;
  if (session.status !== 'user') {
    if (event.status !== 'announced') return null;
    return (
      <Notice title={say('part.signIn')}>
        <ButtonLink primary to={`/sign-in?from=${encodeURIComponent(`${at}/registration`)}`}>
          {say('part.toSignIn')}
        </ButtonLink>
      </Notice>
    );
  }
  if (session.organisation === undefined) {
    return (
      <Notice title={say('part.member')}>
        <ButtonLink to="/organisation">{say('part.organisation')}</ButtonLink>
      </Notice>
    );
  }
  if (registration === undefined) {
    if (event.status !== 'announced') return <Notice title={say('part.closed')} />;
    return (
      <Notice tone="accent" title={say('part.open', { count: event.placesLeft })}>
        <ButtonLink primary to={`${at}/registration`}>
          {say('part.register')}
        </ButtonLink>
      </Notice>
    );
  }
  return (
    <Section title={say('part')}>
      <p>{say(hasTimetable(event) ? 'part.published' : 'part.registered')}</p>
      <p className="j-actions">
        {hasTimetable(event) && (
          <>
            <ButtonLink primary to={`${at}/timetable`}>
              {say('timetable.own')}
            </ButtonLink>
            <ButtonLink to={`${at}/intents`}>{say('intents')}</ButtonLink>
          </>
        )}
        <ButtonLink to={`${at}/registration`}>{say('part.see')}</ButtonLink>
      </p>
    </Section>
  );
}
