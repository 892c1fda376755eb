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
import { isOwn, maySee, roleIn } from './access.ts';
import type { Enquiry, ExistingEnquiry } from './enquiry-state.ts';
import type { Side } from './goods.ts';
import { type ExistingPost, type Post, statusAt } from './post.ts';

/*
 * Who may do what with an enquiry. It is between two organisations: for others there is none. Who supervises knows that
 * there is one, between whom, and how it ended, and none of its words. The operator reads no enquiry; what is reported to
 * it as abuse it reads in the report.
 */

/** Who speaks for one of the two, and in which role. */
export interface Speaker {
  readonly enquiry: ExistingEnquiry;
  readonly membership: Membership;
  readonly as: ActingRole;
}

/** The side on which an organisation stands. */
export const sideOf = ({ parties }: ExistingEnquiry, organisation: string): Side =>
  parties.buyer.id === organisation ? 'wanted' : 'offered';

/** Asking about a post (询价): staff of another organisation that is verified. */
export function mayEnquire(
  actor: Actor,
  post: Post,
  at: Instant,
): { readonly post: ExistingPost; readonly membership: Membership; readonly as: ActingRole } {
  const seen = maySee(actor, post, at);
  if (isOperator(actor) || isOwn(actor, seen)) throw forbidden();
  const membership = membershipOf(actor);
  const as = roleIn(membership, seen.terms.side === 'wanted' ? 'offered' : 'wanted');
  mustBeVerified(membership);
  // Who supervises sees closed posts too.
  if (statusAt(seen, at) === 'closed') throw new DomainError('not-found', 'not-found');
  return { post: seen, membership, as };
}

/** The enquiries of a post are listed to anybody of its poster's. */
export function mayListEnquiries(actor: Actor, post: Post, at: Instant): ExistingPost {
  const seen = maySee(actor, post, at);
  if (isOwn(actor, seen)) return seen;
  if (!isOperator(actor)) membershipOf(actor);
  throw forbidden();
}

/** Whose enquiries are listed: those of the organisation that one acts for. */
export function mayListOwnEnquiries(actor: Actor): string {
  if (isOperator(actor)) throw forbidden();
  return membershipOf(actor).organisation;
}

const isParty = (actor: Actor, { parties: { buyer, supplier } }: ExistingEnquiry): boolean =>
  !isOperator(actor) && (actsFor(actor, buyer.id) || actsFor(actor, supplier.id));

/** That it exists, and how it ended: the two, and who supervises. */
export function mayKnow(actor: Actor, state: Enquiry): { readonly enquiry: ExistingEnquiry; readonly party: boolean } {
  if (state.status !== 'none') {
    const party = isParty(actor, state);
    if (party || isSupervisor(actor)) return { enquiry: state, party };
  }
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

/** What the two say to each other: the two alone. */
export function mayRead(actor: Actor, state: Enquiry): ExistingEnquiry {
  const { enquiry, party } = mayKnow(actor, state);
  if (!party) throw new DomainError('not-found', 'not-found');
  return enquiry;
}

/** Ending it, and taking a quote back: what stays possible without verification. */
export function mayEnd(actor: Actor, state: Enquiry): Speaker {
  const enquiry = mayRead(actor, state);
  const membership = membershipOf(actor);
  return { enquiry, membership, as: roleIn(membership, sideOf(enquiry, membership.organisation)) };
}

/** Writing to the other: staff of either, while verified. */
export function mayWrite(actor: Actor, state: Enquiry): Speaker {
  const speaker = mayEnd(actor, state);
  mustBeVerified(speaker.membership);
  return speaker;
}

/** Quoting is for who offers, accepting for who wants. */
export function mayDeal(actor: Actor, state: Enquiry, side: Side): Speaker {
  const speaker = mayWrite(actor, state);
  return onSide(speaker, side);
}

export const mayWithdrawQuote = (actor: Actor, state: Enquiry): Speaker => onSide(mayEnd(actor, state), 'offered');

function onSide(speaker: Speaker, side: Side): Speaker {
  if (sideOf(speaker.enquiry, speaker.membership.organisation) !== side) throw forbidden();
  return speaker;
}
