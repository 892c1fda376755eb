import type { Instant } from '../../shared/kernel/time.ts';
import { statusAt } from './call-off.ts';
import type { ExistingCallOff } from './events.ts';

/** A call-off as lists show it. */
export interface ListedCallOff
  extends Pick<ExistingCallOff, 'agreement' | 'buyer' | 'supplier' | 'status' | 'placedAt' | 'confirmBy' | 'quoted'> {
  readonly id: string;
  readonly lines: number;
}

export function listedCallOff(id: string, state: ExistingCallOff): ListedCallOff {
  const { agreement, buyer, supplier, status, placedAt, confirmBy, lines, quoted } = state;
  const origin = quoted === undefined ? {} : { quoted };
  return { id, agreement, buyer, supplier, status, placedAt, confirmBy, lines: lines.length, ...origin };
}

/** A call-off as its parties see it; what nobody answered in time has lapsed. */
export function callOffView(id: string, state: ExistingCallOff, at: Instant) {
  const { deliveries, ...rest } = state;
  const lines = state.lines.map(({ revision: _, opening: __, freeOpening: ___, ...line }) => line);
  return { ...rest, id, status: statusAt(state, at), lines, deliveries: deliveries.length };
}
