import { Link, useLocation } from 'react-router';
import { useText } from '../kit/text.ts';
import { actFor, signOut, useSession } from '../session/session.ts';

/** Who has signed in, and for which organisation. */
export function Account() {
  const say = useText();
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.status === 'unknown') return null;
  if (session.status === 'anonymous') {
    const from = pathname === '/sign-in' ? '' : `?from=${encodeURIComponent(pathname + search)}`;
    return (
      <Link className="j-button j-button-light" to={`/sign-in${from}`}>
        {say('signIn')}
      </Link>
    );
  }
  const { name, memberships, organisation } = session;
  return (
    <div className="j-account">
      <span className="j-account-name">
        <strong>{name}</strong>
        {memberships.length > 1 ? (
          <select
            aria-label={say('actFor')}
            value={organisation?.organisation}
            onChange={({ target }) => actFor(target.value)}
          >
            {memberships.map((each) => (
              <option key={each.organisation} value={each.organisation}>
                {each.name}
              </option>
            ))}
          </select>
        ) : (
          organisation !== undefined && <small>{organisation.name}</small>
        )}
      </span>
      <button type="button" className="j-quiet" onClick={signOut}>
        {say('signOut')}
      </button>
    </div>
  );
}
