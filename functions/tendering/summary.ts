import type { Instant } from '../../shared/kernel/time.ts';
import { categoriesOf, type Draft, divisionsOf } from './draft.ts';
import { buyersOf, type ExistingTender } from './tender-state.ts';

/** A tender as a list shows it. */
export interface TenderSummary {
  readonly id: string;
  readonly title: string;
  readonly status: ExistingTender['status'];
  readonly regime: Draft['regime'];
  readonly deadline: Instant;
  readonly buyer: { readonly id: string; readonly name: string };
  /** How many buy, where several do. */
  readonly buyers?: number;
  readonly categories: readonly string[];
  readonly divisions: readonly string[];
  readonly lots: number;
  /** Of those that are listed as disputed. */
  readonly disputes?: Disputes;
}

/** What is open of objections and complaints (异议、投诉), and when the first of them is due. */
export interface Disputes {
  readonly objections: number;
  readonly complaints: number;
  /** Whether the supervisor has paused the procedure. */
  readonly paused: boolean;
  readonly next: Instant;
}

export function summaryOf(id: string, tender: ExistingTender): TenderSummary {
  const { status, draft, buyer } = tender;
  const buyers = buyersOf(tender).length;
  const { title, regime, deadline, lots } = draft;
  return {
    id,
    title,
    status,
    regime,
    deadline,
    buyer: { id: buyer.id, name: buyer.name },
    ...(buyers > 1 ? { buyers } : {}),
    categories: categoriesOf(draft),
    divisions: divisionsOf(draft),
    lots: lots.length,
  };
}
