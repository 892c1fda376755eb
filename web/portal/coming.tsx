import { Link } from 'react-router';
import { useRead } from '../api/queries.ts';
import { Empty, Reading, Section, Tag } from '../kit/blocks.tsx';
import { Day, Hours } from '../kit/values.tsx';
import { useText } from './text.ts';

/** What is to be seen and where firms meet next: live sessions (直播) and matchmaking events (对接会). */
export function Coming() {
  const say = useText();
  const sessions = useRead('GET /v1/live-sessions', { query: { limit: 4 } });
  const events = useRead('GET /v1/matchmaking-events', { query: { limit: 4 } });
  return (
    <div className="j-columns">
      <Section title={say('sessions')} more={<Link to="/sessions">{say('sessions.all')}</Link>}>
        <Reading of={sessions}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={say('sessions.none')}>{say('sessions.noneDetail')}</Empty>
            ) : (
              <ul className="p-rows">
                {items.map(({ id, title, host, startsAt, endsAt, status }) => (
                  <li key={id}>
                    <span>
                      <Link to={`/sessions/${id}`}>{title}</Link>{' '}
                      {(status === 'live' || status === 'cancelled') && (
                        <Tag tone={status === 'live' ? 'bad' : 'warn'}>{say(`sessions.${status}`)}</Tag>
                      )}
                    </span>
                    <span className="j-small">
                      <Day at={startsAt} /> <Hours from={startsAt} to={endsAt} /> · {host.name}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      </Section>
      <Section title={say('events')} more={<Link to="/events">{say('events.all')}</Link>}>
        <Reading of={events}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={say('events.none')}>{say('events.noneDetail')}</Empty>
            ) : (
              <ul className="p-rows">
                {items.map(({ id, title, host, day, status }) => (
                  <li key={id}>
                    <span>
                      <Link to={`/events/${id}`}>{title}</Link>{' '}
                      {status === 'announced' && <Tag tone="accent">{say('events.open')}</Tag>}
                    </span>
                    <span className="j-small">
                      <Day at={day} /> · {host}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      </Section>
    </div>
  );
}
