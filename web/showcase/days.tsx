import { Link } from 'react-router';
import { dayOf } from '../../shared/kernel/time.ts';
import { Tag } from '../kit/blocks.tsx';
import { Day, Hours, useCategoryName } from '../kit/values.tsx';
import { type SessionListed, SessionStatus } from './session.tsx';
import { useText } from './text.ts';

interface DaysProps {
  readonly items: readonly SessionListed[];
  readonly newestFirst: boolean;
}

/** Sessions under the day on which they begin. */
export function Days({ items, newestFirst }: DaysProps) {
  const days = Map.groupBy(items, ({ startsAt }) => dayOf(startsAt));
  const ordered = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    <div className="s-days">
      {(newestFirst ? ordered.reverse() : ordered).map(([day, sessions]) => (
        <section key={day}>
          <h3>
            <Day at={day} weekday />
          </h3>
          <ul className="s-list">
            {sessions.map((each) => (
              <SessionRow key={each.id} session={each} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function SessionRow({ session }: { readonly session: SessionListed }) {
  const say = useText();
  const nameOf = useCategoryName();
  const { id, title, host, presenter, categories, productCount, startsAt, endsAt } = session;
  return (
    <li>
      <p className="s-hours">
        <Hours from={startsAt} to={endsAt} />
      </p>
      <div>
        <p>
          <Link to={`/sessions/${id}`}>{title}</Link> <SessionStatus of={session} />
        </p>
        <p className="j-small">
          {host.name} · {say('presenter')} {presenter.name} · {say('products.count', { count: productCount })}
        </p>
        <p className="s-tags">
          {categories.map((code) => (
            <Tag key={code} tone="accent">
              {nameOf(code)}
            </Tag>
          ))}
        </p>
      </div>
    </li>
  );
}
