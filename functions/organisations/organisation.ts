import { isDivision } from '../../shared/commodity/places.ts';
import type { OrganisationKind, OrganisationRole, SizeClass } from '../../shared/kernel/actor.ts';
import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import { checkUscc } from '../../shared/kernel/uscc.ts';
import type { Certificate, Contact, Decision, OrganisationEvent } from './events.ts';

/** A member (成员). One who was offered membership and used no code yet has not `joined`. */
export interface Member {
  readonly sub: string;
  readonly roles: readonly OrganisationRole[];
  readonly joined: boolean;
}

/** An invitation (邀请) that nobody used yet; its secret is stored nowhere. */
export interface Invitation {
  readonly id: string;
  readonly roles: readonly OrganisationRole[];
  readonly expiresAt: Instant;
}

interface Facts {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly kinds: readonly OrganisationKind[];
  readonly division: string;
  readonly sizeClass?: SizeClass | undefined;
  readonly affiliates: readonly string[];
  readonly warnings: readonly 'uscc-check-digit'[];
  readonly contact: Contact;
  readonly registeredAt: Instant;
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
  readonly certificates: readonly Certificate[];
}

/** An organisation (单位) that is registered: awaiting verification, or decided upon for a reason. */
export type Registered = Facts &
  ({ readonly status: 'pending' } | { readonly status: Decision; readonly reason: string });

export type Organisation = { readonly status: 'absent' } | Registered;

/** What an admin may change. A change of name, division or size, which the operator verified, sends it back to pending. */
export interface Amendment {
  readonly name?: string | undefined;
  readonly division?: string | undefined;
  readonly sizeClass?: SizeClass | undefined;
  readonly affiliates?: readonly string[] | undefined;
  readonly contact?: Contact | undefined;
}

export type OrganisationCommand =
  | {
      readonly type: 'registerOrganisation';
      readonly id: string;
      readonly founder: string;
      readonly at: Instant;
      readonly name: string;
      readonly uscc: string;
      readonly kinds: readonly OrganisationKind[];
      readonly division: string;
      readonly sizeClass?: SizeClass | undefined;
      readonly affiliates?: readonly string[] | undefined;
      readonly contact: Contact;
    }
  | { readonly type: 'verifyOrganisation'; readonly decision: Decision; readonly reason: string }
  | { readonly type: 'amendOrganisation'; readonly changes: Amendment }
  | {
      readonly type: 'makeInvitation';
      readonly invitation: string;
      readonly roles: readonly OrganisationRole[];
      readonly at: Instant;
    }
  | { readonly type: 'acceptInvitation'; readonly invitation: string; readonly sub: string; readonly at: Instant }
  | { readonly type: 'setMember'; readonly sub: string; readonly roles: readonly OrganisationRole[] }
  | { readonly type: 'removeMember'; readonly sub: string }
  | { readonly type: 'addCertificate'; readonly certificate: Certificate };

type Command<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { readonly type: Type }>;

/** Members are written in the organisation's own transaction, which takes 100 items. */
const maxMembers = 60;
const maxAffiliates = 16;
const maxInvitations = 20;
const maxCertificates = 50;
const invitationTerm = 'P7D';

export const organisation: Decider<OrganisationCommand, OrganisationEvent, Organisation> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

function decide(command: OrganisationCommand, state: Organisation): readonly OrganisationEvent[] {
  if (command.type === 'registerOrganisation') return register(command, state);
  if (command.type === 'acceptInvitation') return acceptInvitation(command, state);
  if (state.status === 'absent') throw new DomainError('not-found', 'not-found');
  switch (command.type) {
    case 'verifyOrganisation': {
      const { decision, reason } = command;
      if (state.status === decision) return [];
      return [{ type: 'OrganisationVerified', v: 1, data: { decision }, private: { reason } }];
    }
    case 'amendOrganisation':
      return amend(command, state);
    case 'makeInvitation':
      return makeInvitation(command, state);
    case 'setMember':
      return setMember(command, state);
    case 'removeMember':
      return removeMember(command, state);
    case 'addCertificate':
      return addCertificate(command, state);
    default:
      return unreachable(command);
  }
}

