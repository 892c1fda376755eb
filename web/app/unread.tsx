import { Link } from 'react-router';
import { useRead } from '../api/queries.ts';
import { useText } from '../kit/text.ts';
import { useSession } from '../session/session.ts';

/** More than so many unread notices are not counted. */
const most = 20;

/** How many notices wait to be read, for whom there is an inbox: asked when the console opens, and after what one does. */
export function Unread() {
  const say = useText();
  const session = useSession();
  const told = session.status === 'user' && session.organisation?.status === 'verified';
  const { data } = useRead('GET /v1/inbox', { query: { unread: true, limit: most } }, { enabled: told });
  if (!told) return null;
  const unread = data?.items.length ?? 0;
  const count = data?.next === null || unread === 0 ? String(unread) : `${most}+`;
  return (
    <Link className="j-unread" to="/inbox" aria-label={say('unread', { count })}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path
          d="M3 6h18v13H3zM3 6.5l9 7 9-7"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinejoin="round"
        />
      </svg>
      {unread > 0 && <span>{count}</span>}
    </Link>
  );
}
