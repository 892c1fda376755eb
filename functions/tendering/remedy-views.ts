import type { Actor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { maySeeAskers, seesRemedies } from './access.ts';
import type { KeptComplaint, KeptObjection } from './annexes.ts';
import type { Interested } from './document-events.ts';
import { remediesNow } from './remedies.ts';
import type { ComplaintDecided, ObjectionAnswered, Subject } from './remedy-events.ts';
import type { Disputes } from './summary.ts';
import { type ExistingTender, isPaused } from './tender-state.ts';

/** What became of an objection. */
export type ObjectionEnd =
  | ObjectionAnswered['data']
  | { readonly objection: string; readonly decision: 'withdrawn'; readonly answeredAt?: undefined };

interface Filed {
  readonly by: Interested;
  readonly text: string;
}

/**
 * What a reader sees of something filed: its text the buyer, the supervisor and whoever filed it; who that was,
 * the buyer and the supervisor once bids are opened.
 */
function filedView<T extends Filed>(actor: Actor, tender: ExistingTender, { by, text, ...rest }: T) {
  const mine = actor.kind === 'user' && actor.membership?.organisation === by.org;
  const reads = mine || seesRemedies(actor, tender);
  return {
    ...rest,
    ...(reads ? { text } : {}),
    ...(maySeeAskers(tender) && seesRemedies(actor, tender) ? { by: by.name } : {}),
    ...(mine ? { mine } : {}),
  };
}

/** What may follow when it is upheld: to those who read it, while it is open. */
const choices = (actor: Actor, tender: ExistingTender, { about }: { readonly about: Subject }, open: boolean) =>
  open && seesRemedies(actor, tender) ? { remedies: remediesNow(tender, about) } : {};

/** An objection as its reader may see it: that there is one, and how it was answered, is for all. */
export function objectionView(
  actor: Actor,
  tender: ExistingTender,
  kept: KeptObjection,
  end: ObjectionEnd | undefined,
  at: Instant,
) {
  const { objection: _, ...ended } = end ?? {};
  const open = end === undefined;
  return {
    ...filedView(actor, tender, kept),
    ...ended,
    ...choices(actor, tender, kept, open),
    late: open && at >= kept.answerBy,
  };
}

/** A complaint as its reader may see it. */
export function complaintView(
  actor: Actor,
  tender: ExistingTender,
  kept: KeptComplaint,
  end: ComplaintDecided['data'] | undefined,
  at: Instant,
) {
  const { complaint: _, ...ended } = end ?? {};
  const open = end === undefined || end.decision === 'accepted';
  return {
    ...filedView(actor, tender, kept),
    ...ended,
    ...choices(actor, tender, kept, open),
    late: open && at >= kept.decideBy,
  };
}

/** What of a tender waits for an answer or a decision; nothing, where nothing does or the tender has ended without an award. */
export function disputesOf(tender: ExistingTender): Disputes | undefined {
  if (tender.status === 'draft' || tender.status === 'cancelled') return undefined;
  const { objections, complaints } = tender;
  const [next] = [...objections.map(({ answerBy }) => answerBy), ...complaints.map(({ decideBy }) => decideBy)].sort();
  if (next === undefined) return undefined;
  return { objections: objections.length, complaints: complaints.length, paused: isPaused(tender), next };
}
