import {
  type ActingRole,
  type Actor,
  actsFor,
  forbidden,
  isOperator,
  type Membership,
  membershipOf,
  mustBeVerified,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { ExistingSession, LiveSession } from './live-state.ts';

/*
 * Who may do what with a live session. Each function gives the role that allows it, or throws: `not-found` for what the
 * caller may not know exists, `forbidden` for what it may know and not do. The operator hosts nothing.
 */

/** Whether somebody acts for the host. */
export const isHost = (actor: Actor, { host }: Pick<ExistingSession, 'host'>): boolean =>
  !isOperator(actor) && actsFor(actor, host.id);

/** Whether it was ever announced. */
export const isPublic = (session: LiveSession): session is Exclude<ExistingSession, { status: 'draft' }> =>
  session.status !== 'none' && session.status !== 'draft' && session.announcedAt !== undefined;

/** What was announced is for all; a draft is the host's own. */
export function maySee(actor: Actor, session: LiveSession): ExistingSession {
  if (session.status !== 'none' && (isPublic(session) || isHost(actor, session))) return session;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** Whether a product in the list is shown: one of another supplier's by its consent; its own supplier and who watches see it anyway. */
export function seesShown(actor: Actor, session: ExistingSession, shown: ExistingSession['products'][number]): boolean {
  return shown.agreed || isHost(actor, session) || isOperator(actor) || actsFor(actor, shown.facts.supplier.id);
}

/** Listing drafts: the host's own people. */
export function mayListDrafts(actor: Actor, host: string | undefined): string {
  if (host !== undefined && !isOperator(actor) && actsFor(actor, host)) return host;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw forbidden();
}

/** Drafting: the sales of a supplier that is verified. */
export function mayDraft(actor: Actor): Membership {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  if (!membership.kinds.includes('supplier') || !membership.roles.includes('sales')) throw forbidden();
  mustBeVerified(membership);
  return membership;
}

/** Ending, and whatever else stays possible without verification: the host's sales. */
export function mayRun(actor: Actor, session: LiveSession): ActingRole {
  const seen = maySee(actor, session);
  if (!isOperator(actor) && actsFor(actor, seen.host.id, 'sales')) return 'sales';
  if (!isOperator(actor)) membershipOf(actor);
  throw forbidden();
}

/** Amending, announcing, replays: the host's sales, while it is verified. */
export function mayAmend(actor: Actor, session: LiveSession): ActingRole {
  const as = mayRun(actor, session);
  mustBeVerified(membershipOf(actor));
  return as;
}

/** Cancelling: the host's sales, and the operator what stands in public. */
export function mayCancel(actor: Actor, session: LiveSession): { as: ActingRole; by: 'host' | 'operator' } {
  const seen = maySee(actor, session);
  if (isOperator(actor)) return { as: 'operator', by: 'operator' };
  return { as: mayRun(actor, seen), by: 'host' };
}

/** Featuring (推荐): the operator. */
export function mayFeature(actor: Actor, session: LiveSession): ActingRole {
  maySee(actor, session);
  if (!isOperator(actor)) throw forbidden();
  return 'operator';
}

/** Letting one's products be shown: the sales of another supplier that the list names, while it is verified. */
export function mayConsent(actor: Actor, session: LiveSession): { as: ActingRole; supplier: string } {
  const seen = maySee(actor, session);
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  const { organisation: supplier, roles } = membership;
  const named = seen.products.some(({ facts }) => facts.supplier.id === supplier) && supplier !== seen.host.id;
  if (!named || !roles.includes('sales')) throw forbidden();
  mustBeVerified(membership);
  return { as: 'sales', supplier };
}

/** Asking to be told: anybody who acts for an organisation, in any role. */
export function mayFollow(actor: Actor, session: LiveSession): { as: ActingRole; membership: Membership } {
  const seen = maySee(actor, session);
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  if (!isPublic(seen)) throw new DomainError('conflict', 'session-not-announced');
  return { as: membership.roles[0] ?? 'user', membership };
}

/** Whose figures somebody may see of what came of a session: `totals` are for all once it has ended. */
export type Sight = 'all' | 'host' | 'supplier' | 'totals';

export function sightOf(actor: Actor, session: ExistingSession): Sight {
  if (isOperator(actor)) return 'all';
  if (isHost(actor, session)) return 'host';
  return session.products.some(({ facts }) => actsFor(actor, facts.supplier.id)) ? 'supplier' : 'totals';
}
