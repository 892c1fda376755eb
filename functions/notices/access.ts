import {
  type ActingRole,
  type Actor,
  forbidden,
  isOperator,
  type Membership,
  membershipOf,
  mustBeVerified,
} from '../../shared/kernel/actor.ts';

/*
 * Who is told what. Each function gives what allows it, or throws; what belongs to others is found by nobody, as everything is
 * looked up under the caller's own user and organisation. The operator acts for no organisation and is told nothing.
 */

export interface Whose {
  readonly sub: string;
  readonly organisation: string;
}

/** Settings and inbox: one's own, for an organisation that one belongs to and that is verified. */
export function mayBeTold(actor: Actor): Whose & { readonly membership: Membership; readonly as: ActingRole } {
  if (actor.kind !== 'user' || isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  mustBeVerified(membership);
  return { sub: actor.sub, organisation: membership.organisation, membership, as: membership.roles[0] ?? 'user' };
}

/** Consent is taken back whatever became of the organisation. */
export function mayWithdraw(actor: Actor): Whose & { readonly as: ActingRole } {
  if (actor.kind !== 'user' || isOperator(actor)) throw forbidden();
  const { organisation, roles } = membershipOf(actor);
  return { sub: actor.sub, organisation, as: roles[0] ?? 'user' };
}

/** Webhooks: an organisation's admin. */
export function mayConnect(actor: Actor): Whose {
  const { sub, organisation, membership } = mayBeTold(actor);
  if (!membership.roles.includes('admin')) throw forbidden();
  return { sub, organisation };
}
