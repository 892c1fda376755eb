import { type Actor, actsFor, isOperator, type Membership, membershipOf } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Job, JobOwner } from './job.ts';

/** Looking at a job: those who act for the organisation that began it, else the one user. */
export function maySeeJob(actor: Actor, job: Job | undefined): Job {
  if (job !== undefined && actor.kind === 'user') {
    const { organisation, sub } = job.owner;
    if (organisation === undefined ? actor.sub === sub : actsFor(actor, organisation)) return job;
    if (actor.several) membershipOf(actor);
  }
  throw new DomainError('not-found', 'not-found');
}

/** Uploading what becomes products: a supplier's sales. */
export function mayUpload(actor: Actor): Membership {
  const membership = membershipOf(actor);
  if (isOperator(actor) || !membership.kinds.includes('supplier') || !membership.roles.includes('sales')) {
    throw new DomainError('forbidden', 'forbidden');
  }
  return membership;
}

/** The owner of what somebody begins. */
export function ownerOf(actor: Actor): JobOwner {
  if (actor.kind !== 'user') throw new DomainError('forbidden', 'forbidden');
  if (actor.several) membershipOf(actor);
  return { sub: actor.sub, organisation: actor.membership?.organisation };
}
