import { useNavigate, useParams } from 'react-router';
import { useRead, useWrite } from '../api/queries.ts';
import { Loading, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import './events.css';
import { useReader } from './event.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { useText } from './text.ts';

/** A firm's registration (报名): who comes, with which posts, when it is away, and whom it would and would not meet. */
export function Page() {
  const { event: id = '' } = useParams();
  const say = useText();
  const { firm } = useReader();
  const path = { id };
  const event = useRead('GET /v1/matchmaking-events/{id}', { path });
  // None is an answer: the form is empty then.
  const asked = useRead('GET /v1/matchmaking-events/{id}/registration', { path }, { enabled: firm !== undefined });
  const registration = asked.data?.status === 'registered' ? asked.data : undefined;
  return (
    <Reading of={event}>
      {(it) => (
        <PageFrame kicker={it.title} title={say(registration === undefined ? 'register' : 'registration')}>
          {firm === undefined && <Notice title={say('part.member')} />}
          {firm !== undefined && asked.isPending && <Loading />}
          {firm !== undefined && !asked.isPending && (
            <>
              {it.status !== 'announced' && <Notice tone="warn" title={say('register.closed')} />}
              {registration !== undefined && (
                <Notice tone="good" title={say('registered')}>
                  <p>
                    <Moment at={registration.at} /> {say('registered.about')}
                  </p>
                </Notice>
              )}
              <RegistrationForm key={firm} event={it} firm={firm} registration={registration} />
              {registration !== undefined && <Withdraw event={id} />}
            </>
          )}
        </PageFrame>
      )}
    </Reading>
  );
}

function Withdraw({ event: id }: { readonly event: string }) {
  const say = useText();
  const navigate = useNavigate();
  const withdraw = useWrite('DELETE /v1/matchmaking-events/{id}/registration', {
    onDone: () => navigate(`/events/${id}`),
  });
  return (
    <Section title={say('withdraw')}>
      <p className="j-small">{say('withdraw.about')}</p>
      <ProblemAlert error={withdraw.error} />
      <p>
        <button
          type="button"
          className="j-button"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate({ path: { id } })}
        >
          {say('withdraw.confirm')}
        </button>
      </p>
    </Section>
  );
}
