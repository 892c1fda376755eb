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
import { dealingRole, type Side } from './side.ts';

/*
 * Who may do what in settlement. A statement is its buyer's and its supplier's alone, and the supervisor reads it; the
 * lead of an agreement sees sums in figures, not the statements of other counties. The operator has no part in it.
 * Prices of a series may be proprietary: its keeper sees them, the supervisor, and the parties of an agreement that
 * settles by it.
 */

const notFound = (): DomainError => new DomainError('not-found', 'not-found');
/** The two sides of a statement. */
export interface Parties {
  readonly buyer: string;
  readonly supplier: string;
}
export type Reader = Side | 'supervisor';

function sideOf(actor: Actor, { buyer, supplier }: Parties): Side | undefined {
  if (isOperator(actor)) return undefined;
  if (actsFor(actor, buyer)) return 'buyer';
  return actsFor(actor, supplier) ? 'supplier' : undefined;
}

/** Reading a statement, its lines, invoices and payments. To others it is not there. */
export function mayReadStatement(actor: Actor, parties: Parties | undefined): Reader {
  const side = parties && sideOf(actor, parties);
  if (side !== undefined) return side;
  if (parties !== undefined && isSupervisor(actor)) return 'supervisor';
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw notFound();
}

/** Acting on a statement for one of its sides: the buyer's purchaser or the supplier's sales. */
export function mayActOnStatement(actor: Actor, parties: Parties | undefined, ...sides: readonly Side[]) {
  const side = mayReadStatement(actor, parties);
  if (side === 'supervisor' || (sides.length > 0 && !sides.includes(side))) throw forbidden();
  const as = parties && dealingRole(actor, parties[side], side);
  if (as === undefined) throw forbidden();
  return { side, as };
}

/** Issuing or looking ahead at the statement of a month: one of the two sides, both named. */
export const mayIssue = (actor: Actor, parties: Parties | undefined) => mayActOnStatement(actor, parties);

/** Opening a series: the purchaser of a verified buyer, which keeps it from then on. */
export function mayKeepIndex(actor: Actor): Membership {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  if (!membership.roles.includes('purchaser') || !membership.kinds.includes('buyer')) throw forbidden();
  mustBeVerified(membership);
  return membership;
}

/** Who may look at a series: `settlesBy` are the parties of the agreement that was named, if it settles by it. */
export function mayReadIndex(
  actor: Actor,
  index: { readonly keeper: string } | undefined,
  settlesBy: readonly string[] = [],
): void {
  if (index !== undefined && isSupervisor(actor)) return;
  const may =
    index !== undefined && !isOperator(actor) && [index.keeper, ...settlesBy].some((each) => actsFor(actor, each));
  if (may) return;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw notFound();
}

/** Recording points: the keeper's purchaser. */
export function mayRecord(
  actor: Actor,
  index: { readonly keeper: string } | undefined,
  settlesBy: readonly string[] = [],
): ActingRole {
  mayReadIndex(actor, index, settlesBy);
  if (index === undefined || !actsFor(actor, index.keeper, 'purchaser')) throw forbidden();
  return 'purchaser';
}

/** Whose performance somebody may look at: any verified buyer's people, the supplier's own, and the supervisor. */
export function mayReadPerformance(actor: Actor, supplier: string): void {
  if (isSupervisor(actor)) return;
  if (isOperator(actor)) throw forbidden();
  const { organisation, status, kinds } = membershipOf(actor);
  if (organisation === supplier) return;
  if (status !== 'verified' || !kinds.includes('buyer')) throw forbidden();
}

/** The list of what is to be paid: one's own, on either side, as in plain orders every firm buys and sells. */
export function mayListPayables(actor: Actor): string {
  if (isOperator(actor)) throw forbidden();
  return membershipOf(actor).organisation;
}

/** Which part of an agreement's figures somebody sees: all of it, what it bought, or what it sold. */
export type Share = { readonly of: 'all' } | ({ readonly of: Side } & { readonly organisation: string });

/**
 * Figures of an agreement: all for its lead and the supervisor, for another buyer or a supplier its own part. Where
 * `competitors` are told of (concentration, savings), a supplier has no part.
 */
export function mayReadFigures(
  actor: Actor,
  agreement:
    | { readonly lead: string; readonly buyers: readonly string[]; readonly suppliers: readonly string[] }
    | undefined,
  { competitors }: { readonly competitors: boolean },
): Share {
  if (agreement !== undefined && isSupervisor(actor)) return { of: 'all' };
  const organisation = actor.kind === 'user' && !isOperator(actor) ? actor.membership?.organisation : undefined;
  if (agreement !== undefined && organisation !== undefined) {
    if (organisation === agreement.lead) return { of: 'all' };
    if (agreement.buyers.includes(organisation)) return { of: 'buyer', organisation };
    if (agreement.suppliers.includes(organisation)) {
      if (competitors) throw forbidden();
      return { of: 'supplier', organisation };
    }
  }
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw notFound();
}

/** Figures of a year over agreements: the supervisor's are of all, a buyer's or supplier's of its own statements. */
export function mayReadYear(actor: Actor, { competitors }: { readonly competitors: boolean }): Share {
  if (isSupervisor(actor)) return { of: 'all' };
  if (isOperator(actor)) throw forbidden();
  const { organisation, kinds } = membershipOf(actor);
  if (kinds.includes('buyer')) return { of: 'buyer', organisation };
  if (competitors) throw forbidden();
  return { of: 'supplier', organisation };
}
