import { type ActingRole, type Actor, isOperator, isSupervisor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';

/*
 * Who may do what with the expert list. What an expert may do with a tender comes from its appointment alone.
 */

const forbidden = (): DomainError => new DomainError('forbidden', 'forbidden');

/** Entering experts: the operator. */
export function mayEnterExperts(actor: Actor): ActingRole {
  if (!isOperator(actor)) throw forbidden();
  return 'operator';
}

/** Reading the list: the operator and the supervisor. */
export function maySeeExperts(actor: Actor): ActingRole {
  if (isOperator(actor)) return 'operator';
  if (isSupervisor(actor)) return 'supervisor';
  throw forbidden();
}

/** One's own entry and ties: any user; whether there is an entry, the list says. The subject. */
export function mayDeclare(actor: Actor): string {
  if (actor.kind !== 'user') throw forbidden();
  return actor.sub;
}
