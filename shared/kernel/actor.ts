import { DomainError } from './errors.ts';

/** A role on the platform (平台角色). */
export type PlatformRole = 'operator' | 'supervisor' | 'expert';
/** A role in an organisation (单位角色). */
export type OrganisationRole = 'admin' | 'purchaser' | 'sales';
export type OrganisationKind = 'buyer' | 'supplier';
export type SizeClass = 'large' | 'medium' | 'small' | 'micro';
export type OrganisationStatus = 'pending' | 'verified' | 'rejected';

/**
 * A user's membership (成员关系) with what decisions elsewhere must know of the organisation now:
 * its status, kinds, size and declared affiliates (关联企业, by USCC).
 */
export interface Membership {
  readonly organisation: string;
  readonly name: string;
  readonly uscc: string;
  readonly division: string;
  readonly status: OrganisationStatus;
  readonly kinds: readonly OrganisationKind[];
  readonly sizeClass?: SizeClass;
  readonly affiliates: readonly string[];
  /** A keyed pseudonym of its contact: tells that two are the same, and nothing else. */
  readonly contact?: string;
  readonly roles: readonly OrganisationRole[];
}

/** Who asks. A `user` acts for `membership` when there is one. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly sub: string;
      readonly platform: readonly PlatformRole[];
      readonly membership?: Membership;
      /** Whether the user has several organisations and named none. */
      readonly several?: boolean;
    }
  | { readonly kind: 'system'; readonly process: 'clock' | 'opening' | 'stream' | 'work' };

/** The role in which somebody acts, as an event records it. */
export type ActingRole = PlatformRole | OrganisationRole | 'user' | 'system' | 'public';

/** The membership that somebody acts for: none is `membership-required`, several and none named `organisation-required`. */
export function membershipOf(actor: Actor): Membership {
  if (actor.kind === 'user' && actor.membership !== undefined) return actor.membership;
  if (actor.kind === 'user' && actor.several) throw new DomainError('malformed', 'organisation-required');
  throw new DomainError('forbidden', 'membership-required');
}

/** What somebody may know of and not do. */
export const forbidden = (): DomainError => new DomainError('forbidden', 'forbidden');

/** Refuses what only a verified organisation may do. @throws `organisation-not-verified` */
export function mustBeVerified({ status }: Pick<Membership, 'status'>): void {
  if (status !== 'verified') throw new DomainError('forbidden', 'organisation-not-verified');
}

export const isOperator = (actor: Actor): boolean => actor.kind === 'user' && actor.platform.includes('operator');
export const isSupervisor = (actor: Actor): boolean => actor.kind === 'user' && actor.platform.includes('supervisor');

/** Whether somebody acts for this organisation, in one of these roles when any are named. */
export function actsFor(actor: Actor, organisation: string, ...roles: readonly OrganisationRole[]): boolean {
  if (actor.kind !== 'user' || actor.membership?.organisation !== organisation) return false;
  const held = actor.membership.roles;
  return roles.length === 0 || roles.some((role) => held.includes(role));
}
