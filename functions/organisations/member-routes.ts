import { createHash, timingSafeEqual } from 'node:crypto';
import { endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { isId } from '../../shared/kernel/id.ts';
import { mayActForOne, mayAdminister, mayRemove, userOf } from './access.ts';
import { conduct, type OrganisationDeps, registered } from './conduct.ts';
import type { Organisation } from './organisation.ts';
import * as s from './schemas.ts';

const forUsers = { tag: '成员 Members', access: 'user' } as const;
const one = '/v1/organisations/{id}';

/** Invitations, memberships and roles. */
export function memberRoutes(app: Router, http: HttpDeps, deps: OrganisationDeps): void {
  const { organisations } = deps;
  const { present, carryOut } = conduct(organisations);

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: `${one}/invitations`,
      summary: '邀请成员 · Invite a member',
      description: 'By an admin. The code is valid once, for 7 days; whoever sends it joins in these roles.',
      ...forUsers,
      params: s.ofOrganisation,
      body: s.memberRoles,
      answers: { 201: { schema: s.invitationView, description: 'the code' } },
      reveal: (answer) => ({ ...answer, body: withCode(answer.body as Invited) }),
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayAdminister(ask.actor, await present(id));
      const invitation = deps.id('invitation');
      const command = { type: 'makeInvitation', invitation, at: ask.at, ...ask.body } as const;
      return carryOut(id, command, as, ask, ({ state }) => ({ status: 201, body: invited(state, invitation) }));
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/memberships',
      summary: '凭邀请码加入单位 · Join an organisation by a code',
      description: 'By any user but the operator. Who is a member already gets the roles in addition.',
      ...forUsers,
      personal: true,
      body: s.joining,
      answers: { 201: { schema: s.joinedView, description: 'joined' } },
    },
    async (ask) => {
      const sub = mayActForOne(ask.actor);
      const { organisation, invitation } = codeOf(ask.body.code);
      const command = { type: 'acceptInvitation', invitation, sub, at: ask.at } as const;
      return carryOut(organisation, command, 'user', ask, ({ state }) => {
        const { roles } = memberOf(state, sub);
        return { status: 201, body: { organisation, roles } };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/memberships',
      summary: '我的单位 · List my memberships',
      description: 'Those joined and those merely offered.',
      ...forUsers,
      answers: { 200: { schema: pageOf(s.membershipView), description: 'all of them' } },
    },
    async ({ actor }) => {
      const entries = actor.kind === 'user' ? await organisations.memberships(actor.sub) : [];
      return { status: 200, body: { items: entries.map(s.shownMembership), next: null } };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/me',
      summary: '我是谁 · Who I am',
      description: 'The subject of the token, and its roles on the platform; for organisations see `/v1/memberships`.',
      ...forUsers,
      answers: { 200: { schema: s.meView, description: 'who asks' } },
    },
    async ({ actor }) => {
      const { sub, platform } = userOf(actor);
      return { status: 200, body: { sub, platform: [...platform] } };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'put',
      path: `${one}/members/{sub}`,
      summary: '设置成员角色 · Set the roles of a member',
      description:
        'By an admin. Somebody who is no member yet is offered membership: it counts when the user names the organisation or has no other.',
      ...forUsers,
      params: s.ofMember,
      body: s.memberRoles,
      answers: { 200: { schema: s.memberView, description: 'the member' } },
    },
    async (ask) => {
      const { id, sub } = ask.params;
      const as = mayAdminister(ask.actor, await present(id));
      return carryOut(id, { type: 'setMember', sub, ...ask.body }, as, ask, ({ state, version }) => ({
        status: 200,
        body: memberOf(state, sub),
        headers: etag(version),
      }));
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'delete',
      path: `${one}/members/{sub}`,
      summary: '移除成员 · Remove a member',
      description: 'By an admin, or by the member; never the last admin.',
      ...forUsers,
      personal: true,
      params: s.ofMember,
      answers: { 204: { description: 'removed' } },
    },
    async (ask) => {
      const { id, sub } = ask.params;
      const as = mayRemove(ask.actor, await present(id), sub);
      return carryOut(id, { type: 'removeMember', sub }, as, ask, () => ({ status: 204, body: undefined }));
    },
  );

  /** The code of an invitation: its secret is made again from the id, never kept. */
  function withCode(kept: Invited): Invited & { readonly code: string } {
    const { organisation, invitation } = kept;
    return { ...kept, code: [organisation, invitation, deps.invitationSecret(invitation)].join('.') };
  }

  /** Reads a code; a secret that is wrong is refused like a code of the wrong form, in constant time. */
  function codeOf(code: string): { readonly organisation: string; readonly invitation: string } {
    const [organisation = '', invitation = '', secret = '', ...rest] = code.split('.');
    const formed = isId('organisation', organisation) && isId('invitation', invitation) && rest.length === 0;
    const genuine = timingSafeEqual(digest(secret), digest(deps.invitationSecret(invitation)));
    if (!formed || !genuine) throw fieldError('invitation-invalid', '/code');
    return { organisation, invitation };
  }
}

interface Invited {
  readonly organisation: string;
  readonly invitation: string;
  readonly roles: readonly string[];
  readonly expiresAt: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function invited(state: Organisation, invitation: string): Invited {
  const { id, invitations } = registered(state);
  const { roles, expiresAt } = found(invitations.find((each) => each.id === invitation));
  return { organisation: id, invitation, roles, expiresAt };
}

const memberOf = (state: Organisation, sub: string) =>
  found(registered(state).members.find((each) => each.sub === sub));

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new DomainError('not-found', 'not-found');
  return value;
}
