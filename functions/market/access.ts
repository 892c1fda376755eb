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
import type { Instant } from '../../shared/kernel/time.ts';
import type { Terms } from './events.ts';
import type { Side } from './goods.ts';
import type { PlanScope } from './plan-events.ts';
import { type ExistingPost, type Post, statusAt } from './post.ts';

/*
 * Who may do what with a post. Each function gives the role that allows it, or throws: `not-found` for what the caller
 * may not know exists, `forbidden` for what it may know and not do. The operator posts nothing.
 */

/** A member (会员): whoever acts for an organisation that is verified now. */
export function isMember(actor: Actor): boolean {
  return actor.kind === 'user' && !isOperator(actor) && actor.membership?.status === 'verified';
}

/** Whether somebody acts for the poster. */
export const isOwn = (actor: Actor, post: Pick<ExistingPost, 'poster'>): boolean =>
  !isOperator(actor) && actsFor(actor, post.poster.id);

/** Whether somebody is told of every post, also of those for members: members, and those who watch. */
export const seesEvery = (actor: Actor): boolean => isMember(actor) || isOperator(actor) || isSupervisor(actor);

/** Whether somebody may be told that there is, or was, such a post, whatever its status. */
export const tellsOf = (actor: Actor, { terms }: { readonly terms: Pick<Terms, 'visibility'> }): boolean =>
  terms.visibility === 'public' || seesEvery(actor);

/** Whether a list has it for this reader: what is open to the public for all, to members for members. */
export const isListed = (actor: Actor, post: Post, at: Instant): post is ExistingPost =>
  post.status !== 'none' && statusAt(post, at) === 'open' && (post.terms.visibility === 'public' || isMember(actor));

/** What is open to the public is for all, to members for members; what is closed for its own. Those who watch see all. */
export function maySee(actor: Actor, post: Post, at: Instant): ExistingPost {
  if (post.status !== 'none') {
    if (isOwn(actor, post) || isOperator(actor) || isSupervisor(actor)) return post;
    if (isListed(actor, post, at)) return post;
  }
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** Whether a hidden quantity (不公开的数量) is shown: to members, and to whoever posted it. */
export function seesQuantity(actor: Actor, poster: string, hidden: boolean): boolean {
  return !hidden || isMember(actor) || (!isOperator(actor) && actsFor(actor, poster));
}

/** Records of performance: for members, one's own people, and those who watch. */
export function mayReadRecord(actor: Actor, organisation: string): void {
  if (isOperator(actor) || isSupervisor(actor) || actsFor(actor, organisation)) return;
  mustBeVerified(membershipOf(actor));
}

/** Listing one's own, whatever became of them. */
export function mayListOwn(actor: Actor, poster: string): void {
  if (!isOperator(actor) && actsFor(actor, poster)) return;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw forbidden();
}

/** Buying and selling staff post for either side, as firms of one kind supply each other. */
export function mayPost(actor: Actor, side: Side): { readonly membership: Membership; readonly as: ActingRole } {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  const as = roleIn(membership, side);
  mustBeVerified(membership);
  return { membership, as };
}

/** Closing, and whatever else stays possible without verification. */
export function mayRun(actor: Actor, post: Post, at: Instant): ActingRole {
  const seen = maySee(actor, post, at);
  if (isOwn(actor, seen)) return roleIn(membershipOf(actor), seen.terms.side);
  if (!isOperator(actor)) membershipOf(actor);
  throw forbidden();
}

/** Amending, renewing, drawings and their release: one's own, while verified. */
export function mayAmend(actor: Actor, post: Post, at: Instant): ActingRole {
  const as = mayRun(actor, post, at);
  mustBeVerified(membershipOf(actor));
  return as;
}

/** Matches show others' posts to members: to anybody of the poster's, while it is verified. */
export function mayMatch(actor: Actor, post: Post, at: Instant): ExistingPost {
  const seen = maySee(actor, post, at);
  if (!isOwn(actor, seen)) {
    if (!isOperator(actor)) membershipOf(actor);
    throw forbidden();
  }
  mustBeVerified(membershipOf(actor));
  return seen;
}

/** Combining demands: one's own that are open. */
export function mayCombine(actor: Actor, post: Post, at: Instant): ExistingPost {
  const seen = mayMatch(actor, post, at);
  if (statusAt(seen, at) === 'closed') throw new DomainError('conflict', 'post-closed');
  if (seen.terms.kind !== 'demand') throw new DomainError('rule', 'combining-demand-only');
  return seen;
}

/** Having a category planned: the operator, and members. */
export function mayPlan(actor: Actor): void {
  if (!isOperator(actor)) mustBeVerified(membershipOf(actor));
}

/** A category's plan is for members and those who watch; one of somebody's own demands for that organisation alone. */
export function maySeePlan(actor: Actor, scope: PlanScope | undefined): PlanScope {
  if (scope?.kind === 'category') {
    if (!isSupervisor(actor)) mayPlan(actor);
    return scope;
  }
  if (scope !== undefined && !isOperator(actor) && actsFor(actor, scope.organisation)) {
    mustBeVerified(membershipOf(actor));
    return scope;
  }
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** Asking for the drawings: staff of another organisation that is verified. */
export function mayRequestRelease(actor: Actor, post: Post, at: Instant): { membership: Membership; as: ActingRole } {
  const seen = maySee(actor, post, at);
  if (isOperator(actor) || isOwn(actor, seen)) throw forbidden();
  const membership = membershipOf(actor);
  const as = roleIn(membership, seen.terms.side === 'wanted' ? 'offered' : 'wanted');
  mustBeVerified(membership);
  return { membership, as };
}

/** A drawing is read by its poster, and by those to whom it was released while they are verified; for others there is none. */
export function mayReadDrawing(actor: Actor, post: Post, drawing: string): ExistingPost {
  if (post.status !== 'none' && post.drawings.some(({ id }) => id === drawing)) {
    if (isOwn(actor, post)) return post;
    const released = post.releases.some(
      ({ organisation, drawings }) => drawings.includes(drawing) && actsFor(actor, organisation.id),
    );
    if (released && isMember(actor)) return post;
  }
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** The role of staff that acts for that side. */
export function roleIn({ roles }: Membership, side: Side): ActingRole {
  const order = side === 'offered' ? (['sales', 'purchaser'] as const) : (['purchaser', 'sales'] as const);
  const role = order.find((each) => roles.includes(each));
  if (role === undefined) throw forbidden();
  return role;
}