function register(command: Command<'registerOrganisation'>, state: Organisation): OrganisationEvent[] {
  if (state.status !== 'absent') throw new DomainError('conflict', 'organisation-registered');
  const { id, founder, at, name, uscc, division, sizeClass, contact } = command;
  const { warnings } = checkedUscc(uscc, '/uscc');
  checkDivision(division);
  const kinds = inOrder(['buyer', 'supplier'] as const, command.kinds);
  const affiliates = checkedAffiliates(command.affiliates ?? [], uscc);
  const roles: OrganisationRole[] = [
    'admin',
    ...(kinds.includes('buyer') ? (['purchaser'] as const) : []),
    ...(kinds.includes('supplier') ? (['sales'] as const) : []),
  ];
  const facts = { organisation: id, name, uscc, kinds, division, sizeClass, affiliates, warnings };
  const data = { ...facts, roles, registeredAt: at };
  return [{ type: 'OrganisationRegistered', v: 1, data, private: { contact, founder } }];
}

function amend({ changes }: Command<'amendOrganisation'>, state: Registered): OrganisationEvent[] {
  if (changes.division !== undefined) checkDivision(changes.division);
  const affiliates = changes.affiliates && checkedAffiliates(changes.affiliates, state.uscc);
  const { contact, ...facts } = differences({ ...changes, affiliates }, state);
  if (contact === undefined && Object.keys(facts).length === 0) return [];
  const reverification = Object.keys(facts).some((name) => name !== 'affiliates');
  const data = { ...facts, reverification };
  return [{ type: 'OrganisationAmended', v: 1, data, ...(contact === undefined ? {} : { private: { contact } }) }];
}

function makeInvitation(command: Command<'makeInvitation'>, state: Registered): OrganisationEvent[] {
  const { invitation, at } = command;
  const open = state.invitations.filter(({ expiresAt }) => expiresAt > at);
  if (open.length >= maxInvitations) throw new DomainError('conflict', 'invitations-full', { max: maxInvitations });
  const roles = ordered(command.roles);
  const expiresAt = addDuration(at, invitationTerm);
  return [{ type: 'InvitationMade', v: 1, data: { invitation, roles, madeAt: at, expiresAt } }];
}

/** Unknown, expired and used invitations are one refusal, so that none can be told from another. */
function acceptInvitation(command: Command<'acceptInvitation'>, state: Organisation): OrganisationEvent[] {
  const { sub, at } = command;
  const invitations = state.status === 'absent' ? [] : state.invitations;
  const found = invitations.find(({ id, expiresAt }) => id === command.invitation && expiresAt > at);
  if (found === undefined || state.status === 'absent') throw fieldError('invitation-invalid', '/code');
  const was = state.members.find((member) => member.sub === sub);
  if (was === undefined) roomForOne(state);
  const roles = ordered([...(was?.roles ?? []), ...found.roles]);
  return [{ type: 'MemberJoined', v: 1, data: { invitation: found.id, roles }, private: { member: sub } }];
}

function setMember(command: Command<'setMember'>, state: Registered): OrganisationEvent[] {
  const { sub } = command;
  const roles = ordered(command.roles);
  const was = state.members.find((member) => member.sub === sub);
  if (was === undefined) {
    roomForOne(state);
    return [{ type: 'MemberOffered', v: 1, data: { roles }, private: { member: sub } }];
  }
  if (same(was.roles, roles)) return [];
  if (!roles.includes('admin')) anotherAdmin(state, sub);
  return [{ type: 'MemberRolesChanged', v: 1, data: { roles }, private: { member: sub } }];
}

function removeMember({ sub }: Command<'removeMember'>, state: Registered): OrganisationEvent[] {
  if (!state.members.some((member) => member.sub === sub)) throw new DomainError('not-found', 'not-found');
  anotherAdmin(state, sub);
  return [{ type: 'MemberRemoved', v: 1, data: {}, private: { member: sub } }];
}

function addCertificate({ certificate }: Command<'addCertificate'>, state: Registered): OrganisationEvent[] {
  if (certificate.validTo < certificate.validFrom) throw fieldError('period-inverted', '/validTo');
  if (state.certificates.length >= maxCertificates) {
    throw new DomainError('conflict', 'certificates-full', { max: maxCertificates });
  }
  return [{ type: 'CertificateAdded', v: 1, data: certificate }];
}

