import type { OrganisationKind, OrganisationRole, SizeClass } from '../../shared/kernel/actor.ts';
import type { Day, Instant } from '../../shared/kernel/time.ts';

/** Whom to reach (联系人); shown to counterparties only. */
export type Contact = { readonly name: string; readonly phone: string; readonly email?: string | undefined };

/** A certificate (资质证书), valid on its first and last day. `document` is the key of an uploaded file. */
export type Certificate = {
  readonly type: string;
  readonly number: string;
  readonly issuer: string;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly document?: string | undefined;
};

export type Decision = 'verified' | 'rejected';

/** People are named in `private` only: the events themselves hold no subject, telephone or reason. */
export type OrganisationRegistered = {
  readonly type: 'OrganisationRegistered';
  readonly v: 1;
  readonly data: {
    readonly organisation: string;
    readonly name: string;
    readonly uscc: string;
    readonly kinds: readonly OrganisationKind[];
    readonly division: string;
    readonly sizeClass?: SizeClass | undefined;
    readonly affiliates: readonly string[];
    readonly warnings: readonly 'uscc-check-digit'[];
    /** The founder's roles. */
    readonly roles: readonly OrganisationRole[];
    readonly registeredAt: Instant;
  };
  readonly private: { readonly contact: Contact; readonly founder: string };
};

export type OrganisationVerified = {
  readonly type: 'OrganisationVerified';
  readonly v: 1;
  readonly data: { readonly decision: Decision };
  readonly private: { readonly reason: string };
};

/** Only what changed. `reverification` tells that a fact changed which the operator verifies. */
export type OrganisationAmended = {
  readonly type: 'OrganisationAmended';
  readonly v: 1;
  readonly data: {
    readonly name?: string;
    readonly division?: string;
    readonly sizeClass?: SizeClass;
    readonly affiliates?: readonly string[];
    readonly reverification: boolean;
  };
  readonly private?: { readonly contact: Contact };
};

export type InvitationMade = {
  readonly type: 'InvitationMade';
  readonly v: 1;
  readonly data: {
    readonly invitation: string;
    readonly roles: readonly OrganisationRole[];
    readonly madeAt: Instant;
    readonly expiresAt: Instant;
  };
};

export type MemberJoined = {
  readonly type: 'MemberJoined';
  readonly v: 1;
  readonly data: { readonly invitation: string; readonly roles: readonly OrganisationRole[] };
  readonly private: { readonly member: string };
};

export type MemberChanged = {
  readonly type: 'MemberOffered' | 'MemberRolesChanged';
  readonly v: 1;
  readonly data: { readonly roles: readonly OrganisationRole[] };
  readonly private: { readonly member: string };
};

export type MemberRemoved = {
  readonly type: 'MemberRemoved';
  readonly v: 1;
  readonly data: Readonly<Record<never, never>>;
  readonly private: { readonly member: string };
};

export type CertificateAdded = {
  readonly type: 'CertificateAdded';
  readonly v: 1;
  readonly data: Certificate;
};

/** Which firms a list names (名单类别): 龙头企业 or 龙头后备企业. Lists that harm or help in other ways are not kept here. */
export type PublishedListKind = 'leading' | 'leading-reserve';

/** What an authority published (公布的名单), as an operator entered it: `version` counts the issues of one key. */
export interface PublishedList {
  readonly key: string;
  readonly kind: PublishedListKind;
  readonly title: string;
  /** The document that published it. */
  readonly source: string;
  readonly publishedOn: Day;
  readonly firms: readonly { readonly uscc: string; readonly name: string }[];
}

export type PublishedListIssued = {
  readonly type: 'PublishedListIssued';
  readonly v: 1;
  readonly data: PublishedList & { readonly version: number; readonly issuedAt: Instant };
};

export type OrganisationEvent =
  | OrganisationRegistered
  | OrganisationVerified
  | OrganisationAmended
  | InvitationMade
  | MemberJoined
  | MemberChanged
  | MemberRemoved
  | CertificateAdded;
