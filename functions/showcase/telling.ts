import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, unreachable } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Recipient, TellingEvent, Told } from './live-events.ts';
import type { LiveSession } from './live-state.ts';

/** One shard of those interested in a session being told of one occasion (通知派发); `after` is where the rest begins. */
export type Telling =
  | { readonly status: 'none' }
  | {
      readonly status: 'open';
      readonly told: Told;
      readonly shard: number;
      readonly openedAt: Instant;
      readonly after?: string;
    }
  | { readonly status: 'ended' };

export type TellingCommand =
  | {
      readonly type: 'openTelling';
      readonly at: Instant;
      readonly told: Told;
      readonly shard: number;
      readonly event: string;
    }
  | {
      readonly type: 'tellSome';
      readonly at: Instant;
      readonly recipients: readonly Recipient[];
      readonly next: string | null;
    }
  | { readonly type: 'dropTelling'; readonly at: Instant };

const v = 1;

/** How many are told by one event. */
export const mostRecipients = 100;

export const telling: Decider<TellingCommand, TellingEvent, Telling> = {
  initial: { status: 'none' },

  decide(command, state) {
    const { type, at } = command;
    if (type === 'openTelling') {
      const { told, shard, event } = command;
      return state.status === 'none' ? [{ type: 'TellingOpened', v, data: { told, shard, event, openedAt: at } }] : [];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    if (state.status === 'ended') return [];
    const ended = (by: 'told' | 'moot'): TellingEvent => ({ type: 'TellingEnded', v, data: { by, endedAt: at } });
    if (type === 'dropTelling') return [ended('moot')];
    const { recipients, next } = command;
    const data = { ...state.told, recipients, next, at };
    return [
      ...(recipients.length === 0 ? [] : [{ type: 'SessionReminderDue', v, data } as const]),
      ...(next === null ? [ended('told')] : []),
    ];
  },

  evolve(state, event) {
    switch (event.type) {
      case 'TellingOpened': {
        const { told, shard, openedAt } = event.data;
        return { status: 'open', told, shard, openedAt };
      }
      case 'SessionReminderDue': {
        const { next } = event.data;
        return state.status === 'open' && next !== null ? { ...state, after: next } : state;
      }
      case 'TellingEnded':
        return { status: 'ended' };
      default:
        return unreachable(event);
    }
  },
};

/** Whether there is no use in telling it any more: the session has another time by now, or is over. */
export function isMoot({ occasion, schedule }: Told, session: LiveSession, at: Instant): boolean {
  if (occasion === 'cancelled') return false;
  if (session.status !== 'announced' && session.status !== 'live') return true;
  const { startsAt, endsAt } = session.terms;
  return at >= endsAt || startsAt !== schedule.startsAt;
}
