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
import type { Instant } from '../../shared/kernel/time.ts';
import type { AbuseReport, ExistingReport } from './abuse-report.ts';
import { isOwn, maySee } from './access.ts';
import { mayRead } from './enquiry-access.ts';
import type { Enquiry, ExistingEnquiry } from './enquiry-state.ts';
import type { ExistingPost, Post } from './post.ts';

/*
 * Who may do what with a report of abuse. Members report what others wrote; the operator decides; who reported reads its
 * own report and what became of it. Whoever is reported reads decisions, and never who reported.
 */

interface Reporter {
  readonly membership: Membership;
  readonly as: ActingRole;
}

/** A post that one sees and that is another's: by anybody of a verified organisation. */
export function mayReportPost(actor: Actor, post: Post, at: Instant): Reporter & { readonly post: ExistingPost } {
  const seen = maySee(actor, post, at);
  if (isOperator(actor) || isOwn(actor, seen)) throw forbidden();
  return { post: seen, ...reporter(actor) };
}

/** A message of an enquiry of one's own: whose it is says the message. */
export function mayReportMessage(actor: Actor, state: Enquiry): Reporter & { readonly enquiry: ExistingEnquiry } {
  return { enquiry: mayRead(actor, state), ...reporter(actor) };
}

function reporter(actor: Actor): Reporter {
  const membership = membershipOf(actor);
  mustBeVerified(membership);
  const [as] = membership.roles;
  if (as === undefined) throw forbidden();
  return { membership, as };
}

/** Every report for the operator, one's own for others; undefined stands for all. */
export function mayListReports(actor: Actor): string | undefined {
  return isOperator(actor) ? undefined : membershipOf(actor).organisation;
}

/** A report, for the operator and whoever reported; for others there is none. */
export function maySeeReport(actor: Actor, state: AbuseReport): ExistingReport {
  if (state.status !== 'none' && (isOperator(actor) || actsFor(actor, state.reporter.id))) return state;
  if (actor.kind === 'user' && actor.several) membershipOf(actor);
  throw new DomainError('not-found', 'not-found');
}

export function mayDecideAbuse(actor: Actor, state: AbuseReport): ActingRole {
  maySeeReport(actor, state);
  if (!isOperator(actor)) throw forbidden();
  return 'operator';
}

/** What was decided against one's own organisation. */
export function mayListDecisions(actor: Actor): string {
  if (isOperator(actor)) throw forbidden();
  return membershipOf(actor).organisation;
}
