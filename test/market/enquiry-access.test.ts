import { expect, it } from 'vitest';
import * as abuse from '../../functions/market/abuse-access.ts';
import { abuseReport } from '../../functions/market/abuse-report.ts';
import { type EnquiryCommand, enquiry } from '../../functions/market/enquiry.ts';
import * as access from '../../functions/market/enquiry-access.ts';
import { type PostCommand, post } from '../../functions/market/post.ts';
import type { Actor, Membership, OrganisationRole } from '../../shared/kernel/actor.ts';
import { type Decider, type DomainEvent, fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { at, builder, mill, supplyPost } from './fixtures.ts';

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

/** The builder asked about the mill's supply, and reported it. */
const who = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': { kind: 'user', sub: 'nobody', platform: [] },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  'enquirer’s purchaser': acting('purchaser'),
  'enquirer’s sales': acting('sales'),
  'enquirer’s admin': acting('admin'),
  'enquirer’s purchaser, pending': acting('purchaser', builder, pending),
  'poster’s sales': acting('sales', mill),
  'poster’s admin': acting('admin', mill),
  'poster’s sales, pending': acting('sales', mill, pending),
  'sales of another': acting('sales', stranger),
  'sales of another, pending': acting('sales', stranger, pending),
  'operator, though of the enquirer': acting('purchaser', builder, {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
  'supervisor of another': acting('sales', stranger, {}, 'supervisor'),
} as const satisfies Record<string, Actor>;

function after<Command, Event extends DomainEvent, State>(
  decider: Decider<Command, Event, State>,
  ...commands: readonly Command[]
): State {
  return commands.reduce((state, command) => fold(decider, decider.decide(command, state), state), decider.initial);
}

const publish: PostCommand = { type: 'publishPost', at, poster: mill, post: supplyPost };
const open = after(post, publish);
const members = after(post, { ...publish, post: { ...supplyPost, visibility: 'members' } });
const closed = after(post, publish, { type: 'closePost', at });
const parties = { buyer: builder, supplier: mill };
const about = { post: 'pst_1', kind: 'supply', subject: 'steel.rebar', parties, by: builder.id } as const;
const asked = after(enquiry, { type: 'openEnquiry', at, ...about, text: '有货吗' } as EnquiryCommand);
const told = { thing: { kind: 'post', post: 'pst_1' }, against: mill, reporter: builder } as const;
const reported = after(abuseReport, { type: 'reportAbuse', at, ...told, reason: 'false', text: '假' });

const ok = 'ok';
const no = 'no';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';
const m = 'membership-required';
const v = 'organisation-not-verified';

/**
 * Columns. Of the mill's supply: ask, ask of one for members, ask of a closed one, list its enquiries; list one's own. Of the
 * enquiry: know (`no`: without words), read, write, quote, accept, withdraw a quote, end. Reports: of the post, of a message;
 * read, decide, list, list decisions.
 */
const expected: Record<keyof typeof who, string> = {
  anonymous: [m, n, n, m, m, n, n, n, n, n, n, n, m, n, n, n, m, m].join(),
  'user without organisation': [m, n, n, m, m, n, n, n, n, n, n, n, m, n, n, n, m, m].join(),
  'of several, none named': [o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o].join(),
  'enquirer’s purchaser': [ok, ok, n, f, ok, ok, ok, ok, f, ok, f, ok, ok, ok, ok, f, ok, ok].join(),
  'enquirer’s sales': [ok, ok, n, f, ok, ok, ok, ok, f, ok, f, ok, ok, ok, ok, f, ok, ok].join(),
  'enquirer’s admin': [f, f, n, f, ok, ok, ok, f, f, f, f, f, ok, ok, ok, f, ok, ok].join(),
  'enquirer’s purchaser, pending': [v, n, n, f, ok, ok, ok, v, v, v, f, ok, v, v, ok, f, ok, ok].join(),
  'poster’s sales': [f, f, f, ok, ok, ok, ok, ok, ok, f, ok, ok, f, ok, n, n, ok, ok].join(),
  'poster’s admin': [f, f, f, ok, ok, ok, ok, f, f, f, f, f, f, ok, n, n, ok, ok].join(),
  'poster’s sales, pending': [f, f, f, ok, ok, ok, ok, v, v, v, ok, ok, f, v, n, n, ok, ok].join(),
  'sales of another': [ok, ok, n, f, ok, n, n, n, n, n, n, n, ok, n, n, n, ok, ok].join(),
  'sales of another, pending': [v, n, n, f, ok, n, n, n, n, n, n, n, v, n, n, n, ok, ok].join(),
  'operator, though of the enquirer': [f, f, f, f, f, n, n, n, n, n, n, n, f, n, ok, ok, ok, f].join(),
  supervisor: [m, m, m, m, m, no, n, n, n, n, n, n, m, n, n, n, m, m].join(),
  'supervisor of another': [ok, ok, n, f, ok, no, n, n, n, n, n, n, ok, n, n, n, ok, ok].join(),
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
    outcome(() => access.mayEnquire(actor, open, at)),
    outcome(() => access.mayEnquire(actor, members, at)),
    outcome(() => access.mayEnquire(actor, closed, at)),
    outcome(() => access.mayListEnquiries(actor, open, at)),
    outcome(() => access.mayListOwnEnquiries(actor)),
    outcome(() => access.mayKnow(actor, asked).party),
    outcome(() => access.mayRead(actor, asked)),
    outcome(() => access.mayWrite(actor, asked)),
    outcome(() => access.mayDeal(actor, asked, 'offered')),
    outcome(() => access.mayDeal(actor, asked, 'wanted')),
    outcome(() => access.mayWithdrawQuote(actor, asked)),
    outcome(() => access.mayEnd(actor, asked)),
    outcome(() => abuse.mayReportPost(actor, open, at)),
    outcome(() => abuse.mayReportMessage(actor, asked)),
    outcome(() => abuse.maySeeReport(actor, reported)),
    outcome(() => abuse.mayDecideAbuse(actor, reported)),
    outcome(() => abuse.mayListReports(actor)),
    outcome(() => abuse.mayListDecisions(actor)),
  ];
  expect(found.join()).toBe(expected[name as keyof typeof who]);
});

it('what does not exist is there for nobody', () => {
  for (const actor of [who['enquirer’s purchaser'], who['operator, though of the enquirer'], who.supervisor]) {
    expect(outcome(() => access.mayKnow(actor, enquiry.initial))).toBe(n);
    expect(outcome(() => abuse.maySeeReport(actor, abuseReport.initial))).toBe(n);
  }
});
