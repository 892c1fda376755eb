import { expect, it } from 'vitest';
import { delivery } from '../../functions/contracts/delivery.ts';
import { mayAccept, mayDeliver, mayListDeliveries, maySeeDelivery } from '../../functions/contracts/delivery-access.ts';
import type { Actor, Membership, OrganisationRole } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { idOf } from '../../shared/kernel/id.ts';
import { buyer, delivered, noted, order, ordered, pieces, rebar, supplier } from './delivery-fixtures.ts';

const other = idOf('organisation', '0195a000-0000-7000-8000-000000000009');

function acting(
  organisation: string,
  role: OrganisationRole,
  more: Partial<Membership> = {},
  ...platform: ('operator' | 'supervisor')[]
): Actor {
  const kinds = organisation === supplier ? (['supplier'] as const) : (['buyer'] as const);
  const own = { organisation, name: '甲', uscc: '91350404100000008Y', division: '350404', status: 'verified' } as const;
  const membership = { ...own, kinds, affiliates: [], roles: [role], ...more };
  return { kind: 'user', sub: role, platform, membership };
}

const who = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': { kind: 'user', sub: 'nobody', platform: [] },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  'supplier’s sales': acting(supplier, 'sales'),
  'supplier’s sales, rejected since': acting(supplier, 'sales', { status: 'rejected' }),
  'supplier’s admin': acting(supplier, 'admin'),
  'supplier’s purchaser': acting(supplier, 'purchaser'),
  'buyer’s purchaser': acting(buyer, 'purchaser'),
  'buyer’s purchaser, rejected since': acting(buyer, 'purchaser', { status: 'rejected' }),
  'buyer’s admin': acting(buyer, 'admin'),
  'buyer’s sales': acting(buyer, 'sales'),
  'buyer’s sales, where it is a supplier alone': acting(buyer, 'sales', { kinds: ['supplier'] }),
  'supplier’s purchaser, where it is a buyer alone': acting(supplier, 'purchaser', { kinds: ['buyer'] }),
  'purchaser of another': acting(other, 'purchaser'),
  'sales of another': acting(other, 'sales'),
  operator: { kind: 'user', sub: 'operator', platform: ['operator'] },
  'operator, though supplier’s sales': acting(supplier, 'sales', {}, 'operator'),
  'operator, though buyer’s purchaser': acting(buyer, 'purchaser', {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
  'the clock': { kind: 'system', process: 'clock' },
} as const satisfies Record<string, Actor>;

const ok = 'ok';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';
const m = 'membership-required';

/** Of the parties' delivery or call-off: see, deliver and take back, accept; and one's own lists. */
const expected: Record<keyof typeof who, readonly [see: string, deliver: string, accept: string, list: string]> = {
  anonymous: [n, n, n, m],
  'user without organisation': [n, n, n, m],
  'of several, none named': [o, o, o, o],
  'supplier’s sales': [ok, ok, f, ok],
  'supplier’s sales, rejected since': [ok, ok, f, ok],
  'supplier’s admin': [ok, ok, f, ok],
  'supplier’s purchaser': [ok, f, f, ok],
  'buyer’s purchaser': [ok, f, ok, ok],
  'buyer’s purchaser, rejected since': [ok, f, ok, ok],
  'buyer’s admin': [ok, f, f, ok],
  'buyer’s sales': [ok, f, f, ok],
  'buyer’s sales, where it is a supplier alone': [ok, f, ok, ok],
  'supplier’s purchaser, where it is a buyer alone': [ok, ok, f, ok],
  'purchaser of another': [n, n, n, ok],
  'sales of another': [n, n, n, ok],
  operator: [n, n, n, f],
  'operator, though supplier’s sales': [n, n, n, f],
  'operator, though buyer’s purchaser': [n, n, n, f],
  supervisor: [ok, f, f, m],
  'the clock': [n, n, n, m],
};

function outcome(act: () => unknown): string {
  try {
    act();
    return ok;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const line = ordered(pieces('5'), rebar());
const contracted = { delivery: fold(delivery, delivered(line, noted(pieces('5')))), 'call-off': order([line]) };

it.each(Object.keys(who) as (keyof typeof who)[])('%s', (name) => {
  const actor = who[name];
  for (const state of Object.values(contracted)) {
    const may = [maySeeDelivery, mayDeliver, mayAccept].map((allowed) => outcome(() => allowed(actor, state)));
    expect([...may, outcome(() => mayListDeliveries(actor))]).toEqual(expected[name]);
  }
  const nothing = name === 'of several, none named' ? o : n;
  for (const allowed of [maySeeDelivery, mayDeliver, mayAccept]) {
    expect(outcome(() => allowed(actor, { status: 'none' }))).toBe(nothing);
  }
});
