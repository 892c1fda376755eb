import { expect, it } from 'vitest';
import * as access from '../../functions/catalogue/access.ts';
import type { ProductEvent } from '../../functions/catalogue/events.ts';
import type { Actor, Membership, OrganisationRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { drafted, expired, otherId, published, stateAfter, supplier, withdrawn } from './fixtures.ts';

function acting(
  role: OrganisationRole,
  more: Partial<Membership> = {},
  ...platform: ('operator' | 'supervisor')[]
): Actor {
  const { id: organisation, name, uscc, division } = supplier;
  const own = { organisation, name, uscc, division, status: 'verified', kinds: ['supplier'], affiliates: [] } as const;
  return { kind: 'user', sub: role, platform, membership: { ...own, roles: [role], ...more } };
}

const who = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': { kind: 'user', sub: 'nobody', platform: [] },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  'own sales': acting('sales'),
  'own sales, pending': acting('sales', { status: 'pending' }),
  'own sales, rejected': acting('sales', { status: 'rejected' }),
  'own admin': acting('admin'),
  'own purchaser': acting('purchaser'),
  'sales of another': acting('sales', { organisation: otherId }),
  'purchaser of a buyer': acting('purchaser', { organisation: otherId, kinds: ['buyer'] }),
  'sales of a buyer': acting('sales', { organisation: otherId, kinds: ['buyer'] }),
  'operator, though own sales': acting('sales', {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
} as const satisfies Record<string, Actor>;

const ok = 'ok';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';
const m = 'membership-required';
const v = 'organisation-not-verified';

/** Columns: see, amend, publish, withdraw, and list such ones of the supplier; first of a draft, then of a published one. */
const expected: Record<keyof typeof who, readonly [draft: string, of: readonly string[], of: readonly string[]]> = {
  anonymous: [m, [n, n, n, n, f], [ok, m, m, m, ok]],
  'user without organisation': [m, [n, n, n, n, f], [ok, m, m, m, ok]],
  'of several, none named': [o, [o, o, o, o, o], [ok, o, o, o, ok]],
  'own sales': [ok, [ok, ok, ok, ok, ok], [ok, ok, ok, ok, ok]],
  'own sales, pending': [ok, [ok, ok, v, ok, ok], [ok, v, v, ok, ok]],
  'own sales, rejected': [ok, [ok, ok, v, ok, ok], [ok, v, v, ok, ok]],
  'own admin': [f, [ok, f, f, f, ok], [ok, f, f, f, ok]],
  'own purchaser': [f, [ok, f, f, f, ok], [ok, f, f, f, ok]],
  'sales of another': [ok, [n, n, n, n, f], [ok, f, f, f, ok]],
  'purchaser of a buyer': [f, [n, n, n, n, f], [ok, f, f, f, ok]],
  'sales of a buyer': [f, [n, n, n, n, f], [ok, f, f, f, ok]],
  'operator, though own sales': [f, [n, n, n, n, f], [ok, f, f, f, ok]],
  supervisor: [m, [n, n, n, n, f], [ok, m, m, m, ok]],
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

const asked = (actor: Actor, ...past: readonly ProductEvent[]): string[] => {
  const state = stateAfter(...past);
  if (state.status === 'none') throw new Error('there is one');
  return [
    outcome(() => access.maySee(actor, state)),
    outcome(() => access.mayAmend(actor, state)),
    outcome(() => access.mayPublish(actor, state)),
    outcome(() => access.mayWithdraw(actor, state)),
    outcome(() => access.mayList(actor, state.status, supplier.id)),
  ];
};

it.each(Object.entries(who))('%s', (name, actor) => {
  const row = [outcome(() => access.mayDraft(actor)), asked(actor, drafted), asked(actor, drafted, published)];
  expect(row).toEqual(expected[name as keyof typeof who]);
  expect(asked(actor, drafted, published, withdrawn)).toEqual(asked(actor, drafted));
  expect(outcome(() => access.maySee(actor, stateAfter(drafted, published, expired)))).toBe(ok);
  const unknown = outcome(() => access.maySee(actor, stateAfter()));
  expect(unknown).toBe(actor.kind === 'user' && 'several' in actor ? o : n);
});
