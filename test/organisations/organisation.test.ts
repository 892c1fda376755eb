import { describe, expect, it } from 'vitest';
import type { OrganisationCommand, Registered } from '../../functions/organisations/organisation.ts';
import { addDuration } from '../../shared/kernel/time.ts';
import { refusal } from '../kernel/refusal.ts';
import { at, certificate, contact, given, invitation, register, reject, stateAfter, verify } from './fixtures.ts';

const invite = { type: 'makeInvitation', invitation, roles: ['sales'], at } as const;
const accept = { type: 'acceptInvitation', invitation, sub: 'wang', at } as const;
const makeAdmin = { type: 'setMember', sub: 'wang', roles: ['admin'] } as const;

const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);
const members = (...commands: OrganisationCommand[]) => (stateAfter(...commands) as Registered).members;
const fieldsOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { errors: { pointer: string; code: string }[] }).errors.map(({ pointer, code }) => [
      pointer,
      code,
    ]);
  }
  return [];
};

describe('registration', () => {
  it.each([
    [['supplier'], ['admin', 'sales']],
    [['buyer'], ['admin', 'purchaser']],
    [
      ['supplier', 'buyer', 'supplier'],
      ['admin', 'purchaser', 'sales'],
    ],
  ] as const)('of %j makes the founder %j', (kinds, roles) => {
    const state = stateAfter({ ...register, kinds });
    expect(state).toMatchObject({ status: 'pending', members: [{ sub: 'li', roles, joined: true }] });
  });

  it('keeps a warning of a wrong check digit, which real codes have', () => {
    expect(stateAfter({ ...register, uscc: '91350100M0001TGQXM' })).toMatchObject({ warnings: ['uscc-check-digit'] });
    expect(stateAfter(register)).toMatchObject({ warnings: [] });
  });

  it.each([
    ['uscc-invalid', '/uscc', { uscc: '9135040410000128' }],
    ['division-unknown', '/division', { division: '990000' }],
    ['uscc-invalid', '/affiliates/1', { affiliates: ['91350404100001078D', 'x'] }],
    ['affiliate-is-self', '/affiliates/0', { affiliates: [register.uscc] }],
  ])('refuses %s at %s', (code, pointer, change) => {
    expect(fieldsOf(() => given().when({ ...register, ...change }))).toEqual([[pointer, code]]);
  });

  it('takes 16 affiliates, each once', () => {
    const codes = Array.from({ length: 17 }, (_, index) => `91350404100000${String(index).padStart(4, '0')}`);
    expect(stateAfter({ ...register, affiliates: [...codes.slice(1), ...codes.slice(1)] })).toMatchObject({
      affiliates: codes.slice(1),
    });
    expect(refusal(() => given().when({ ...register, affiliates: codes }))).toBe('affiliates-too-many');
  });

  it('names people in private values only', () => {
    const invited = given(register, invite);
    const events = [
      ...given().when(register),
      ...given(register).when({ type: 'amendOrganisation', changes: { contact: { ...contact, phone: '0598-1' } } }),
      ...given(register).when(verify),
      ...given(register).when(makeAdmin),
      ...given(register, makeAdmin).when({ ...makeAdmin, roles: ['sales'] }),
      ...given(register, makeAdmin).when({ type: 'removeMember', sub: 'wang' }),
      ...invited.when(accept),
    ];
    expect(events).toHaveLength(7);
    for (const event of events) {
      expect(JSON.stringify(event.data)).not.toMatch(/"li"|wang|0598|林启明|登记机关/);
      expect(event).toHaveProperty('private');
    }
  });
});

describe('verification', () => {
  it('goes both ways, and the decision that stands changes nothing', () => {
    expect(stateAfter(register, verify)).toMatchObject({ status: 'verified', reason: verify.reason });
    expect(stateAfter(register, verify, reject)).toMatchObject({ status: 'rejected', reason: reject.reason });
    expect(stateAfter(register, verify, reject, verify)).toMatchObject({ status: 'verified' });
    expect(given(register, verify).when({ ...verify, reason: '再核' })).toEqual([]);
  });
});

describe('an amendment', () => {
  const amend = (changes: object) => ({ type: 'amendOrganisation', changes }) as const;

  it.each([{ name: '三明市闽岳特钢有限公司' }, { division: '350405' }, { sizeClass: 'micro' }])(
    'of a verified fact asks for verification again: %j',
    (changes) => {
      for (const decided of [verify, reject]) {
        const state = stateAfter(register, decided, amend(changes));
        expect(state).toMatchObject({ ...changes, status: 'pending' });
        expect(state).not.toHaveProperty('reason');
      }
    },
  );

  it.each([{ affiliates: ['91350404100001078D'] }, { contact: { name: '陈国栋', phone: '0598-5550201' } }])(
    'of its own declarations does not: %j',
    (changes) => {
      expect(stateAfter(register, verify, amend(changes))).toMatchObject({ ...changes, status: 'verified' });
    },
  );

  it('that changes nothing is no event', () => {
    expect(given(register).when(amend({ name: register.name, contact, affiliates: [] }))).toEqual([]);
  });

  it('records only what changed', () => {
    const [event] = given(register).when(amend({ name: register.name, sizeClass: 'large' }));
    expect(event?.data).toEqual({ sizeClass: 'large', reverification: true });
  });
});

