import type { Instant } from '../../shared/kernel/time.ts';
import {
  type Admission,
  type AdmissionStatus,
  type Appeal,
  type ExistingAdmission,
  isOverdue,
  isWaiting,
  lapseOf,
  type ProductNow,
  type Waiting,
} from './admission.ts';
import type { Application, Deadline, Decision, LapseReason } from './admission-events.ts';

/** A decision without who made it. */
type ShownDecision = Omit<Decision, 'by'>;

/** An admission as its readers see it; `standard` to `appealBy` only with the whole of it. */
export interface AdmissionView extends Partial<Pick<Application, 'standard' | 'checklist' | 'appliedAt'>> {
  readonly id: string;
  readonly product: string;
  readonly status: AdmissionStatus;
  readonly decision?: ShownDecision;
  readonly appeal?: { readonly decision?: ShownDecision; readonly grounds?: string; readonly appealedAt?: Instant };
  readonly ended?: { readonly reason: LapseReason | 'supplier'; readonly at?: Instant };
  readonly decideBy?: Deadline;
  readonly overdue?: boolean;
  readonly appealBy?: Deadline;
}

/** `now` tells of a lapse that the clock has not noticed yet. */
export function admissionView(
  id: string,
  state: ExistingAdmission,
  at: Instant,
  { whole, now }: { readonly whole: boolean; readonly now?: ProductNow },
): AdmissionView {
  const lapse = now && lapseOf(state, now, at);
  const { product, standard, checklist, appliedAt } = state;
  return {
    id,
    product,
    status: lapse === undefined ? state.status : 'lapsed',
    ...('decision' in state && state.decision !== undefined ? { decision: shown(state.decision) } : {}),
    ...('appeal' in state && state.appeal !== undefined ? { appeal: shownAppeal(state.appeal, whole) } : {}),
    ...endOf(state, lapse),
    ...(whole ? { standard, checklist, appliedAt } : {}),
    ...(whole && isWaiting(state) ? { decideBy: state.decideBy, overdue: isOverdue(state, at) } : {}),
    ...(whole && 'appealBy' in state ? { appealBy: state.appealBy } : {}),
  };
}

const shown = ({ by: _, ...decision }: Decision): ShownDecision => decision;

function shownAppeal({ decision, ...asked }: Appeal, whole: boolean): NonNullable<AdmissionView['appeal']> {
  return { ...(whole ? asked : {}), ...(decision === undefined ? {} : { decision: shown(decision) }) };
}

function endOf(state: ExistingAdmission, lapse: LapseReason | undefined): Pick<AdmissionView, 'ended'> {
  if (lapse !== undefined) return { ended: { reason: lapse } };
  if (state.status === 'lapsed') return { ended: { reason: state.reason, at: state.endedAt } };
  return state.status === 'withdrawn' ? { ended: { reason: 'supplier', at: state.endedAt } } : {};
}

/** What waits for a decision, as the list shows it. */
export interface WaitingAdmission extends Pick<Application, 'product' | 'category' | 'appliedAt'> {
  readonly id: string;
  readonly status: 'pending' | 'appealed';
  readonly supplier: { readonly id: string; readonly name: string };
  readonly decideBy: Deadline;
  readonly overdue: boolean;
}

export function waitingOf(id: string, state: Extract<Admission, Waiting>): Omit<WaitingAdmission, 'overdue'> {
  const { status, product, category, supplier, appliedAt, decideBy } = state;
  return { id, status, product, category, supplier: { id: supplier.id, name: supplier.name }, appliedAt, decideBy };
}
