import { type Instant, millis } from '../../shared/kernel/time.ts';
import type { Row, Snapshot } from '../../shared/table/aggregate.ts';
import { pendingHead } from '../../shared/table/heads.ts';
import { annexesOf } from './annexes.ts';
import { ceremonyDue } from './ceremony.ts';
import type { TenderEvent } from './events.ts';
import { gateOf } from './gate.ts';
import { gateRows } from './gate-store.ts';
import { listRows } from './list-rows-store.ts';
import { roomFor } from './room.ts';
import { freezingStarts } from './rules/periods.ts';
import { tenderDecider, withoutRule } from './tender.ts';
import { ceremonyOf, isSuspended, type Tender } from './tender-state.ts';

/** How long until the clock asks again for an opening that did not end. */
const retryOpeningMs = 5 * 60_000;

/** What is written of a tender, and by which rules. */
export const tenderKind = {
  name: 'tender',
  decider: tenderDecider,
  rows,
  annexes: (event: TenderEvent) => annexesOf(withoutRule(event)),
  room: roomFor,
  trail: (after: Snapshot<Tender>, at: Instant) => [pendingHead(after, at)],
  due,
} as const;

/** The clock looks when bids are to be frozen, and again when an opening has not ended. */
function due(state: Tender): Instant | undefined {
  if (state.status === 'published' && isSuspended(state)) return undefined;
  if (state.status === 'published') return new Date(freezingStarts(state.draft.deadline)).toISOString();
  const ceremony = state.status === 'opening' ? ceremonyOf(state) : undefined;
  if (state.status === 'opening' && ceremony !== undefined) return ceremonyDue(state, ceremony);
  if (state.status === 'opening') return new Date(millis(state.frozen.frozenAt) + retryOpeningMs).toISOString();
  return undefined;
}

/** The gate, and the entries of the lists that a tender stands in. */
function rows(snapshot: Snapshot<Tender>): Row[] {
  const { id, state, head } = snapshot;
  const gate = state.status === 'none' ? undefined : gateOf(id, state, head);
  return [...(gate === undefined ? [] : gateRows(gate)), ...listRows(snapshot)];
}
