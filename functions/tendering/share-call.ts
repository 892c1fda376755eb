import type { Decider } from '../../shared/kernel/decider.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { SharesAwaited } from './ceremony-events.ts';
import { sharesUntil } from './ceremony-times.ts';
import { ceremonyOf, type Tender } from './tender-state.ts';

/** Holders of shares being called for them (催交份额), once an occasion. */
export type ShareCall = { readonly status: 'none' } | { readonly status: 'called' };

export interface CallForShares {
  readonly type: 'callForShares';
  readonly call: SharesAwaited['data'];
}

export const shareCall: Decider<CallForShares, SharesAwaited, ShareCall> = {
  initial: { status: 'none' },
  decide: ({ call }, { status }) => (status === 'none' ? [{ type: 'SharesAwaited', v: 1, data: call }] : []),
  evolve: () => ({ status: 'called' }),
};

/** Events of a tender after which shares are awaited: all of them, or again those that were wrong. */
export const callsForShares = { BidsFrozen: 'held', SharesChecked: 'wrong' } as const;

/** The holders whose shares a tender awaits now, of those in that state. */
export function awaitedOf(tender: Tender, state: 'held' | 'wrong', at: Instant): readonly string[] {
  const ceremony = tender.status === 'opening' ? ceremonyOf(tender) : undefined;
  if (tender.status !== 'opening' || ceremony === undefined || ceremony.reveal !== undefined) return [];
  if (at >= sharesUntil(tender.frozen, ceremony)) return [];
  return ceremony.shares.filter((share) => share.state === state).map(({ holder }) => holder);
}
