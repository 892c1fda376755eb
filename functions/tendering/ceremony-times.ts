import { type Instant, instant, millis } from '../../shared/kernel/time.ts';
import type { Ceremony } from './tender-state.ts';

/** So many minutes later. */
export const after = (at: Instant, minutes: number): Instant => instant(millis(at) + minutes * 60_000);

/** Until when shares are taken: known once the bids are frozen, as a suspended opening is frozen later. */
export const sharesUntil = ({ frozenAt }: { readonly frozenAt: Instant }, { sharesWithin }: Ceremony): Instant =>
  after(frozenAt, sharesWithin);
