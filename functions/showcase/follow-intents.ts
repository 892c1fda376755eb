import type { IntentStore, ListedIntent } from './intent-store.ts';
import { followUpAt } from './matchmaking.ts';
import type { DueIntent } from './matchmaking-events.ts';
import type { MatchmakingStore } from './matchmaking-store.ts';

export interface FollowDeps {
  readonly matchmakings: MatchmakingStore;
  readonly intents: IntentStore;
}

type Cause = Parameters<MatchmakingStore['handle']>[2];

/** A lost race is decided again: a page that was told of meanwhile is not told of twice. */
const retries = 3;
/** How many intents one event of the log names. */
const pageSize = 50;

/**
 * What the clock does with a face-to-face event: after its last slot it was held; on the 7th, 30th and 90th day its
 * intents are followed up (回访), a page at a time, where neither party gave up; at last it ends. Begun again after a
 * death it goes on with the page that is left.
 */
export async function matchmakingTimePassed({ matchmakings, intents }: FollowDeps, id: string, cause: Cause) {
  const { at } = cause;
  let { state } = (await matchmakings.handle(id, { type: 'timePassed', at }, cause, { retries })).snapshot;
  let all: readonly ListedIntent[] | undefined;
  for (let next = followUpAt(state, at); next !== undefined; next = followUpAt(state, at)) {
    all ??= await intents.all(id);
    const { day, page } = next;
    const due = all
      .slice(page * pageSize, (page + 1) * pageSize)
      .filter(isAlive)
      .map(dueIntent);
    const last = (page + 1) * pageSize >= all.length;
    const command = { type: 'followUp', at, event: id, day, page, last, intents: due } as const;
    ({ state } = (await matchmakings.handle(id, command, cause, { retries })).snapshot);
  }
  await matchmakings.handle(id, { type: 'timePassed', at }, cause, { retries });
}

const isAlive = ({ status, answers }: ListedIntent): boolean =>
  status !== 'declined' && !answers.some(({ answer }) => answer === 'given-up');

const dueIntent = ({ id, parties: [one, other] }: ListedIntent): DueIntent => ({
  intent: id,
  parties: [one.id, other.id],
});
