import type { Attributes } from '../../shared/commodity/model.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';
import type { Checklist } from './criteria.ts';
import type { Supplier } from './events.ts';

/** A day by which something is to be done (期限), to its end; `provisional` where a year's holiday notice is not known. */
export interface Deadline {
  readonly day: Day;
  readonly provisional: boolean;
}

/** Why (理由): tied to a criterion of the checklist. */
export interface Reason {
  readonly criterion: string;
  readonly text: string;
}

/** What an operator decided (审核决定). `by` is the operator's opaque id. */
export interface Decision {
  readonly decision: 'admitted' | 'refused';
  readonly reasons: readonly Reason[];
  readonly by: string;
  readonly decidedAt: Instant;
}

/** What an application is about: the goods as they were listed that day, and whose they are. */
export interface Application {
  readonly product: string;
  readonly supplier: Pick<Supplier, 'id' | 'name' | 'uscc'>;
  readonly category: string;
  readonly attributes: Attributes;
  readonly producer?: string | undefined;
  readonly standard: string;
  readonly checklist: Checklist;
  readonly appliedAt: Instant;
}

export type LapseReason = 'product-withdrawn' | 'product-expired' | 'listing-changed' | 'evidence-lapsed';

interface Event<Type extends string, Data extends object> {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
}

/** When a decision is due, and on which day the clock reminds of it. */
export interface Term {
  readonly decideBy: Deadline;
  readonly remindOn: Day;
}

export type AdmissionEvent =
  | Event<'AdmissionApplied', Application & Term>
  /** The time for a decision is nearly over (催办). */
  | Event<'AdmissionReminded', { readonly decideBy: Deadline; readonly at: Instant }>
  /** The time for a decision is over and there is none (督办): the supervisor sees it. */
  | Event<'AdmissionEscalated', { readonly decideBy: Deadline; readonly at: Instant }>
  | Event<'AdmissionDecided', Decision & { readonly appealBy?: Deadline }>
  | Event<'AdmissionAppealed', Term & { readonly grounds: string; readonly appealedAt: Instant }>
  | Event<'AppealDecided', Decision>
  /** The listing's certificates were replaced by others that meet the criteria too. */
  | Event<'EvidenceRenewed', { readonly checklist: Checklist; readonly at: Instant }>
  | Event<'AdmissionWithdrawn', { readonly endedAt: Instant }>
  | Event<'AdmissionLapsed', { readonly reason: LapseReason; readonly endedAt: Instant }>;