function evolve(state: Organisation, event: OrganisationEvent): Organisation {
  if (event.type === 'OrganisationRegistered') {
    const { organisation: id, roles, ...facts } = event.data;
    const { contact, founder } = event.private;
    const members = [{ sub: founder, roles, joined: true }];
    return { status: 'pending', id, ...facts, contact, members, invitations: [], certificates: [] };
  }
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'OrganisationVerified':
      return { ...state, status: event.data.decision, reason: event.private.reason };
    case 'OrganisationAmended': {
      const { reverification, ...facts } = event.data;
      const amended = { ...state, ...facts, ...event.private };
      return reverification ? pending(amended) : amended;
    }
    case 'InvitationMade': {
      const { invitation: id, roles, madeAt, expiresAt } = event.data;
      const open = state.invitations.filter((other) => other.expiresAt > madeAt);
      return { ...state, invitations: [...open, { id, roles, expiresAt }] };
    }
    case 'MemberJoined': {
      const invitations = state.invitations.filter(({ id }) => id !== event.data.invitation);
      const member = { sub: event.private.member, roles: event.data.roles, joined: true };
      return { ...state, invitations, members: withMember(state, member) };
    }
    case 'MemberOffered':
    case 'MemberRolesChanged': {
      const sub = event.private.member;
      const joined = state.members.some((member) => member.sub === sub && member.joined);
      return { ...state, members: withMember(state, { sub, roles: event.data.roles, joined }) };
    }
    case 'MemberRemoved':
      return { ...state, members: state.members.filter(({ sub }) => sub !== event.private.member) };
    case 'CertificateAdded':
      return { ...state, certificates: [...state.certificates, event.data] };
    default:
      return unreachable(event);
  }
}

function pending(state: Registered): Registered {
  const { status: _, reason: __, ...facts } = { reason: '', ...state };
  return { ...facts, status: 'pending' };
}

function withMember({ members }: Registered, member: Member): readonly Member[] {
  const known = members.some(({ sub }) => sub === member.sub);
  return known ? members.map((other) => (other.sub === member.sub ? member : other)) : [...members, member];
}

function roomForOne({ members }: Registered): void {
  if (members.length >= maxMembers) throw new DomainError('conflict', 'members-full', { max: maxMembers });
}

/** An organisation always has an admin. */
function anotherAdmin({ members }: Registered, sub: string): void {
  if (members.some((member) => member.sub !== sub && member.roles.includes('admin'))) return;
  if (members.some((member) => member.sub === sub && member.roles.includes('admin'))) {
    throw new DomainError('conflict', 'last-admin');
  }
}

function checkedUscc(uscc: string, pointer: string) {
  try {
    return checkUscc(uscc);
  } catch (error) {
    throw error instanceof DomainError ? fieldError(error.code, pointer) : error;
  }
}

function checkedAffiliates(affiliates: readonly string[], own: string): string[] {
  const distinct = [...new Set(affiliates)];
  if (distinct.length > maxAffiliates) throw fieldError('affiliates-too-many', '/affiliates', { max: maxAffiliates });
  for (const [index, uscc] of affiliates.entries()) {
    checkedUscc(uscc, `/affiliates/${index}`);
    if (uscc === own) throw fieldError('affiliate-is-self', `/affiliates/${index}`);
  }
  return distinct;
}

function checkDivision(code: string): void {
  if (!isDivision(code)) throw fieldError('division-unknown', '/division');
}

type Differences = { readonly [Name in keyof Amendment]?: Exclude<Amendment[Name], undefined> };

function differences(changes: Amendment, state: Registered): Differences {
  const entries = Object.entries(changes) as [keyof Amendment, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => value !== undefined && !same(value, state[name])));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const inOrder = <T>(all: readonly T[], some: readonly T[]): T[] => all.filter((one) => some.includes(one));
const ordered = (roles: readonly OrganisationRole[]) => inOrder(['admin', 'purchaser', 'sales'] as const, roles);
