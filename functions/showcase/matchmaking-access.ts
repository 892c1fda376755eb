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
import type { ExistingIntent, Intent } from './intent.ts';
import type { Firm } from './live-events.ts';
import type { ExistingMatchmaking } from './matchmaking.ts';
import type { Pair } from './matchmaking-events.ts';
import type { Registered, Registration } from './registration.ts';

/*
 * Who may do what at a face-to-face event. The operator organises; events are public, who comes is for those who come,
 * people, wishes and proposals for the organiser and their own firm. Each function throws `not-found` for what the caller
 * may not know exists, and `forbidden` for what it may know and not do.
 */

/** What is not there for this caller: one of several firms has to say first which. */
function notThere(actor: Actor): DomainError {
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  return new DomainError('not-found', 'not-found');
}

/** Whether somebody acts for one of these firms. */
const actsForOne = (actor: Actor, ...firms: readonly string[]): boolean =>
  !isOperator(actor) && firms.some((firm) => actsFor(actor, firm));

/** Announcing, amending, timetables, cancellation: the operator. */
export function mayOrganise(actor: Actor): ActingRole {
  if (!isOperator(actor)) throw forbidden();
  return 'operator';
}

/** Somebody who acts for a firm, in the role that allows it. */
export interface ActingFirm {
  readonly as: ActingRole;
  readonly firm: Firm;
}

/** Staff of a firm (采购, 销售 or 管理员), in the first role that they hold. */
function staff({ roles, organisation: id, name, uscc }: Membership): ActingFirm {
  const as = (['sales', 'purchaser', 'admin'] as const).find((role) => roles.includes(role));
  if (as === undefined) throw forbidden();
  return { as, firm: { id, name, uscc } };
}

/** Registering: staff of a verified organisation, for itself. */
export function mayRegister(actor: Actor): ActingFirm {
  if (isOperator(actor)) throw forbidden();
  const membership = membershipOf(actor);
  const acting = staff(membership);
  mustBeVerified(membership);
  return acting;
}

/** Withdrawing stays possible without verification; of a firm that did not register there is nothing to withdraw. */
export function mayWithdraw(actor: Actor, registration: Registration): ActingFirm {
  if (registration.status === 'none' || !actsForOne(actor, registration.firm.id)) throw notThere(actor);
  return staff(membershipOf(actor));
}

/** A registration with its people: the organiser, and the firm itself. For others there is none. */
export function mayReadRegistration(
  actor: Actor,
  registration: Registration,
): Exclude<Registration, { status: 'none' }> {
  if (registration.status !== 'none' && (isOperator(actor) || actsForOne(actor, registration.firm.id))) {
    return registration;
  }
  throw notThere(actor);
}

/** Proposals of meetings: the firm's own, while it comes and is verified, as they name members' posts; the organiser reads any firm's. */
export function mayReadProposals(actor: Actor, registration: Registration): Registered {
  if (registration.status !== 'registered') throw notThere(actor);
  if (isOperator(actor)) return registration;
  if (!actsForOne(actor, registration.firm.id)) throw notThere(actor);
  mustBeVerified(membershipOf(actor));
  return registration;
}

/** Who comes, by name (参会名单): the organiser, and every firm that comes. `own` is the caller's registration. */
export function mayListParticipants(actor: Actor, own: Registration): void {
  if (isOperator(actor)) return;
  if (own.status === 'registered' && actsForOne(actor, own.firm.id)) return;
  if (actor.kind === 'user') membershipOf(actor);
  throw forbidden();
}

/** For which firm somebody reads the timetable: the organiser all of it, a firm its own once it is published. */
export function mayReadTimetable(actor: Actor, state: ExistingMatchmaking, own: Registration): string | undefined {
  if (isOperator(actor)) return undefined;
  if (!isPublished(state) || own.status === 'none' || !actsForOne(actor, own.firm.id)) throw notThere(actor);
  return own.firm.id;
}

/** Whether firms may read the timetable, also after the day. */
export const isPublished = ({ published, status }: ExistingMatchmaking): boolean => published && status !== 'cancelled';

/** Somebody who acts at the event: the organiser, or a firm. */
export type Acting = { readonly as: ActingRole; readonly firm?: Firm };

/** Marking a meeting and recording an intent of two firms: the organiser, and staff of the two. For others there is no such pair. */
export function mayActFor(actor: Actor, { a, b }: Pair): Acting {
  if (isOperator(actor)) return { as: 'operator' };
  if (!actsForOne(actor, a, b)) throw notThere(actor);
  return staff(membershipOf(actor));
}

/** An intent: its two parties, and the organiser. */
export function maySeeIntent(actor: Actor, intent: Intent): ExistingIntent {
  if (intent.status !== 'none') {
    const [one, other] = intent.parties;
    if (isOperator(actor) || actsForOne(actor, one.id, other.id)) return intent;
  }
  throw notThere(actor);
}

/** Confirming, declining, answering a follow-up: staff of the two, each for its own firm; the organiser stands for neither. */
export function mayAnswer(actor: Actor, intent: Intent): ActingFirm {
  maySeeIntent(actor, intent);
  if (isOperator(actor)) throw forbidden();
  return staff(membershipOf(actor));
}

/** Listing intents: the organiser all, a firm its own. */
export function mayListIntents(actor: Actor): string | undefined {
  if (isOperator(actor)) return undefined;
  return membershipOf(actor).organisation;
}
