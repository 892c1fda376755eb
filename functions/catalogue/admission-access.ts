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
import type { Admission, ExistingAdmission } from './admission.ts';

/*
 * Who may do what with an admission. Applying is publishing's twin: `mayPublish` of access.ts. The operator decides,
 * never on goods of an organisation it acts for.
 */

const notFound = (): DomainError => new DomainError('not-found', 'not-found');

const isOwn = (actor: Actor, { supplier }: ExistingAdmission): boolean =>
  !isOperator(actor) && actsFor(actor, supplier.id);

const wasDecided = (state: ExistingAdmission): boolean => 'decision' in state && state.decision !== undefined;

/** Reading: `whole` for the supplier's own, the operator and the supervisor; what was decided for all. */
export function maySeeAdmission(
  actor: Actor,
  state: Admission,
): { readonly whole: boolean; readonly admission: ExistingAdmission } {
  if (state.status === 'none') throw notFound();
  const whole = isOperator(actor) || isSupervisor(actor) || isOwn(actor, state);
  if (!whole && !wasDecided(state)) {
    if (actor.kind === 'user' && actor.several) membershipOf(actor);
    throw notFound();
  }
  return { whole, admission: state };
}

/** Appealing and withdrawing: the supplier's own sales. */
export function mayPursue(actor: Actor, state: Admission): ActingRole {
  const { admission } = maySeeAdmission(actor, state);
  if (!isOperator(actor) && actsFor(actor, admission.supplier.id, 'sales')) return 'sales';
  if (!isOperator(actor)) membershipOf(actor);
  throw forbidden();
}

/** Deciding: an operator, but not on its own organisation's goods. The subject, whose opaque id the decision carries. */
export function mayDecide(actor: Actor, state: Admission): string {
  const { admission } = maySeeAdmission(actor, state);
  if (actor.kind !== 'user' || !isOperator(actor) || actsFor(actor, admission.supplier.id)) throw forbidden();
  return actor.sub;
}

/** The list of what waits: operator and supervisor. */
export function mayWatch(actor: Actor): ActingRole {
  if (isOperator(actor)) return 'operator';
  if (isSupervisor(actor)) return 'supervisor';
  throw forbidden();
}

/** Publishing a version of the catalogue: the operator. */
export function mayPublishCatalogue(actor: Actor): ActingRole {
  if (!isOperator(actor)) throw forbidden();
  return 'operator';
}
