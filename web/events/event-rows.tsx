import { Link } from 'react-router';
import { Tag } from '../kit/blocks.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import { Address, Day, Hours, Moment } from '../kit/values.tsx';
import { type EventListed, EventStatus } from './event.tsx';
import { useText } from './text.ts';

interface EventRowsProps {
  readonly items: readonly EventListed[];
  /** Where the title leads. */
  readonly to: (event: string) => string;
}

/** Events as a list has them. */
export function EventRows({ items, to }: EventRowsProps) {
  const say = useText();
  const nameOf = useSubjectWords();
  return (
    <ul className="e-list">
      {items.map(({ id, title, host, place, day, startsAt, endsAt, subjects, status, registrationClosesAt }) => (
        <li key={id}>
          <p className="e-day">
            <Day at={day} weekday />
            <Hours from={startsAt} to={endsAt} />
          </p>
          <div>
            <p>
              <Link to={to(id)}>{title}</Link> <EventStatus of={status} />
            </p>
            <p className="j-small">
              {host} · <Address of={place} />
            </p>
            {status === 'announced' && (
              <p className="j-small">
                {say('closes')} <Moment at={registrationClosesAt} />
              </p>
            )}
            <p className="e-tags">
              {subjects.map((code) => (
                <Tag key={code} tone="accent">
                  {nameOf(code)}
                </Tag>
              ))}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
