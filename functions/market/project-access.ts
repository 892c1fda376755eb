import {
  type ActingRole,
  type Actor,
  forbidden,
  isOperator,
  isSupervisor,
  type Membership,
  membershipOf,
  mustBeVerified,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { isOwn, tellsOf } from './access.ts';
import type { ExistingProject, Project } from './project.ts';

/*
 * Who may do what with a project. Each function gives the role that allows it, or throws: `not-found` for what the caller
 * may not know exists, `forbidden` for what it may know and not do. The operator registers nothing.
 */

/** One that stands is for all, or for members; one that is closed for its own. Those who watch see all. */
export function maySeeProject(actor: Actor, project: Project): ExistingProject {
  if (project.status !== 'none') {
    if (isOwn(actor, project) || isOperator(actor) || isSupervisor(actor)) return project;
    if (project.status === 'open' && tellsOf(actor, project)) return project;
  }
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** Registering: the purchasing staff of a buyer that is verified. */
export function mayRegister(actor: Actor): { readonly membership: Membership; readonly as: ActingRole } {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  checkPurchaser(membership);
  mustBeVerified(membership);
  return { membership, as: 'purchaser' };
}

/** Closing: one's own, also without verification. */
export function mayCloseProject(actor: Actor, project: Project): ActingRole {
  const seen = maySeeProject(actor, project);
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  if (!isOwn(actor, seen)) throw forbidden();
  checkPurchaser(membership);
  return 'purchaser';
}

/** Amending: one's own, while verified. */
export function mayAmendProject(actor: Actor, project: Project): ActingRole {
  const as = mayCloseProject(actor, project);
  mustBeVerified(membershipOf(actor));
  return as;
}

/** Listing one's own: whoever belongs to an organisation. */
export function mayListProjects(actor: Actor): string {
  if (isOperator(actor)) throw forbidden();
  return membershipOf(actor).organisation;
}

function checkPurchaser({ kinds, roles }: Membership): void {
  if (!kinds.includes('buyer') || !roles.includes('purchaser')) throw forbidden();
}
