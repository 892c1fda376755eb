import {
  type ActingRole,
  type Actor,
  actsFor,
  forbidden,
  isOperator,
  isSupervisor,
  membershipOf,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { dealingRole } from './side.ts';

/*
 * Who may do what with the deliveries of a call-off: its buyer and its supplier, and the supervisor reads. To all others
 * there is no such thing. Whoever lost its standing since still carries out what was contracted.
 */

interface Parties {
  readonly buyer: string;
  readonly supplier: string;
}

/** A call-off or a delivery, if it is there. */
type Contracted<T extends { readonly status: string }> = Exclude<T, { readonly status: 'none' }>;

const isParty = (actor: Actor, { buyer, supplier }: Parties): boolean =>
  !isOperator(actor) && (actsFor(actor, buyer) || actsFor(actor, supplier));

/** Reading it, its documents and its log. */
export function maySeeDelivery<T extends { readonly status: string }>(actor: Actor, state: T): Contracted<T> {
  if (state.status !== 'none') {
    const there = state as Contracted<T> & Parties;
    if (isParty(actor, there) || isSupervisor(actor)) return there;
  }
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** Delivering, uploading papers, taking back what was rejected: the supplier's sales and admins. */
export function mayDeliver<T extends { readonly status: string }>(actor: Actor, state: T): ActingRole {
  const { supplier } = maySeeDelivery(actor, state) as unknown as Parties;
  if (isOperator(actor)) throw forbidden();
  const as = dealingRole(actor, supplier, 'supplier');
  if (as !== undefined) return as;
  if (actsFor(actor, supplier, 'admin')) return 'admin';
  throw forbidden();
}

/** Accepting and rejecting: the buyer's purchasers. */
export function mayAccept<T extends { readonly status: string }>(actor: Actor, state: T): ActingRole {
  const { buyer } = maySeeDelivery(actor, state) as unknown as Parties;
  const as = dealingRole(actor, buyer, 'buyer');
  if (isOperator(actor) || as === undefined) throw forbidden();
  return as;
}

/** One's own lists: whom somebody acts for. The operator acts for nobody. */
export function mayListDeliveries(actor: Actor): string {
  if (isOperator(actor)) throw forbidden();
  return membershipOf(actor).organisation;
}
