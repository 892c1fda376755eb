import { cityOf } from '../../shared/commodity/divisions.ts';
import {
  type ActingRole,
  type Actor,
  actsFor,
  isOperator,
  membershipOf,
  mustBeVerified,
  type OrganisationRole,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Organisation, Registered } from './organisation.ts';

/**
 * Any user registers an organisation and joins one: the user's subject. The platform's operator does neither: it acts for no
 * organisation (电子招标投标办法, Order 20, art. 23).
 */
export function mayActForOne(actor: Actor): string {
  if (isOperator(actor)) throw new DomainError('forbidden', 'operator-acts-for-none');
  if (actor.kind !== 'user') throw new DomainError('forbidden', 'forbidden');
  return actor.sub;
}

/** Who asks (本人): any user. */
export function userOf(actor: Actor): Extract<Actor, { readonly kind: 'user' }> {
  if (actor.kind !== 'user') throw new DomainError('forbidden', 'forbidden');
  return actor;
}

export function mayList(actor: Actor): ActingRole {
  if (!isOperator(actor)) throw new DomainError('forbidden', 'forbidden');
  return 'operator';
}

/**
 * Looking up who buys (查找采购单位), to invite units to a round by name: a purchaser or admin of a verified buyer. Its city,
 * the first four digits of its division, is where it looks unless it says otherwise.
 */
export function mayLookUp(actor: Actor): { readonly division: string } {
  if (isOperator(actor)) throw new DomainError('forbidden', 'forbidden');
  const { kinds, roles, status, division } = membershipOf(actor);
  if (!kinds.includes('buyer') || !roles.some((role) => role !== 'sales')) {
    throw new DomainError('forbidden', 'forbidden');
  }
  mustBeVerified({ status });
  return { division: cityOf(division) };
}

/** Entering a published list: the operator. */
export function mayIssueList(actor: Actor): ActingRole {
  if (!isOperator(actor)) throw new DomainError('forbidden', 'forbidden');
  return 'operator';
}

/**
 * Reads an organisation: `whole` with contact, warnings and members for its own members and the operator, else what
 * is public of it once verified.
 */
export function mayRead(
  actor: Actor,
  organisation: Organisation,
): { readonly whole: boolean; readonly organisation: Registered } {
  if (organisation.status === 'absent') throw notFound();
  if (isOperator(actor) || rolesIn(actor, organisation) !== undefined) return { whole: true, organisation };
  if (organisation.status === 'verified') return { whole: false, organisation };
  throw refusal(actor, organisation);
}

export function mayVerify(actor: Actor, organisation: Organisation): ActingRole {
  if (isOperator(actor) && organisation.status !== 'absent') return 'operator';
  throw refusal(actor, organisation);
}

/** Amends, invites, sets members, adds certificates. */
export function mayAdminister(actor: Actor, organisation: Organisation): ActingRole {
  if (rolesIn(actor, organisation)?.includes('admin')) return 'admin';
  throw refusal(actor, organisation);
}

/** An admin removes anybody, a member itself. */
export function mayRemove(actor: Actor, organisation: Organisation, sub: string): ActingRole {
  const [role] = rolesIn(actor, organisation) ?? [];
  if (role === 'admin' || (role !== undefined && actor.kind === 'user' && actor.sub === sub)) return role;
  throw refusal(actor, organisation);
}

/** The roles in which somebody acts for this organisation now; an operator has none, whatever it was offered. */
function rolesIn(actor: Actor, organisation: Organisation): readonly OrganisationRole[] | undefined {
  if (organisation.status === 'absent' || isOperator(actor) || !actsFor(actor, organisation.id)) return undefined;
  return belonging(actor, organisation)?.roles;
}

const belonging = (actor: Actor, { members }: Registered) =>
  actor.kind === 'user' ? members.find(({ sub }) => sub === actor.sub) : undefined;

/** A member that acts for another organisation is told to name this one; a stranger learns of verified ones only. */
function refusal(actor: Actor, organisation: Organisation): DomainError {
  if (organisation.status === 'absent') return notFound();
  if (isOperator(actor) || rolesIn(actor, organisation)) return new DomainError('forbidden', 'forbidden');
  if (belonging(actor, organisation)) return new DomainError('malformed', 'organisation-required');
  return organisation.status === 'verified' ? new DomainError('forbidden', 'forbidden') : notFound();
}

const notFound = (): DomainError => new DomainError('not-found', 'not-found');
