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
import type { ExistingProduct, Product, ProductStatus } from './product.ts';

/*
 * Who may do what with a product. Each function gives the role that allows it, or throws: `not-found` for what the
 * caller may not know exists, `forbidden` for what it may know and not do. The operator publishes nothing.
 */

const isOwn = (actor: Actor, product: ExistingProduct): boolean =>
  !isOperator(actor) && actsFor(actor, product.supplier.id);

/** Published products are for all, also when their price has ended; drafts and withdrawn ones for the supplier's own. */
export function maySee(actor: Actor, product: Product): ExistingProduct {
  if (product.status === 'published' || product.status === 'expired') return product;
  if (product.status !== 'none' && isOwn(actor, product)) return product;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** Listing: all for what is published, the supplier's own people for the rest. */
export function mayList(actor: Actor, status: ProductStatus, supplier: string | undefined): void {
  if (status === 'published') return;
  if (supplier !== undefined && !isOperator(actor) && actsFor(actor, supplier)) return;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw forbidden();
}

/** Drafting: a supplier's sales, before its verification too. */
export function mayDraft(actor: Actor): Membership {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  if (!membership.kinds.includes('supplier') || !membership.roles.includes('sales')) throw forbidden();
  return membership;
}

/** Withdrawing: the supplier's own sales. */
export function mayWithdraw(actor: Actor, product: Product): ActingRole {
  const seen = maySee(actor, product);
  if (!isOperator(actor) && actsFor(actor, seen.supplier.id, 'sales')) return 'sales';
  if (!isOperator(actor)) membershipOf(actor);
  throw forbidden();
}

/** Publishing: the own sales of a supplier that is verified. */
export function mayPublish(actor: Actor, product: Product): Membership {
  mayWithdraw(actor, product);
  const membership = membershipOf(actor);
  if (!membership.kinds.includes('supplier')) throw forbidden();
  mustBeVerified(membership);
  return membership;
}

/** Amending a draft is drafting; what stands in public is changed by those who may publish. */
export function mayAmend(actor: Actor, product: Product): ActingRole {
  if (product.status === 'published') mayPublish(actor, product);
  return mayWithdraw(actor, product);
}
