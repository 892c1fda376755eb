import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Interest } from './interest.ts';
import { type InterestStore, interestId } from './interest-store.ts';
import { isPublic, mayFollow, maySee } from './live-access.ts';
import type { Recipient } from './live-events.ts';
import * as s from './live-schemas.ts';
import { statusAt } from './live-state.ts';
import type { SessionStore } from './live-store.ts';
import * as view from './live-view-schemas.ts';

export interface InterestDeps {
  readonly sessions: SessionStore;
  readonly interests: InterestStore;
  /** The opaque id of a subject. */
  pseudonym(sub: string): string;
}

const path = '/v1/live-sessions/{id}/interest';
const tag = '直播 Live sessions';
/** Many ask at once when a session is announced: their number is booked on one of 16 accounts. */
const retries = 8;

/** Being told of a session (预约提醒). */
export function interestRoutes(app: Router, http: HttpDeps, deps: InterestDeps): void {
  const { sessions, interests } = deps;
  const answers = { 200: { schema: view.interest, description: 'as it stands' } };

  function recipientOf(actor: Actor): Recipient | undefined {
    if (actor.kind !== 'user' || actor.membership === undefined) return undefined;
    return { organisation: actor.membership.organisation, user: deps.pseudonym(actor.sub) };
  }
  const viewOf = (state: Interest) =>
    state.status === 'registered' ? { registered: true, registeredAt: state.registeredAt } : { registered: false };

  for (const [method, type, summary] of [
    ['put', 'registerInterest', '预约直播 · Ask to be told of a live session'],
    ['delete', 'withdrawInterest', '取消预约 · Ask no more'],
  ] as const) {
    endpoint(
      app,
      http,
      {
        tag,
        access: 'user',
        method,
        path,
        params: s.ofSession,
        summary,
        description:
          'For a user, in one of its organisations: a day and an hour before it begins, and when it has another time or is cancelled.',
        answers,
      },
      async (ask) => {
        const { id: session } = ask.params;
        const { state } = await sessions.load(session, { consistent: true });
        const { as } = mayFollow(ask.actor, state);
        const by = recipientOf(ask.actor);
        if (by === undefined || state.status === 'none') throw new DomainError('not-found', 'not-found');
        const over = ['ended', 'cancelled'].includes(statusAt(state, ask.at));
        if (type === 'registerInterest' && over) throw new DomainError('conflict', 'session-over');
        const answer = ({ state: after }: { state: Interest }) => ({ status: 200, body: viewOf(after) });
        const command = { type, at: ask.at, session, by } as const;
        const options = { claim: ask.claim, answer, retries };
        const outcome = await interests.handle(interestId(session, by), command, ask.cause(as), options);
        return outcome.answer;
      },
    );
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path,
      params: s.ofSession,
      summary: '预约人数 · How many asked to be told',
      description: "And whether one's own is among them, for a user who acts for an organisation.",
      answers,
    },
    async ({ actor, params: { id } }) => {
      const { state } = await sessions.load(id);
      const count = isPublic(maySee(actor, state)) ? await interests.count(id) : 0;
      const by = recipientOf(actor);
      const own = by === undefined ? {} : viewOf((await interests.load(interestId(id, by))).state);
      return { status: 200, body: { count, ...own } };
    },
  );
}
