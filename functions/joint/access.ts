import {
  type ActingRole,
  type Actor,
  actsFor,
  forbidden,
  isOperator,
  membershipOf,
  mustBeVerified,
  type OrganisationRole,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Unit } from './events.ts';
import { type ExistingRound, memberOf, type Round } from './round-state.ts';

/*
 * Who may do what with a demand round. Each function throws `not-found` for what the caller may not know exists, and
 * `forbidden` for what it may know and not do. The operator acts for no organisation.
 */

const notFound = (): DomainError => new DomainError('not-found', 'not-found');

/** Somebody who acts for a unit, in the role that allows it. */
export interface Acting extends Unit {
  readonly as: ActingRole;
}

/** Whoever buys for a verified buyer, in the first of these roles that it holds. */
function buying(actor: Actor, ...roles: readonly OrganisationRole[]): Acting {
  if (isOperator(actor)) throw forbidden();
  const { organisation: id, name, uscc, division, kinds, affiliates, status, ...membership } = membershipOf(actor);
  const as = roles.find((role) => membership.roles.includes(role));
  if (!kinds.includes('buyer') || as === undefined) throw forbidden();
  mustBeVerified({ status });
  return { as, participant: { id, name, uscc, division }, affiliates };
}

/** Opening a round (发起报量): a purchaser or admin of a verified buyer, which is its lead. */
export const mayOpen = (actor: Actor): Acting => buying(actor, 'purchaser', 'admin');

/** Listing one's own rounds: whoever belongs to an organisation. */
export function mayListOwn(actor: Actor): string {
  if (isOperator(actor)) throw forbidden();
  return membershipOf(actor).organisation;
}

export const isLead = (actor: Actor, { lead }: ExistingRound): boolean => !isOperator(actor) && actsFor(actor, lead.id);

/** Whether somebody belongs to the lead or to a unit that was invited. */
export const isInside = (actor: Actor, round: ExistingRound): boolean =>
  isLead(actor, round) || (!isOperator(actor) && round.members.some(({ id }) => actsFor(actor, id)));

/** A round is known to all once it was locked. */
export const isPublic = (round: ExistingRound): boolean => 'lockedAt' in round && round.lockedAt !== undefined;

/** Reading a round: the lead and those invited; its sums are for all once it is locked. */
export function maySee(actor: Actor, round: Round): ExistingRound {
  if (round.status !== 'none' && (isInside(actor, round) || isPublic(round))) return round;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw notFound();
}

/** Window, last year's figures, lock, tender, cancellation: a purchaser or admin of the lead. */
export function mayLead(actor: Actor, round: Round): Acting {
  const seen = maySee(actor, round);
  const acting = buying(actor, 'purchaser', 'admin');
  if (!isLead(actor, seen)) throw forbidden();
  return acting;
}

/** Reporting for a unit: its own purchaser or admin. */
export function mayReport(actor: Actor, round: Round, unit: string): Acting {
  const acting = mayTakePart(actor, round);
  if (acting.participant.id === unit) return acting;
  memberOf(maySee(actor, round), unit);
  throw forbidden();
}

/** Leaving before the lock: a purchaser or admin of a unit that was invited. */
export const mayTakePart = (actor: Actor, round: Round): Acting => asMember(actor, round, 'purchaser', 'admin');

/** Signing, opting out, late changes and consent to them bind the unit (签署): its admin. */
export const mayBind = (actor: Actor, round: Round): Acting => asMember(actor, round, 'admin');

function asMember(actor: Actor, round: Round, ...roles: readonly OrganisationRole[]): Acting {
  const { members } = maySee(actor, round);
  const acting = buying(actor, ...roles);
  if (!members.some(({ id }) => id === acting.participant.id)) throw forbidden();
  return acting;
}

/** Whether somebody sees a unit's lines: its own people and the lead's. */
export const seesReport = (actor: Actor, round: ExistingRound, unit: string): boolean =>
  isLead(actor, round) || (!isOperator(actor) && actsFor(actor, unit));

/** Reading a unit's lines, and what its leaving would do. */
export function maySeeReport(actor: Actor, round: Round, unit: string): ExistingRound {
  const seen = maySeeInside(actor, round);
  memberOf(seen, unit);
  if (!seesReport(actor, seen, unit)) throw forbidden();
  return seen;
}

/** Reading what is asked of the units together: the lead and those invited. */
export function maySeeInside(actor: Actor, round: Round): ExistingRound {
  const seen = maySee(actor, round);
  if (isInside(actor, seen)) return seen;
  if (!isOperator(actor)) membershipOf(actor);
  throw forbidden();
}
