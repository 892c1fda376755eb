import {
  type ActingRole,
  type Actor,
  actsFor,
  forbidden,
  isOperator,
  isSupervisor,
  type Membership,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { mayHoldReceipts, mayRun, maySee, maySpeakForBid, seesFindings } from './access.ts';
import type { Seat } from './committee/seats.ts';
import { seatOfSubject } from './committee/state.ts';
import { kindsFor } from './evaluating.ts';
import { type ExistingTender, inStatus, type Tender } from './tender-state.ts';

/*
 * Who may do what with the expert list and in an evaluation. What an expert may do comes from its appointment alone:
 * for everybody else the committee's work is not there.
 */

const notFound = (): DomainError => new DomainError('not-found', 'not-found');

/** Entering experts: the operator. */
export function mayEnterExperts(actor: Actor): ActingRole {
  if (!isOperator(actor)) throw forbidden();
  return 'operator';
}

/** Reading the list: the operator and the supervisor. */
export function maySeeExperts(actor: Actor): ActingRole {
  if (isOperator(actor)) return 'operator';
  if (isSupervisor(actor)) return 'supervisor';
  throw forbidden();
}

/** One's own entry and ties: any user; whether there is an entry, the list says. The subject. */
export function mayDeclare(actor: Actor): string {
  if (actor.kind !== 'user') throw forbidden();
  return actor.sub;
}

/** What a member acts with: its seat, and the role that the log names beside it. */
export interface Sitting {
  readonly seat: Seat;
  readonly as: ActingRole;
}

const evaluatingOf = (tender: Tender) => ('evaluating' in tender ? tender.evaluating : undefined);

/** The seat of whoever asks, if they sit. */
export function seatOf(actor: Actor, tender: Tender): Sitting | undefined {
  if (actor.kind !== 'user' || isOperator(actor)) return undefined;
  const seat = seatOfSubject(evaluatingOf(tender)?.committee, actor.sub);
  return seat && { seat, as: seat.kind === 'expert' ? 'expert' : 'purchaser' };
}

/** Scoring and signing: whoever sits. @throws `not-found` for everybody else */
export function maySit(actor: Actor, tender: Tender): Sitting {
  const sitting = seatOf(actor, tender);
  if (sitting === undefined) throw notFound();
  return sitting;
}

/** Judging and asking bidders: whoever sits, else the buyer's purchasers (`seat` null). Who sits may choose to act for the buyer. */
export function mayJudge(
  actor: Actor,
  tender: Tender,
  capacity?: 'buyer' | 'committee' | undefined,
): { readonly seat: number | null; readonly as: ActingRole } {
  const sitting = capacity === 'buyer' ? undefined : seatOf(actor, tender);
  if (sitting !== undefined) return { seat: sitting.seat.seat, as: sitting.as };
  if (capacity === 'committee') throw notFound();
  if (tender.status === 'none' || isOperator(actor) || !actsFor(actor, tender.buyer.id, 'purchaser')) throw notFound();
  return { seat: null, as: mayRun(actor, tender) };
}

/** What one has found oneself (本人意见): of one's own seat, and of the buyer (`null`) for its purchasers. */
export function isOwnFinding(actor: Actor, tender: ExistingTender): (seat: number | null) => boolean {
  const own = seatOf(actor, tender)?.seat.seat;
  const forBuyer = !isOperator(actor) && actsFor(actor, tender.buyer.id, 'purchaser');
  return (seat) => (seat === null ? forBuyer : seat === own);
}

/** Giving a value to a draw: the buyer's purchasers and the supervisor, each its own. */
export function mayDraw(
  actor: Actor,
  tender: Tender,
): { readonly role: 'buyer' | 'supervisor'; readonly as: ActingRole } {
  maySee(actor, tender);
  if (isSupervisor(actor)) return { role: 'supervisor', as: 'supervisor' };
  return { role: 'buyer', as: mayRun(actor, tender) };
}

/** Recusing a member (回避): the member itself, the buyer's purchasers, the supervisor. */
export function mayRecuse(
  actor: Actor,
  tender: Tender,
  seat: number,
): { readonly as: ActingRole; readonly own: boolean } {
  const sitting = seatOf(actor, tender);
  if (sitting?.seat.seat === seat) return { as: sitting.as, own: true };
  if (isSupervisor(actor)) {
    maySee(actor, tender);
    return { as: 'supervisor', own: false };
  }
  return { as: mayRun(actor, tender), own: false };
}

/**
 * The part of a bid for those who judge it (评标委员会专用部分), once bids are opened: whoever sits, and the buyer's
 * purchasers where the rules give judging to the buyer, and once there is a report. @throws `not-yours-to-judge`
 */
export function mayReadPrivate(actor: Actor, tender: Tender): void {
  const { seat } = mayJudge(actor, tender);
  const opened = inStatus(tender, 'opened', 'standstill', 'awarded');
  if (seat === null && opened.report === undefined && kindsFor(opened, 'buyer').length === 0) {
    throw new DomainError('forbidden', 'not-yours-to-judge', { article: opened.rules.qualificationBy.article });
  }
}

/** Answering what a committee asked (答复): the bidder's sales people. */
export const mayAnswer = (actor: Actor, tender: Tender): Membership => {
  maySee(actor, tender);
  return maySpeakForBid(actor);
};

/** Reading what a committee asked and was answered: the bidder's own people; others see nothing of it. */
export const mayReadAsked = (actor: Actor, tender: Tender): Membership => {
  maySee(actor, tender);
  return mayHoldReceipts(actor);
};

/** The content of a report before it is one: whoever sits, and who may see what is found. */
export const seesContent = (actor: Actor, tender: ExistingTender): boolean =>
  seatOf(actor, tender) !== undefined || seesFindings(actor, tender);

/** The names of a committee (名单): the buyer's purchasers, the supervisor and its members; all with the award. */
export function maySeeNames(actor: Actor, tender: ExistingTender): boolean {
  if (tender.status === 'awarded' || tender.status === 'failed') return true;
  if (isSupervisor(actor) || seatOf(actor, tender) !== undefined) return true;
  return !isOperator(actor) && actsFor(actor, tender.buyer.id, 'purchaser');
}
