import type { OrganisationEvent } from '../../functions/organisations/events.ts';
import {
  type Organisation,
  type OrganisationCommand,
  organisation,
} from '../../functions/organisations/organisation.ts';
import type { Actor, Membership, OrganisationRole, PlatformRole } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';

export const at = '2026-03-02T01:00:00.000Z';
export const id = 'org_0195f000-0000-7000-8000-000000000001';
export const otherId = 'org_0195f000-0000-7000-8000-000000000002';
export const invitation = 'inv_0195f000-0000-7000-8000-000000000003';
export const contact = { name: '林启明', phone: '0598-5550101' };

export const register = {
  type: 'registerOrganisation',
  id,
  founder: 'li',
  at,
  name: '三明市闽岳钢铁有限公司',
  uscc: '91350404100001289W',
  kinds: ['supplier'],
  division: '350404',
  contact,
} as const satisfies OrganisationCommand;

export const verify = { type: 'verifyOrganisation', decision: 'verified', reason: '与登记机关信息一致' } as const;
export const reject = { type: 'verifyOrganisation', decision: 'rejected', reason: '执照已注销' } as const;
export const certificate = {
  type: '全国工业产品生产许可证',
  number: 'XK05-001-00000',
  issuer: '福建省市场监督管理局',
  validFrom: '2025-01-01',
  validTo: '2029-12-31',
};

/** The state after these commands, one after the other. */
export function stateAfter(...commands: readonly OrganisationCommand[]): Organisation {
  return commands.reduce<Organisation>(
    (state, command) => fold(organisation, organisation.decide(command, state), state),
    organisation.initial,
  );
}

export function given(...past: readonly OrganisationCommand[]) {
  const state = stateAfter(...past);
  return {
    when: (command: OrganisationCommand): readonly OrganisationEvent[] => organisation.decide(command, state),
  };
}

/** A user who acts for an organisation, or for none. */
export function user(
  sub: string,
  acting?: { readonly organisation: string; readonly roles: readonly OrganisationRole[] },
  ...platform: readonly PlatformRole[]
): Actor {
  if (acting === undefined) return { kind: 'user', sub, platform };
  const { name, uscc, division, kinds } = register;
  const membership: Membership = { ...acting, name, uscc, division, kinds, status: 'pending', affiliates: [] };
  return { kind: 'user', sub, platform, membership };
}
