import type { input } from 'zod';
import type { MembershipEntry } from '../../shared/http/actor.ts';
import { day, division, id, instant, paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import type { Registered } from './organisation.ts';

const kind = z.enum(['buyer', 'supplier']);
const role = z.enum(['admin', 'purchaser', 'sales']);
const status = z.enum(['pending', 'verified', 'rejected']);
const sizeClass = z
  .enum(['large', 'medium', 'small', 'micro'])
  .openapi({ description: '企业划型 (中小企业划型标准规定, 工信部联企业〔2011〕300号)' });

/** Checked by the domain, which tells a wrong code from a suspicious one. */
const uscc = z
  .string()
  .max(100, 'too-long')
  .openapi({ example: '91350404100000008Y', description: '统一社会信用代码 (GB 32100-2015)' });
const affiliates = z.array(uscc).max(100).openapi({ description: '关联企业, by USCC; at most 16' });
const roles = z.array(role).min(1).max(10);

const contact = z
  .strictObject({
    name: text(60),
    phone: z
      .string()
      .regex(/^\+?\d[\d -]{4,24}$/, 'phone-invalid')
      .openapi({ example: '0598-5550101' }),
    email: z.email('email-invalid').max(120, 'too-long').optional(),
  })
  .openapi('Contact');

export const certificate = z
  .strictObject({
    type: text(60),
    number: text(60),
    issuer: text(120),
    validFrom: day,
    validTo: day,
    document: text(200).optional().openapi({ description: 'the key of an uploaded file' }),
  })
  .openapi('Certificate');

export const registration = z
  .strictObject({
    name: text(120),
    uscc,
    kinds: z.array(kind).min(1).max(10),
    division,
    sizeClass: sizeClass.optional(),
    affiliates: affiliates.optional(),
    contact,
  })
  .openapi('Registration');

export const amendment = z
  .strictObject({
    name: text(120).optional(),
    division: division.optional(),
    sizeClass: sizeClass.optional(),
    affiliates: affiliates.optional(),
    contact: contact.optional(),
  })
  .openapi('Amendment');

export const verification = z.strictObject({ decision: z.enum(['verified', 'rejected']), reason: text(500) });
export const memberRoles = z.strictObject({ roles });
export const joining = z.strictObject({
  code: z.string().max(200, 'too-long').openapi({ description: 'the code of an invitation' }),
});

export const ofOrganisation = z.object({ id: id('organisation') });
export const ofMember = ofOrganisation.extend({ sub: z.string().min(1).max(255) });
export const listing = z.object({
  status: status.default('pending').openapi({ description: 'for the operator' }),
  kind: z.literal('buyer').optional().openapi({ description: 'verified buyers, whatever `status` says' }),
  division: division
    .optional()
    .openapi({ description: 'of `kind`: a county, or a whole city (`350400`); else one’s own city' }),
  name: text(60).optional().openapi({ description: 'of `kind`: what the name holds, or the USCC' }),
  ...paging,
});

const warning = z.object({ code: z.literal('uscc-check-digit') });
const member = z.object({ sub: z.string(), roles, joined: z.boolean() });

const publicFacts = {
  id: id('organisation'),
  status,
  name: z.string(),
  uscc: z.string(),
  kinds: z.array(kind),
  division: z.string(),
  sizeClass: sizeClass.optional(),
};

/** An organisation as an answer; what only its members and the operator see is optional. */
export const organisationView = z
  .object({
    ...publicFacts,
    certificates: z.array(certificate),
    affiliates: z.array(z.string()).optional(),
    contact: contact.optional(),
    warnings: z.array(warning).optional(),
    members: z.array(member).optional(),
    reason: z.string().optional().openapi({ description: 'of the last verification' }),
    registeredAt: instant.optional(),
  })
  .openapi('Organisation');

export const listedView = z
  .object({
    ...publicFacts,
    warnings: z.array(warning).optional().openapi({ description: 'to the operator' }),
    registeredAt: instant.optional().openapi({ description: 'to the operator' }),
  })
  .openapi('OrganisationListed');

export const meView = z
  .object({ sub: z.string(), platform: z.array(z.enum(['operator', 'supervisor', 'expert'])) })
  .openapi('Me');

export const membershipView = z
  .object({
    organisation: id('organisation'),
    name: z.string(),
    uscc: z.string(),
    status,
    kinds: z.array(kind),
    roles,
    joined: z.boolean(),
  })
  .openapi('Membership');

export const joinedView = z.object({ organisation: id('organisation'), roles });
export const memberView = member.openapi('Member');
export const invitationView = z
  .object({
    organisation: id('organisation'),
    invitation: id('invitation'),
    code: z.string(),
    roles,
    expiresAt: instant,
  })
  .openapi('Invitation');

/** What an organisation shows: all of it to its members and the operator. */
export function shown(organisation: Registered, whole: boolean): input<typeof organisationView> {
  const { id, status, name, uscc, kinds, division, sizeClass, certificates } = organisation;
  const open = { id, status, name, uscc, kinds: [...kinds], division, sizeClass, certificates: [...certificates] };
  if (!whole) return open;
  const { affiliates, contact, warnings, members, registeredAt } = organisation;
  return {
    ...open,
    affiliates: [...affiliates],
    contact,
    warnings: warnings.map((code) => ({ code })),
    members: members.map((member) => ({ ...member, roles: [...member.roles] })),
    ...(organisation.status === 'pending' ? {} : { reason: organisation.reason }),
    registeredAt,
  };
}

/** A membership as its holder sees it. */
export function shownMembership({ membership, joined }: MembershipEntry): input<typeof membershipView> {
  const { organisation, name, uscc, status, kinds, roles } = membership;
  return { organisation, name, uscc, status, kinds: [...kinds], roles: [...roles], joined };
}
