import { expect, it } from 'vitest';
import * as access from '../../functions/market/access.ts';
import type { PostEvent } from '../../functions/market/events.ts';
import { type ExistingPost, type PostCommand, post } from '../../functions/market/post.ts';
import type { Actor, Membership, OrganisationRole } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { at, builder, mill, workPost } from './fixtures.ts';

function acting(
  role: OrganisationRole,
  { id: organisation, name, uscc } = builder,
  more: Partial<Membership> = {},
  ...platform: ('operator' | 'supervisor')[]
): Actor {
  const firm = { organisation, name, uscc, division: '350404', kinds: ['buyer'], affiliates: [] } as const;
  return { kind: 'user', sub: role, platform, membership: { ...firm, status: 'verified', roles: [role], ...more } };
}

const stranger = { ...mill, id: 'org_0195f000-0000-7000-8000-000000000003' };
const pending = { status: 'pending' } as const;

const who = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': { kind: 'user', sub: 'nobody', platform: [] },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  'own purchaser': acting('purchaser'),
  'own sales': acting('sales'),
  'own admin': acting('admin'),
  'own purchaser, pending': acting('purchaser', builder, pending),
  'sales of one that it was released to': acting('sales', mill),
  'admin of one that it was released to': acting('admin', mill),
  'sales of one that it was released to, pending': acting('sales', mill, pending),
  'sales of another': acting('sales', stranger),
  'sales of another, pending': acting('sales', stranger, pending),
  'operator, though own purchaser': acting('purchaser', builder, {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
} as const satisfies Record<string, Actor>;

const drawing = { id: 'drw_1', name: '轴.pdf', mediaType: 'application/pdf', size: 9, sha256: 'a'.repeat(64) };
function standing(visibility: 'public' | 'members', ...more: readonly PostCommand[]): ExistingPost {
  const commands: readonly PostCommand[] = [
    { type: 'publishPost', at, poster: builder, post: { ...workPost, visibility, quantityHidden: true } },
    { type: 'attachDrawing', at, drawing },
    { type: 'requestRelease', at, organisation: mill, undertaking: '1' },
    { type: 'releaseDrawings', at, organisation: mill.id },
    ...more,
  ];
  const past: PostEvent[] = [];
  for (const command of commands) past.push(...post.decide(command, fold(post, past)));
  return fold(post, past) as ExistingPost;
}

const open = standing('public');
const members = standing('members');
const closed = standing('public', { type: 'closePost', at });

const ok = 'ok';
const no = 'no';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';
const m = 'membership-required';
const v = 'organisation-not-verified';

/** Columns: of a public post: see, its hidden quantity, run, amend, match, ask for drawings, read one; see one for members; see a closed one; post; list the poster's; be told of one for members; read the poster's record; have one for members in a list. */
const expected: Record<keyof typeof who, readonly string[]> = {
  anonymous: [ok, no, m, m, m, m, n, n, n, m, f, no, m, no],
  'user without organisation': [ok, no, m, m, m, m, n, n, n, m, f, no, m, no],
  'of several, none named': [ok, no, o, o, o, o, o, o, o, o, o, no, o, no],
  'own purchaser': [ok, ok, ok, ok, ok, f, ok, ok, ok, ok, ok, ok, ok, ok],
  'own sales': [ok, ok, ok, ok, ok, f, ok, ok, ok, ok, ok, ok, ok, ok],
  'own admin': [ok, ok, f, f, ok, f, ok, ok, ok, f, ok, ok, ok, ok],
  'own purchaser, pending': [ok, ok, ok, v, v, f, ok, ok, ok, v, ok, no, ok, no],
  'sales of one that it was released to': [ok, ok, f, f, f, ok, ok, ok, n, ok, f, ok, ok, ok],
  'admin of one that it was released to': [ok, ok, f, f, f, f, ok, ok, n, f, f, ok, ok, ok],
  'sales of one that it was released to, pending': [ok, no, f, f, f, v, n, n, n, v, f, no, v, no],
  'sales of another': [ok, ok, f, f, f, ok, n, ok, n, ok, f, ok, ok, ok],
  'sales of another, pending': [ok, no, f, f, f, v, n, n, n, v, f, no, v, no],
  'operator, though own purchaser': [ok, no, f, f, f, f, n, ok, ok, f, f, ok, ok, no],
  supervisor: [ok, no, m, m, m, m, n, ok, ok, m, f, ok, ok, no],
};

function outcome(ask: () => unknown): string {
  try {
    return ask() === false ? no : ok;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

it.each(Object.entries(who))('%s', (name, actor) => {
  const found = [
    outcome(() => access.maySee(actor, open, at)),
    outcome(() => access.seesQuantity(actor, open.poster.id, open.terms.quantityHidden)),
    outcome(() => access.mayRun(actor, open, at)),
    outcome(() => access.mayAmend(actor, open, at)),
    outcome(() => access.mayMatch(actor, open, at)),
    outcome(() => access.mayRequestRelease(actor, open, at)),
    outcome(() => access.mayReadDrawing(actor, open, drawing.id)),
    outcome(() => access.maySee(actor, members, at)),
    outcome(() => access.maySee(actor, closed, at)),
    outcome(() => access.mayPost(actor, 'wanted')),
    outcome(() => access.mayListOwn(actor, builder.id)),
    outcome(() => access.tellsOf(actor, members)),
    outcome(() => access.mayReadRecord(actor, builder.id)),
    outcome(() => access.isListed(actor, members, at)),
  ];
  expect(found).toEqual(expected[name as keyof typeof who]);
});

it('what does not exist is seen by nobody, nor a drawing that is not there', () => {
  for (const actor of [who['own purchaser'], who['operator, though own purchaser'], who.anonymous]) {
    expect(outcome(() => access.maySee(actor, post.initial, at))).toBe(n);
    expect(outcome(() => access.isListed(actor, post.initial, at))).toBe(no);
    expect(outcome(() => access.isListed(actor, closed, at))).toBe(no);
    expect(outcome(() => access.mayReadDrawing(actor, open, 'drw_2'))).toBe(n);
  }
});

it('a category is planned for members and those who watch, own demands for their organisation alone', () => {
  const category = { kind: 'category', category: 'steel.rebar' } as const;
  const own = { kind: 'posts', category: 'steel.rebar', organisation: builder.id } as const;
  const found = Object.fromEntries(
    Object.entries(who).map(([name, actor]) => [
      name,
      [
        outcome(() => access.mayPlan(actor)),
        outcome(() => access.maySeePlan(actor, category)),
        outcome(() => access.maySeePlan(actor, own)),
        outcome(() => access.maySeePlan(actor, undefined)),
      ],
    ]),
  );
  const strangers = [
    'sales of another',
    'sales of one that it was released to',
    'admin of one that it was released to',
  ];
  const mine = ['own purchaser', 'own sales', 'own admin'];
  expect(found).toEqual({
    anonymous: [m, m, n, n],
    'user without organisation': [m, m, n, n],
    'of several, none named': [o, o, o, o],
    ...Object.fromEntries(mine.map((name) => [name, [ok, ok, ok, n]])),
    'own purchaser, pending': [v, v, v, n],
    ...Object.fromEntries(strangers.map((name) => [name, [ok, ok, n, n]])),
    'sales of one that it was released to, pending': [v, v, n, n],
    'sales of another, pending': [v, v, n, n],
    'operator, though own purchaser': [ok, ok, n, n],
    supervisor: [m, ok, n, n],
  });
});
