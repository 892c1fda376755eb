import {
  type ActingRole,
  type Actor,
  actsFor,
  forbidden,
  isOperator,
  isSupervisor,
  type Membership,
  membershipOf,
  mustBeVerified,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { isConfidential } from './evaluating-state.ts';
import { biddersOf, checkUntied } from './gate.ts';
import {
  type Ceremony,
  ceremonyOf,
  type ExistingTender,
  type HeldShare,
  type Opened,
  type Tender,
} from './tender-state.ts';

/*
 * Who may do what with a tender. Each function gives the role that allows it, or throws: `not-found` for what the
 * caller may not know exists, `forbidden` for what it may know and not do.
 */

const notFound = (): DomainError => new DomainError('not-found', 'not-found');

/** Whether a tender is known to all: it was published. */
export const isPublic = (tender: ExistingTender): boolean =>
  tender.status === 'cancelled' ? tender.publishedAt !== undefined : tender.status !== 'draft';

const isOwn = (actor: Actor, tender: ExistingTender): boolean => actsFor(actor, tender.buyer.id);

/**
 * Reading a tender: published ones are for all, others for the buyer's own people. Who acts for several says for
 * which first, whether there is such a tender or not.
 */
export function maySee(actor: Actor, tender: Tender): ExistingTender {
  if (tender.status !== 'none' && (isPublic(tender) || isOwn(actor, tender))) return tender;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw notFound();
}

/** Drafting: a purchaser of a buyer that was not rejected. */
export function mayDraft(actor: Actor): Membership {
  const membership = mayListDrafts(actor);
  if (membership.status === 'rejected') throw new DomainError('forbidden', 'organisation-not-verified');
  return membership;
}

/** Listing one's own drafts: a purchaser of a buyer. The operator acts for no organisation. */
export function mayListDrafts(actor: Actor): Membership {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  if (!membership.kinds.includes('buyer') || !membership.roles.includes('purchaser')) throw forbidden();
  return membership;
}

/** Changing, publishing, cancelling, candidates, award: a purchaser of the tender's own buyer. */
export function mayRun(actor: Actor, tender: Tender): ActingRole {
  const seen = maySee(actor, tender);
  if (!isOperator(actor) && actsFor(actor, seen.buyer.id, 'purchaser')) {
    if (membershipOf(actor).status === 'rejected') throw new DomainError('forbidden', 'organisation-not-verified');
    return 'purchaser';
  }
  if (!isOwn(actor, seen)) membershipOf(actor);
  throw forbidden();
}

/** Publishing asks for a verified buyer. */
export function mayPublish(actor: Actor, tender: Tender): ActingRole {
  const role = mayRun(actor, tender);
  mustBeVerified(membershipOf(actor));
  return role;
}

/** Bidding: the sales people of a verified supplier. */
export function mayBid(actor: Actor): Membership {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  if (!membership.kinds.includes('supplier') || !membership.roles.includes('sales')) throw forbidden();
  mustBeVerified(membership);
  return membership;
}

/** Asking and objecting (提问、异议): sales people of a verified supplier, of none that may not bid here. */
export function mayAsk(actor: Actor, tender: Tender, operatorAffiliates: readonly string[]): Membership {
  const seen = maySee(actor, tender);
  const membership = mayBid(actor);
  checkUntied(biddersOf(seen), membership, operatorAffiliates);
  return membership;
}

/** Deciding complaints (投诉处理), and pausing a procedure: the supervisor. */
export function maySupervise(actor: Actor, tender: Tender): ActingRole {
  maySee(actor, tender);
  if (isSupervisor(actor)) return 'supervisor';
  throw forbidden();
}

/** Seeing what waits to be published or answered: the buyer's own people. */
export const seesDrafts = isOwn;

/** Objections and complaints with their texts: the buyer's own people and the supervisor. */
export const seesRemedies = (actor: Actor, tender: ExistingTender): boolean =>
  isOwn(actor, tender) || isSupervisor(actor);

/** Who asked, who objected: shown to nobody before the opening. */
export const maySeeAskers = (tender: ExistingTender): boolean => 'opening' in tender && tender.opening !== undefined;

/** Leads for people (异常线索): the buyer's purchasers and the supervisor, once bids are opened. */
export function maySeeLeads(actor: Actor, tender: Tender): ExistingTender {
  const seen = maySee(actor, tender);
  if (!isSupervisor(actor)) mayRun(actor, tender);
  return seen;
}

/** A tender's ceremony: with the tender itself, and for the holders of its shares from the draft on. */
export function maySeeCeremony(actor: Actor, holder: string | undefined, tender: Tender): Ceremony {
  const ceremony = tender.status === 'none' ? undefined : ceremonyOf(tender);
  if (!ceremony?.shares.some((share) => share.holder === holder)) maySee(actor, tender);
  if (ceremony === undefined) throw notFound();
  return ceremony;
}

/** A share of a ceremony (份额): its holder alone, whichever organisation it acts for. */
export function mayHoldShare(actor: Actor, holder: string, tender: Tender): HeldShare {
  const { shares } = maySeeCeremony(actor, holder, tender);
  const share = shares.find((one) => one.holder === holder);
  if (share === undefined) throw forbidden();
  return share;
}

/** Seeing one's own receipt, also when the organisation has lost its standing since. */
export function mayHoldReceipts(actor: Actor): Membership {
  const membership = membershipOf(actor);
  if (!membership.kinds.includes('supplier')) throw forbidden();
  return membership;
}

/**
 * Bid securities (投标保证金): the tender's own purchasers see all of them, a supplier its own. The supplier, or `undefined`
 * for whoever sees all.
 */
export function maySeeSecurities(actor: Actor, tender: Tender): string | undefined {
  if (!isOwn(actor, maySee(actor, tender))) return mayHoldReceipts(actor).organisation;
  mayRun(actor, tender);
  return undefined;
}

/** Speaking for a bid that was sent (撤回异议、自行揭示、答复澄清): sales people, also when the organisation has lost its standing since. */
export function maySpeakForBid(actor: Actor): Membership {
  const membership = mayHoldReceipts(actor);
  if (!membership.roles.includes('sales')) throw forbidden();
  return membership;
}

/** Estimates are private until the opening, also to the operator and the supervisor. */
export const maySeeEstimates = (actor: Actor, tender: ExistingTender): boolean =>
  isOwn(actor, tender) || ('opening' in tender && tender.opening !== undefined);

/** Whether bids are opened. */
export const isOpened = (
  tender: ExistingTender,
): tender is Extract<ExistingTender, { status: 'opened' | 'standstill' | 'awarded' }> =>
  tender.status === 'opened' || tender.status === 'standstill' || tender.status === 'awarded';

/** What is found before the result: the supervisor; the buyer's own people where no committee is at work still. */
export function seesFindings(actor: Actor, tender: ExistingTender): boolean {
  if (!isConfidential(tender) || isSupervisor(actor)) return true;
  const { evaluating, report } = tender as Opened;
  const done = evaluating?.committee === undefined || report !== undefined;
  return done && isOwn(actor, tender);
}

/** @throws `evaluation-confidential` for whoever may not see what is found before the result */
export function mayReadFindings(actor: Actor, tender: ExistingTender): void {
  if (!seesFindings(actor, tender)) throw new DomainError('conflict', 'evaluation-confidential');
}

/** The log is public once no bid is waiting to be opened; before that the buyer's own people read it. */
export function mayReadLog(actor: Actor, tender: Tender): ExistingTender {
  const seen = maySee(actor, tender);
  const over = isOpened(seen) || seen.status === 'failed' || seen.status === 'cancelled';
  if (over || (isOwn(actor, seen) && seen.status !== 'opening')) return seen;
  throw new DomainError('conflict', 'log-not-public', { status: seen.status });
}