describe('members', () => {
  it('join by an invitation, once', () => {
    expect(members(register, invite, accept).at(-1)).toEqual({ sub: 'wang', roles: ['sales'], joined: true });
    expect(refusal(() => given(register, invite, accept).when({ ...accept, sub: 'zhao' }))).toBe('invitation-invalid');
  });

  it('are refused an unknown, a foreign and an expired invitation alike', () => {
    const lastMoment = addDuration(at, 'P6DT23H59M59S');
    expect(types(given(register, invite).when({ ...accept, at: lastMoment }))).toEqual(['MemberJoined']);
    for (const act of [
      () => given().when(accept),
      () => given(register).when(accept),
      () => given(register, invite).when({ ...accept, at: addDuration(at, 'P7D') }),
    ]) {
      expect(refusal(act)).toBe('invitation-invalid');
      expect(fieldsOf(act)).toEqual([['/code', 'invitation-invalid']]);
    }
  });

  it('who were offered membership have not joined until they use a code, which adds to their roles', () => {
    const offer = { type: 'setMember', sub: 'wang', roles: ['purchaser'] } as const;
    expect(types(given(register).when(offer))).toEqual(['MemberOffered']);
    expect(members(register, offer).at(-1)).toEqual({ sub: 'wang', roles: ['purchaser'], joined: false });
    expect(members(register, offer, makeAdmin).at(-1)).toEqual({ sub: 'wang', roles: ['admin'], joined: false });
    expect(members(register, offer, invite, accept).at(-1)).toEqual({
      sub: 'wang',
      roles: ['purchaser', 'sales'],
      joined: true,
    });
  });

  it('always include an admin', () => {
    const demote = { type: 'setMember', sub: 'li', roles: ['sales'] } as const;
    const leave = { type: 'removeMember', sub: 'li' } as const;
    for (const command of [demote, leave]) {
      expect(refusal(() => given(register).when(command))).toBe('last-admin');
      expect(given(register, makeAdmin).when(command)).toHaveLength(1);
    }
    expect(refusal(() => given(register, makeAdmin, leave).when({ ...leave, sub: 'wang' }))).toBe('last-admin');
  });

  it('are 60 at most, invitations 20 that are open, certificates 50', () => {
    const repeat = <T>(times: number, make: (index: number) => T) => Array.from({ length: times }, (_, i) => make(i));
    const offer = (n: number) => ({ type: 'setMember', sub: `user-${n}`, roles: ['sales'] }) as const;
    const inviting = (n: number) => ({ ...invite, invitation: `inv_${n}` });
    const add = { type: 'addCertificate', certificate } as const;

    const full = given(register, invite, ...repeat(59, offer));
    expect(refusal(() => full.when(offer(60)))).toBe('members-full');
    expect(refusal(() => full.when(accept))).toBe('members-full');
    expect(full.when({ ...offer(1), roles: ['admin'] })).toHaveLength(1);

    const open = given(register, ...repeat(20, inviting));
    expect(refusal(() => open.when(inviting(20)))).toBe('invitations-full');
    expect(open.when({ ...inviting(20), at: addDuration(at, 'P7D') })).toHaveLength(1);
    const late = { ...inviting(20), at: addDuration(at, 'P7D') };
    expect(stateAfter(register, ...repeat(20, inviting), late)).toMatchObject({ invitations: [{ id: 'inv_20' }] });

    expect(refusal(() => given(register, ...repeat(50, () => add)).when(add))).toBe('certificates-full');
  });

  it('are removed once', () => {
    const remove = { type: 'removeMember', sub: 'wang' } as const;
    expect(members(register, makeAdmin, remove)).toHaveLength(1);
    expect(refusal(() => given(register).when(remove))).toBe('not-found');
  });
});

describe('a certificate', () => {
  it('covers its first and last day, which may be one', () => {
    const lasting = (validTo: string) =>
      ({ type: 'addCertificate', certificate: { ...certificate, validTo } }) as const;
    expect(stateAfter(register, lasting('2025-01-01'))).toMatchObject({ certificates: [{ validTo: '2025-01-01' }] });
    expect(fieldsOf(() => given(register).when(lasting('2024-12-31')))).toEqual([['/validTo', 'period-inverted']]);
  });
});
