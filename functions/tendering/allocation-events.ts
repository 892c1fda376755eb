import type { Instant } from '../../shared/kernel/time.ts';
import type { Event } from './event.ts';
import type { AllocationOutcome, GroupOutcome } from './optimise/outcome.ts';

/** How much of which items one supplier is awarded, and by how much its prices are less than bid (优化分配). */
export interface RecordedShare {
  readonly supplier: string;
  /** A fraction of the goods' price, tier and package together; `"0"` where there is none. */
  readonly discount: string;
  /** In the unit of the lot's items. */
  readonly lines: readonly { readonly item: string; readonly quantity: string }[];
}

/** Lots that were solved together, without the story. */
export type RecordedGroup = Pick<
  GroupOutcome,
  'status' | 'cost' | 'bound' | 'gap' | 'nodes' | 'tiesBroken' | 'conflicts'
> & {
  readonly lots: readonly { readonly lot: string; readonly awards: readonly RecordedShare[] }[];
};

/** The allocation at the least delivered cost, as far as awards follow from it (优化授标结果). */
export interface RecordedAllocation extends Pick<AllocationOutcome, 'problem' | 'solver'> {
  /** SHA-256 of the JCS of the evaluation that it stands on, and of the whole outcome with its story. */
  readonly evaluation: string;
  readonly outcome: string;
  readonly groups: readonly RecordedGroup[];
}

/** An allocation is recorded; it takes the place of one on an earlier evaluation. */
export type AllocationRecorded = Event<'AllocationRecorded', RecordedAllocation & { readonly recordedAt: Instant }>;
