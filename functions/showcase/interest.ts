import type { Decider } from '../../shared/kernel/decider.ts';
import { unreachable } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { InterestEvent, Recipient } from './live-events.ts';

/** A user's wish, for one of its organisations, to be told of a session (预约提醒). */
export type Interest =
  | { readonly status: 'none' }
  | { readonly status: 'withdrawn' }
  | { readonly status: 'registered'; readonly session: string; readonly by: Recipient; readonly registeredAt: Instant };

export interface InterestCommand {
  readonly type: 'registerInterest' | 'withdrawInterest';
  readonly at: Instant;
  readonly session: string;
  readonly by: Recipient;
}

/** One for a user, an organisation and a session: asking again changes nothing, so that each counts once. */
export const interest: Decider<InterestCommand, InterestEvent, Interest> = {
  initial: { status: 'none' },

  decide({ type, at, session, by }, state) {
    const registered = state.status === 'registered';
    switch (type) {
      case 'registerInterest':
        return registered ? [] : [{ type: 'InterestRegistered', v: 1, data: { ...by, session, registeredAt: at } }];
      case 'withdrawInterest':
        return registered ? [{ type: 'InterestWithdrawn', v: 1, data: { ...by, session, withdrawnAt: at } }] : [];
      default:
        return unreachable(type);
    }
  },

  evolve(_, event) {
    if (event.type === 'InterestWithdrawn') return { status: 'withdrawn' };
    const { session, registeredAt, ...by } = event.data;
    return { status: 'registered', session, by, registeredAt };
  },
};
