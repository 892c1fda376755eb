import { expect, it } from 'vitest';
import { mayPublish } from '../../functions/catalogue/access.ts';
import * as access from '../../functions/catalogue/admission-access.ts';
import type { AdmissionEvent } from '../../functions/catalogue/admission-events.ts';
import type { Actor, Membership, OrganisationRole } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { admissionAfter, admitted, appealed, applied, refused, withdrawn } from './admission-fixtures.ts';
import { drafted, otherId, published, stateAfter, supplier } from './fixtures.ts';

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
  operator: { kind: 'user', sub: 'operator', platform: ['operator'] },
  'operator of another organisation': acting('sales', { organisation: otherId }, 'operator'),
  'operator, though own sales': acting('sales', {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
  'the clock': { kind: 'system', process: 'clock' },
} as const satisfies Record<string, Actor>;

const ok = 'ok';
const w = 'whole';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';
const m = 'membership-required';
const v = 'organisation-not-verified';

type Asked = readonly [see: string, pursue: string, decide: string];

/** Apply, watch the queue, publish a catalogue; then of an application before its decision, and after it. */
const expected: Record<
  keyof typeof who,
  readonly [general: readonly [string, string, string], before: Asked, after: Asked]
> = {
  anonymous: [
    [m, f, f],
    [n, n, n],
    [ok, m, f],
  ],
  'user without organisation': [
    [m, f, f],
    [n, n, n],
    [ok, m, f],
  ],
  'of several, none named': [
    [o, f, f],
    [o, o, o],
    [ok, o, f],
  ],
  'own sales': [
    [ok, f, f],
    [w, ok, f],
    [w, ok, f],
  ],
  'own sales, pending': [
    [v, f, f],
    [w, ok, f],
    [w, ok, f],
  ],
  'own sales, rejected': [
    [v, f, f],
    [w, ok, f],
    [w, ok, f],
  ],
  'own admin': [
    [f, f, f],
    [w, f, f],
    [w, f, f],
  ],
  'own purchaser': [
    [f, f, f],
    [w, f, f],
    [w, f, f],
  ],
  'sales of another': [
    [f, f, f],
    [n, n, n],
    [ok, f, f],
  ],
  'purchaser of a buyer': [
    [f, f, f],
    [n, n, n],
    [ok, f, f],
  ],
  operator: [
    [f, ok, ok],
    [w, f, ok],
    [w, f, ok],
  ],
  'operator of another organisation': [
    [f, ok, ok],
    [w, f, ok],
    [w, f, ok],
  ],
  'operator, though own sales': [
    [f, ok, ok],
    [w, f, f],
    [w, f, f],
  ],
  supervisor: [
    [m, ok, f],
    [w, m, f],
    [w, m, f],
  ],
  'the clock': [
    [m, f, f],
    [n, n, n],
    [ok, m, f],
  ],
};

function outcome(ask: () => unknown): string {
  try {
    const found = ask();
    return typeof found === 'object' && (found as { whole?: boolean }).whole === true ? w : ok;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const asked = (actor: Actor, ...past: readonly AdmissionEvent[]): string[] => {
  const state = admissionAfter(...past);
  return [access.maySeeAdmission, access.mayPursue, access.mayDecide].map((may) => outcome(() => may(actor, state)));
};

it.each(Object.entries(who))('%s', (name, actor) => {
  const product = stateAfter(drafted, published);
  const general = [
    outcome(() => mayPublish(actor, product)),
    outcome(() => access.mayWatch(actor)),
    outcome(() => access.mayPublishCatalogue(actor)),
  ];
  expect([general, asked(actor, applied), asked(actor, applied, refused)]).toEqual(expected[name as keyof typeof who]);
  expect(asked(actor, applied, withdrawn)).toEqual(asked(actor, applied));
  expect(asked(actor, applied, admitted)).toEqual(asked(actor, applied, refused));
  expect(asked(actor, applied, refused, appealed)).toEqual(asked(actor, applied, refused));
  expect(asked(actor)).toEqual([n, n, n]);
});
