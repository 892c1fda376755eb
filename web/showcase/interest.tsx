import { useLocation } from 'react-router';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, ProblemAlert } from '../kit/blocks.tsx';
import { useSession } from '../session/session.ts';
import { useText } from './text.ts';

/** How many asked to be told of it (预约), whether one did oneself, and the calendar's file. */
export function Interest({ session: id }: { readonly session: string }) {
  const say = useText();
  const who = useSession();
  const { pathname } = useLocation();
  const path = { id };
  const { data } = useRead('GET /v1/live-sessions/{id}/interest', { path });
  const ask = useWrite('PUT /v1/live-sessions/{id}/interest');
  const withdraw = useWrite('DELETE /v1/live-sessions/{id}/interest');
  const member = who.status === 'user' && who.organisation !== undefined && !who.roles.includes('operator');
  const change = data?.registered ? withdraw : ask;
  return (
    <>
      <p className="j-small">
        {say('interest.count', { count: data?.count ?? 0 })} {say('interest.about')}
      </p>
      <ProblemAlert error={ask.error ?? withdraw.error} />
      <p className="j-actions">
        {member && data !== undefined && (
          <button
            type="button"
            className={data.registered ? 'j-button' : 'j-button j-button-primary'}
            disabled={ask.isPending || withdraw.isPending}
            onClick={() => change.mutate({ path })}
          >
            {say(data.registered ? 'interest.withdraw' : 'interest.ask')}
          </button>
        )}
        {who.status === 'anonymous' && (
          <ButtonLink primary to={`/sign-in?from=${encodeURIComponent(pathname)}`}>
            {say('interest.signIn')}
          </ButtonLink>
        )}
        <a className="j-button" href={`/v1/live-sessions/${id}/calendar.ics`} download="live-session.ics">
          {say('calendar')}
        </a>
      </p>
    </>
  );
}
