import { expect, it } from 'vitest';
import type { ExistingIntent } from '../../functions/showcase/intent.ts';
import type { ExistingMatchmaking } from '../../functions/showcase/matchmaking.ts';
import * as access from '../../functions/showcase/matchmaking-access.ts';
import type { Registration } from '../../functions/showcase/registration.ts';
import type { Actor, Membership, OrganisationRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { firm, mme, registering } from './matchmaking-fixtures.ts';

function acting(role: OrganisationRole, n: number, more: Partial<Membership> = {}, ...platform: 'operator'[]): Actor {
  const { id: organisation, name, uscc } = firm(n);
  const of = { organisation, name, uscc, division: '350404', kinds: ['supplier'], affiliates: [] } as const;
  return { kind: 'user', sub: role, platform, membership: { ...of, status: 'verified', roles: [role], ...more } };
}

/** Firms 1 and 2 meet and intend something, firm 3 comes too, firm 4 does not. */
const who = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': { kind: 'user', sub: 'nobody', platform: [] },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  'own sales': acting('sales', 1),
  'own purchaser': acting('purchaser', 1),
  'own admin': acting('admin', 1),
  'own staff without a role': acting('sales', 1, { roles: [] }),
  'own sales, pending': acting('sales', 1, { status: 'pending' }),
  'counterpart’s sales': acting('sales', 2),
  'sales of another that comes': acting('sales', 3),
  'sales of another that does not': acting('sales', 4),
  'operator, though own sales': acting('sales', 1, {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
} as const satisfies Record<string, Actor>;

const registered = (n: number): Registration => ({
  status: 'registered',
  event: mme,
  firm: firm(n),
  ...registering,
  registeredAt: '',
  changedAt: '',
});
const none: Registration = { status: 'none' };
/** The caller's own registration, as a route reads it. */
const ownOf = (actor: Actor): Registration => {
  const organisation = actor.kind === 'user' ? actor.membership?.organisation : undefined;
  return [1, 2, 3].map(registered).find((one) => one.status !== 'none' && one.firm.id === organisation) ?? none;
};
const timetabled = { status: 'timetabled', published: false } as ExistingMatchmaking;
const published = { status: 'published', published: true } as ExistingMatchmaking;
const cancelled = { status: 'cancelled', published: true } as ExistingMatchmaking;
const pair = { a: firm(1).id, b: firm(2).id };
const intent = { status: 'recorded', parties: [firm(1), firm(2)] } as unknown as ExistingIntent;

const ok = 'ok';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';
const m = 'membership-required';
const v = 'organisation-not-verified';

/**
 * Columns: organise; register; withdraw, read and see the proposals of firm 1's registration; list who comes; read the
 * timetable before it is published, after, and of a cancelled event; mark a meeting of 1 and 2; see their intent, answer
 * for it; list intents.
 */
const expected: Record<keyof typeof who, readonly string[]> = {
  anonymous: [f, m, n, n, n, f, n, n, n, n, n, n, m],
  'user without organisation': [f, m, n, n, n, m, n, n, n, n, n, n, m],
  'of several, none named': [f, o, o, o, o, o, o, o, o, o, o, o, o],
  'own sales': [f, ok, ok, ok, ok, ok, n, ok, n, ok, ok, ok, ok],
  'own purchaser': [f, ok, ok, ok, ok, ok, n, ok, n, ok, ok, ok, ok],
  'own admin': [f, ok, ok, ok, ok, ok, n, ok, n, ok, ok, ok, ok],
  'own staff without a role': [f, f, f, ok, ok, ok, n, ok, n, f, ok, f, ok],
  'own sales, pending': [f, v, ok, ok, v, ok, n, ok, n, ok, ok, ok, ok],
  'counterpart’s sales': [f, ok, n, n, n, ok, n, ok, n, ok, ok, ok, ok],
  'sales of another that comes': [f, ok, n, n, n, ok, n, ok, n, n, n, n, ok],
  'sales of another that does not': [f, ok, n, n, n, f, n, n, n, n, n, n, ok],
  'operator, though own sales': [ok, f, n, ok, ok, ok, ok, ok, ok, ok, ok, f, ok],
  supervisor: [f, m, n, n, n, m, n, n, n, n, n, n, m],
};

function outcome(ask: () => unknown): string {
  try {
    ask();
    return ok;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

it.each(Object.entries(who))('%s', (name, actor) => {
  const own = ownOf(actor);
  const found = [
    outcome(() => access.mayOrganise(actor)),
    outcome(() => access.mayRegister(actor)),
    outcome(() => access.mayWithdraw(actor, registered(1))),
    outcome(() => access.mayReadRegistration(actor, registered(1))),
    outcome(() => access.mayReadProposals(actor, registered(1))),
    outcome(() => access.mayListParticipants(actor, own)),
    outcome(() => access.mayReadTimetable(actor, timetabled, own)),
    outcome(() => access.mayReadTimetable(actor, published, own)),
    outcome(() => access.mayReadTimetable(actor, cancelled, own)),
    outcome(() => access.mayActFor(actor, pair)),
    outcome(() => access.maySeeIntent(actor, intent)),
    outcome(() => access.mayAnswer(actor, intent)),
    outcome(() => access.mayListIntents(actor)),
  ];
  expect(found).toEqual(expected[name as keyof typeof who]);
});

it('what is not there is seen by nobody', () => {
  for (const actor of [who['own sales'], who['operator, though own sales'], who.anonymous]) {
    expect(outcome(() => access.mayReadRegistration(actor, none))).toBe(n);
    expect(
      outcome(() =>
        access.mayReadProposals(actor, { status: 'withdrawn', event: mme, firm: firm(1), withdrawnAt: '' }),
      ),
    ).toBe(n);
    expect(outcome(() => access.maySeeIntent(actor, { status: 'none' }))).toBe(n);
  }
});
