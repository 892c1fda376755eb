import { DomainError } from '../../shared/kernel/errors.ts';
import { type Day, endOfDay, type Instant } from '../../shared/kernel/time.ts';
import type { Behind, CompetitionSettled, Framework, Origin, Quoted } from './agreement-events.ts';

type Lot = Framework['lots'][number];

/** A lot as the agreement keeps it beside the buyers' parts: its suppliers in their ranks. */
export interface AgreementLot extends Pick<Lot, 'id' | 'title' | 'rule'> {
  /** The revision in which it took its terms, and the hash of all it says. */
  readonly revision: number;
  readonly digest: string;
  readonly suppliers: readonly Pick<Lot['suppliers'][number], 'supplier' | 'rank' | 'role'>[];
}

/** A reserve in the place of another (递补启用); `moving` while something of the quota is still to be moved. */
export interface Activation {
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly activatedAt: Instant;
  readonly moving: boolean;
}

/** A mini-competition (二次竞价) of a buyer, and what became of it. */
export interface AgreementCompetition {
  readonly tender: string;
  readonly buyer: string;
  readonly title: string;
  readonly requestedAt: Instant;
  readonly settled?: CompetitionSettled['data'];
}

/** A framework agreement (框架协议) as it stands; what each buyer may call off is kept beside it, see `Share`. */
export type Agreement =
  | { readonly status: 'none' }
  | (Pick<Framework, 'revision' | 'awardedAt' | 'title' | 'lead' | 'buyers' | 'terms'> & {
      readonly status: 'running' | 'ended' | 'terminated';
      readonly suppliers: Readonly<Record<string, { readonly name: string; readonly uscc: string }>>;
      readonly lots: readonly AgreementLot[];
      readonly activations: readonly Activation[];
      readonly competitions: readonly AgreementCompetition[];
      /** Revisions of the award that came too late. */
      readonly setAside: readonly { readonly revision: number; readonly at: Instant }[];
      readonly rolledOver?: { readonly until: Day; readonly reason: string };
      readonly closed?: { readonly at: Instant; readonly why?: string };
      /** The last month's check, and the month that is checked next. */
      readonly alerted?: { readonly month: string; readonly behind: readonly Behind[] };
      readonly nextCheck: string;
    } & Origin);
export type ExistingAgreement = Exclude<Agreement, { readonly status: 'none' }>;

/** The last day on which something may be called off. */
export const lastDay = ({ terms, rolledOver }: ExistingAgreement): Day => rolledOver?.until ?? terms.to;

/** The status as it is at a moment: a late clock changes nothing. */
export const statusAt = (state: ExistingAgreement, at: Instant): ExistingAgreement['status'] =>
  state.status === 'running' && at >= endOfDay(lastDay(state)) ? 'ended' : state.status;

/** Refuses what a closed agreement does not take: `agreement-closed`. */
export function mustRun(state: ExistingAgreement, at: Instant): void {
  const status = statusAt(state, at);
  if (status !== 'running') throw new DomainError('conflict', 'agreement-closed', { status });
}

/** The quote that a plain order stands on; none where an award does. */
export const quotedOf = (of: Origin): Quoted | undefined => ('quoted' in of ? of.quoted : undefined);

/** Refuses further orders: `agreement-closed`; `plain-order` where the whole of it was ordered with the acceptance. */
export function mustTakeOrders(state: ExistingAgreement, at: Instant): void {
  mustRun(state, at);
  if (quotedOf(state) !== undefined) throw new DomainError('conflict', 'plain-order');
}

/** Whether another supplies the lot in its place. */
export const isReplaced = ({ activations }: ExistingAgreement, lot: string, supplier: string): boolean =>
  activations.some((each) => each.lot === lot && each.from === supplier);

/** Whether a supplier may be called upon in a lot: a winner, or an activated reserve, that nobody replaces. */
export function supplies(state: ExistingAgreement, lot: string, supplier: string): boolean {
  const of = state.lots.find(({ id }) => id === lot)?.suppliers.find((each) => each.supplier === supplier);
  if (of === undefined || isReplaced(state, lot, supplier)) return false;
  return of.role === 'winner' || state.activations.some((each) => each.lot === lot && each.to === supplier);
}

/** Whether it is one of its parties' (协议当事人). */
export const isBuyer = ({ buyers }: ExistingAgreement, org: string): boolean => buyers.some(({ id }) => id === org);
export const isSupplier = ({ suppliers }: ExistingAgreement, org: string): boolean => suppliers[org] !== undefined;
