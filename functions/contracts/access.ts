import {
  type ActingRole,
  type Actor,
  actsFor,
  forbidden,
  isSupervisor,
  membershipOf,
} from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Agreement, type ExistingAgreement, isBuyer, isSupplier } from './agreement-state.ts';
import type { CallOff, ExistingCallOff } from './events.ts';
import { dealingRole } from './side.ts';

/*
 * Who may do what with agreements and call-offs. Results of awards are public (招标投标法实施条例 art. 54), so every party
 * sees all suppliers' prices, shares and quotas; balances, contracts and call-offs are their two parties', the lead's and
 * the supervisor's. For anyone else there is no agreement.
 */

const notFound = (): DomainError => new DomainError('not-found', 'not-found');

/** Somebody who reads: of one organisation only what is its own, or all. */
export interface Reader {
  readonly agreement: ExistingAgreement;
  /** Whose part is read; all where nobody is named. */
  readonly own?: string;
}

/** Nobody's: several organisations and none named is said, so that one can be named. */
function hidden(actor: Actor): DomainError {
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  return notFound();
}

/** Reading an agreement: its parties, its lead, and the supervisor. */
export function maySeeAgreement(actor: Actor, state: Agreement): Reader {
  if (state.status === 'none') throw notFound();
  if (isSupervisor(actor) || actsFor(actor, state.lead.id)) return { agreement: state };
  const own = actor.kind === 'user' ? actor.membership?.organisation : undefined;
  if (own === undefined || !(isBuyer(state, own) || isSupplier(state, own))) throw hidden(actor);
  return { agreement: state, own };
}

/** Leading it: activation, roll-over, termination are the lead's purchaser's. */
export function mayLead(actor: Actor, state: Agreement): ExistingAgreement {
  const { agreement } = maySeeAgreement(actor, state);
  if (!actsFor(actor, agreement.lead.id, 'purchaser')) throw forbidden();
  return agreement;
}

/** Reading a contract: its two sides, the lead and the supervisor. */
export function maySeeContract(actor: Actor, state: Agreement, buyer: string, supplier: string): ExistingAgreement {
  const { agreement, own } = maySeeAgreement(actor, state);
  if (own !== undefined && own !== buyer && own !== supplier) throw notFound();
  return agreement;
}

/** Signing it: an admin of either side. */
export function maySign(actor: Actor, state: Agreement, buyer: string, supplier: string): 'buyer' | 'supplier' {
  maySeeContract(actor, state, buyer, supplier);
  if (actsFor(actor, buyer, 'admin')) return 'buyer';
  if (actsFor(actor, supplier, 'admin')) return 'supplier';
  throw forbidden();
}

/** Calling off, and asking for a mini-competition: the purchaser of a buyer. The buyer. */
export function mayCallOff(actor: Actor, state: Agreement): string {
  const { agreement } = maySeeAgreement(actor, state);
  const { organisation } = membershipOf(actor);
  if (!isBuyer(agreement, organisation) || !actsFor(actor, organisation, 'purchaser')) throw forbidden();
  return organisation;
}

/** Reading a call-off: its buyer, its supplier, the agreement's lead, and the supervisor. */
export function maySeeCallOff(actor: Actor, state: CallOff, agreement: Agreement): ExistingCallOff {
  if (state.status === 'none' || agreement.status === 'none') throw notFound();
  const parties = [state.buyer, state.supplier, agreement.lead.id];
  if (!isSupervisor(actor) && !parties.some((party) => actsFor(actor, party))) throw hidden(actor);
  return state;
}

/** Answering it: the supplier's sales. */
export function mayAnswer(actor: Actor, state: CallOff, agreement: Agreement): ActingRole {
  const { supplier } = maySeeCallOff(actor, state, agreement);
  const as = dealingRole(actor, supplier, 'supplier');
  if (as === undefined) throw forbidden();
  return as;
}

/** Changing and cancelling it: the buyer's purchaser. */
export function mayChange(actor: Actor, state: CallOff, agreement: Agreement): ActingRole {
  const { buyer } = maySeeCallOff(actor, state, agreement);
  const as = dealingRole(actor, buyer, 'buyer');
  if (as === undefined) throw forbidden();
  return as;
}
