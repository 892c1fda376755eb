import { describe, expect, it } from 'vitest';
import * as access from '../../functions/organisations/access.ts';
import { shown } from '../../functions/organisations/schemas.ts';
import type { Actor, OrganisationRole } from '../../shared/kernel/actor.ts';
import { refusal } from '../kernel/refusal.ts';
import { id, otherId, register, reject, stateAfter, user, verify } from './fixtures.ts';

const member = (sub: string, ...roles: OrganisationRole[]) => ({ type: 'setMember', sub, roles }) as const;
const past = [
  register,
  member('zhou', 'admin'),
  member('sun', 'sales'),
  member('pu', 'purchaser'),
  member('operator', 'admin'),
  member('several', 'admin'),
] as const;
const own = (...roles: OrganisationRole[]) => ({ organisation: id, roles });

const who = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': user('nobody'),
  'admin of another': user('other', { organisation: otherId, roles: ['admin'] }),
  sales: user('sun', own('sales')),
  purchaser: user('pu', own('purchaser')),
  admin: user('zhou', own('admin')),
  'operator, though offered membership': user('operator', own('admin'), 'operator'),
  supervisor: user('supervisor', undefined, 'supervisor'),
  'admin removed meanwhile': user('gone', own('admin')),
  'admin of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
} as const satisfies Record<string, Actor>;

const ok = 'ok';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';

/** Columns: read, administer, remove another, remove oneself, verify; of an unverified and of a verified one. */
const expected: Record<keyof typeof who, readonly [readonly string[], readonly string[]]> = {
  anonymous: [
    [n, n, n, n, n],
    ['public', f, f, f, f],
  ],
  'user without organisation': [
    [n, n, n, n, n],
    ['public', f, f, f, f],
  ],
  'admin of another': [
    [n, n, n, n, n],
    ['public', f, f, f, f],
  ],
  sales: [
    ['whole', f, f, ok, f],
    ['whole', f, f, ok, f],
  ],
  purchaser: [
    ['whole', f, f, ok, f],
    ['whole', f, f, ok, f],
  ],
  admin: [
    ['whole', ok, ok, ok, f],
    ['whole', ok, ok, ok, f],
  ],
  'operator, though offered membership': [
    ['whole', f, f, f, ok],
    ['whole', f, f, f, ok],
  ],
  supervisor: [
    [n, n, n, n, n],
    ['public', f, f, f, f],
  ],
  'admin removed meanwhile': [
    [n, n, n, n, n],
    ['public', f, f, f, f],
  ],
  'admin of several, none named': [
    [o, o, o, o, o],
    ['public', o, o, o, o],
  ],
};

describe('looking up who buys', () => {
  const buying = (status: 'verified' | 'pending', ...roles: OrganisationRole[]): Actor => {
    const { membership, ...actor } = user('zhou', own(...roles)) as Extract<Actor, { kind: 'user' }>;
    return { ...actor, ...(membership && { membership: { ...membership, status, kinds: ['buyer'] } }) };
  };
  const selling = user('zhou', own('admin'));
  const several = who['admin of several, none named'];

  it.each([
    ['a purchaser of a verified buyer', buying('verified', 'purchaser'), ok],
    ['an admin of a verified buyer', buying('verified', 'admin'), ok],
    ['sales of a verified buyer', buying('verified', 'sales'), f],
    ['a purchaser of one that is not verified', buying('pending', 'purchaser'), 'organisation-not-verified'],
    ['an admin of a supplier', selling, f],
    ['a user without organisation', user('nobody'), 'membership-required'],
    ['the operator, though a member', { ...buying('verified', 'admin'), platform: ['operator'] } as Actor, f],
    ['the supervisor', who.supervisor, 'membership-required'],
    ['a user of several, none named', several, o],
    ['the public', who.anonymous, 'membership-required'],
  ] as const)('by %s', (_, actor, expected) => {
    expect(refusal(() => access.mayLookUp(actor)) ?? ok).toBe(expected);
  });

  it('is in one’s own city unless said', () => {
    expect(access.mayLookUp(buying('verified', 'admin'))).toEqual({ division: '350400' });
  });
});

const unverified = [stateAfter(...past), stateAfter(...past, verify, reject)];
const verified = [stateAfter(...past, verify)];
const rows = Object.entries(who) as [keyof typeof who, Actor][];

describe.each(rows)('%s', (name, actor) => {
  const [unseen, seen] = expected[name];
  const cases = [
    ...unverified.map((state) => [state, unseen] as const),
    ...verified.map((state) => [state, seen] as const),
  ];

  it.each(cases)('may do to one that is $status', (state, outcomes) => {
    const sub = actor.kind === 'user' ? actor.sub : '';
    const acts = [
      () => (access.mayRead(actor, state).whole ? 'whole' : 'public'),
      () => access.mayAdminister(actor, state) && ok,
      () => access.mayRemove(actor, state, 'li') && ok,
      () => access.mayRemove(actor, state, sub) && ok,
      () => access.mayVerify(actor, state) && ok,
    ];
    const found = acts.map((act) => {
      let outcome: string | undefined;
      return refusal(() => (outcome = act())) ?? outcome;
    });
    expect(found).toEqual(outcomes);
  });

  it('finds nothing where nothing is', () => {
    const absent = stateAfter();
    for (const may of [access.mayRead, access.mayAdminister, access.mayVerify]) {
      expect(refusal(() => may(actor, absent))).toBe('not-found');
    }
    expect(refusal(() => access.mayRemove(actor, absent, 'li'))).toBe('not-found');
  });
});

describe('registering and joining', () => {
  it.each(rows)('by %s', (name, actor) => {
    const refused = { anonymous: 'forbidden', 'operator, though offered membership': 'operator-acts-for-none' };
    expect(refusal(() => access.mayActForOne(actor))).toBe(refused[name as keyof typeof refused]);
  });
});

describe('listing', () => {
  it.each(rows)('by %s', (name, actor) => {
    expect(refusal(() => access.mayList(actor))).toBe(name.startsWith('operator') ? undefined : 'forbidden');
  });
});

describe('what is shown', () => {
  it('to the public holds no person, contact, affiliate, warning or reason', () => {
    const { organisation } = access.mayRead(who.anonymous, stateAfter(...past, verify));
    expect(Object.keys(shown(organisation, false)).sort()).toEqual([
      'certificates',
      'division',
      'id',
      'kinds',
      'name',
      'sizeClass',
      'status',
      'uscc',
    ]);
  });
});
