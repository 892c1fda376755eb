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
    }
  | { readonly kind: 'system'; readonly process: 'clock' | 'opening' | 'stream' | 'work' };

/** The role in which somebody acts, as an event records it. */
export type ActingRole = PlatformRole | OrganisationRole | 'user' | 'system' | 'public';
