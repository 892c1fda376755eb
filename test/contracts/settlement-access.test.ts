import { describe, expect, it } from 'vitest';
import * as access from '../../functions/contracts/settlement-access.ts';
import type { Actor, Membership, OrganisationKind, OrganisationRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';

const parties = { buyer: 'org_buyer', supplier: 'org_supplier' };
const agreement = { lead: 'org_lead', buyers: ['org_lead', 'org_buyer'], suppliers: ['org_supplier'] };
const index = { keeper: 'org_lead' };

function of(
  organisation: string,
  role: OrganisationRole,
  kind: OrganisationKind,
  more: Partial<Membership> = {},
  ...platform: ('operator' | 'supervisor')[]
): Actor {
  const membership = {
    organisation,
    name: '',
    uscc: '',
    division: '350404',
    status: 'verified',
    kinds: [kind],
    affiliates: [],
    roles: [role],
    ...more,
  } as const;
  return { kind: 'user', sub: role, platform, membership };
}

const who = {
  anonymous: { kind: 'anonymous' },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  "the buyer's purchaser": of('org_buyer', 'purchaser', 'buyer'),
  "the buyer's sales, where it is a supplier alone": of('org_buyer', 'sales', 'supplier'),
  "the buyer's admin": of('org_buyer', 'admin', 'buyer'),
  "the supplier's sales": of('org_supplier', 'sales', 'supplier'),
  "the supplier's admin": of('org_supplier', 'admin', 'supplier'),
  "the lead's purchaser": of('org_lead', 'purchaser', 'buyer'),
  "the lead's admin": of('org_lead', 'admin', 'buyer'),
  'purchaser of another buyer': of('org_other', 'purchaser', 'buyer'),
  'purchaser of a pending buyer': of('org_other', 'purchaser', 'buyer', { status: 'pending' }),
  'sales of another supplier': of('org_third', 'sales', 'supplier'),
  operator: { kind: 'user', sub: 'operator', platform: ['operator'] },
  "operator, though the buyer's purchaser": of('org_buyer', 'purchaser', 'buyer', {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
  'the clock': { kind: 'system', process: 'clock' },
} as const satisfies Record<string, Actor>;

/** Every rule, by the routes that stand on it. */
const rules = {
  'GET statement, lines, invoices, corrections, preview': (actor: Actor) => access.mayReadStatement(actor, parties),
  'POST statements, disputes, confirmation, corrections, rating, payments': (actor: Actor) =>
    access.mayActOnStatement(actor, parties),
  'POST invoices': (actor: Actor) => access.mayActOnStatement(actor, parties, 'supplier'),
  'POST and GET price-indices': (actor: Actor) => access.mayKeepIndex(actor),
  'GET a series': (actor: Actor) => access.mayReadIndex(actor, index),
  'GET a series through an agreement': (actor: Actor) =>
    access.mayReadIndex(actor, index, ['org_lead', 'org_buyer', 'org_supplier']),
  'PUT points, POST imports': (actor: Actor) => access.mayRecord(actor, index),
  'GET performance': (actor: Actor) => access.mayReadPerformance(actor, 'org_supplier'),
  'GET payables': (actor: Actor) => access.mayListPayables(actor),
  'GET savings, concentration': (actor: Actor) => access.mayReadFigures(actor, agreement, { competitors: true }),
  'GET progress, on-time': (actor: Actor) => access.mayReadFigures(actor, agreement, { competitors: false }),
  'GET savings of a year': (actor: Actor) => access.mayReadYear(actor, { competitors: true }),
  'GET on-time of a year': (actor: Actor) => access.mayReadYear(actor, { competitors: false }),
} as const;

const [ok, f, n, o, m, v] = [
  'ok',
  'forbidden',
  'not-found',
  'organisation-required',
  'membership-required',
  'organisation-not-verified',
];

/** In the order of the rules. */
const expected: Record<keyof typeof who, readonly (string | undefined)[]> = {
  anonymous: [n, n, n, m, n, n, n, m, m, n, n, m, m],
  'of several, none named': [o, o, o, o, o, o, o, o, o, o, o, o, o],
  "the buyer's purchaser": [ok, ok, f, ok, n, ok, n, ok, ok, ok, ok, ok, ok],
  "the buyer's sales, where it is a supplier alone": [ok, ok, f, f, n, ok, n, f, ok, ok, ok, f, ok],
  "the buyer's admin": [ok, f, f, f, n, ok, n, ok, ok, ok, ok, ok, ok],
  "the supplier's sales": [ok, ok, ok, f, n, ok, n, ok, ok, f, ok, f, ok],
  "the supplier's admin": [ok, f, f, f, n, ok, n, ok, ok, f, ok, f, ok],
  "the lead's purchaser": [n, n, n, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok],
  "the lead's admin": [n, n, n, f, ok, ok, f, ok, ok, ok, ok, ok, ok],
  'purchaser of another buyer': [n, n, n, ok, n, n, n, ok, ok, n, n, ok, ok],
  'purchaser of a pending buyer': [n, n, n, v, n, n, n, f, ok, n, n, ok, ok],
  'sales of another supplier': [n, n, n, f, n, n, n, f, ok, n, n, f, ok],
  operator: [n, n, n, f, n, n, n, f, f, n, n, f, f],
  "operator, though the buyer's purchaser": [n, n, n, f, n, n, n, f, f, n, n, f, f],
  supervisor: [ok, f, f, m, ok, ok, f, ok, m, ok, ok, ok, ok],
  'the clock': [n, n, n, m, n, n, n, m, m, n, n, m, m],
};

function outcome(act: () => unknown): string {
  try {
    act();
    return 'ok';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('who may do what in settlement', () => {
  it.each(Object.keys(who) as (keyof typeof who)[])('%s', (name) => {
    const found = Object.entries(rules).map(([rule, may]) => `${rule}: ${outcome(() => may(who[name]))}`);
    expect(found).toEqual(Object.keys(rules).map((rule, at) => `${rule}: ${expected[name][at]}`));
  });

  it('is nothing of what is not there', () => {
    for (const actor of [who["the buyer's purchaser"], who.supervisor]) {
      expect(outcome(() => access.mayReadStatement(actor, undefined))).toBe('not-found');
      expect(outcome(() => access.mayReadIndex(actor, undefined))).toBe('not-found');
      expect(outcome(() => access.mayReadFigures(actor, undefined, { competitors: false }))).toBe('not-found');
    }
  });

  it('is one side and the role that deals in money there', () => {
    expect(access.mayActOnStatement(who["the supplier's sales"], parties)).toEqual({ side: 'supplier', as: 'sales' });
    expect(access.mayReadFigures(who["the buyer's purchaser"], agreement, { competitors: true })).toEqual({
      of: 'buyer',
      organisation: 'org_buyer',
    });
    expect(access.mayReadFigures(who["the lead's purchaser"], agreement, { competitors: true })).toEqual({ of: 'all' });
    expect(access.mayReadYear(who["the supplier's sales"], { competitors: false })).toEqual({
      of: 'supplier',
      organisation: 'org_supplier',
    });
  });
});
