import type { Asked } from '../../shared/http/router.ts';
import { etag } from '../../shared/http/router.ts';
import type { ActingRole, Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Jobs } from '../../shared/ports/jobs.ts';
import type { HeardPostStore } from './heard-post-store.ts';
import type { IntentStore } from './intent-store.ts';
import type { ExistingMatchmaking, MatchmakingCommand } from './matchmaking.ts';
import { registrationId } from './matchmaking-ids.ts';
import type { MatchmakingSnapshot, MatchmakingStore } from './matchmaking-store.ts';
import { matchmakingView } from './matchmaking-views.ts';
import type { MeetingStore } from './meeting-store.ts';
import type { Registration } from './registration.ts';
import type { RegistrationStore } from './registration-store.ts';

export interface MatchmakingDeps {
  readonly matchmakings: MatchmakingStore;
  readonly registrations: RegistrationStore;
  readonly meetings: MeetingStore;
  readonly intents: IntentStore;
  readonly heardPosts: HeardPostStore;
  readonly jobs: Jobs;
  id(kind: IdKind): string;
}

/** An event that there is, as it was read. */
export interface Present {
  readonly state: ExistingMatchmaking;
  readonly version: number;
}

/** How often a lost race is decided again: every command here is safe to. */
export const retries = 3;

/** What every route of an event does. */
export function matchmakingConduct({ matchmakings, registrations }: MatchmakingDeps) {
  async function present(id: string): Promise<Present> {
    const { state, version } = await matchmakings.load(id, { consistent: true });
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    return { state, version };
  }

  const shown =
    (actor: Actor, at: string, placesLeft: number, extra: Partial<Answer> = {}) =>
    ({ id, state, version }: Pick<MatchmakingSnapshot, 'id' | 'state' | 'version'>): Answer => {
      if (state.status === 'none') throw new DomainError('not-found', 'not-found');
      const body = matchmakingView(id, state, placesLeft, actor, at);
      const tagged = body.status === state.status ? etag(version) : { ETag: `W/"${version}"` };
      return { status: extra.status ?? 200, body, headers: { ...tagged, ...extra.headers } };
    };

  return {
    present,
    shown,

    /** The registration of a firm for an event, whether there is one or not. */
    async registrationOf(event: string, firm: string, { terms }: ExistingMatchmaking): Promise<Registration> {
      const store = registrations.at(terms.places);
      return (await store.load(registrationId(event, firm), { consistent: true })).state;
    },

    /** Carries out what the organiser says, and answers the event as it then is. */
    async carryOut(
      id: string,
      command: MatchmakingCommand,
      as: ActingRole,
      ask: Asked,
      placesLeft: number,
      extra: Partial<Answer> = {},
    ): Promise<Answer> {
      const { claim, ifMatch } = ask;
      const answer = shown(ask.actor, ask.at, placesLeft, extra);
      const outcome = await matchmakings.handle(id, command, ask.cause(as), { claim, ifMatch, answer, retries });
      return outcome.answer;
    },
  };
}
