import type { Decider } from '../../shared/kernel/decider.ts';
import { fieldError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { MeetingMarked, Pair, Presence } from './matchmaking-events.ts';

/** A meeting on the day (对接场次的到场登记): held, or not and who did not come; the last mark counts. */
export type MarkedMeeting =
  | { readonly status: 'none' }
  | ({ readonly status: 'marked'; readonly event: string; readonly by: string; readonly markedAt: Instant } & Pair &
      Presence);

export interface MarkMeeting {
  readonly type: 'mark';
  readonly at: Instant;
  readonly event: string;
  readonly pair: Pair;
  readonly presence: Presence;
  /** A firm, or the organiser. */
  readonly by: string;
}

/** @throws `absence-unsaid` where it was not held and nobody is named, `firm-not-in-meeting` */
export const markedMeeting: Decider<MarkMeeting, MeetingMarked, MarkedMeeting> = {
  initial: { status: 'none' },
  decide({ at, event, pair, presence: { held, absent }, by }, state) {
    if (held && absent !== undefined) throw fieldError('absent-though-held', '/absent');
    if (!held && absent === undefined) throw fieldError('absence-unsaid', '/absent');
    const stranger = absent?.findIndex((firm) => firm !== pair.a && firm !== pair.b) ?? -1;
    if (stranger >= 0) throw fieldError('firm-not-in-meeting', `/absent/${stranger}`);
    const gone = absent && [pair.a, pair.b].filter((firm) => absent.includes(firm));
    if (state.status === 'marked' && state.held === held && state.absent?.join() === gone?.join()) return [];
    const presence = { held, ...(gone === undefined ? {} : { absent: gone }) };
    return [{ type: 'MeetingMarked', v: 1, data: { event, ...pair, ...presence, by, markedAt: at } }];
  },
  evolve: (_, { data }) => ({ status: 'marked', ...data }),
};
