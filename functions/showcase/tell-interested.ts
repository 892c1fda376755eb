import type { ActingRole, Actor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { InterestStore } from './interest-store.ts';
import type { SessionStore } from './live-store.ts';
import { isMoot, mostRecipients } from './telling.ts';
import type { TellingStore } from './telling-store.ts';

export interface TellingDeps {
  readonly sessions: Pick<SessionStore, 'load'>;
  readonly interests: Pick<InterestStore, 'followers'>;
  readonly tellings: TellingStore;
}

interface Cause {
  readonly actor: Actor;
  readonly as: ActingRole;
  readonly at: Instant;
}

/** How many pages one turn of the clock tells; the next one goes on. */
const pages = 50;

/**
 * Tells the next of one shard of those interested in a session. Each page is one decision at the version that was read, so
 * that of two clocks one tells it, and one that died goes on behind what was told.
 */
export async function tellInterested(
  { sessions, interests, tellings }: TellingDeps,
  id: string,
  cause: Cause,
): Promise<void> {
  const { at } = cause;
  for (let left = pages; left > 0; left -= 1) {
    const { state, version } = await tellings.load(id, { consistent: true });
    if (state.status !== 'open') return;
    const { told, shard, openedAt, after } = state;
    const session = await sessions.load(told.session, { consistent: true });
    const options = { asOf: version };
    if (isMoot(told, session.state, at)) {
      await tellings.handle(id, { type: 'dropTelling', at }, cause, options);
      return;
    }
    const page = await interests.followers(told.session, shard, openedAt, { limit: mostRecipients, cursor: after });
    await tellings.handle(id, { type: 'tellSome', at, recipients: page.items, next: page.next }, cause, options);
  }
}
