import { describe, expect, it } from 'vitest';
import type { PostEvent, Terms } from '../../functions/market/events.ts';
import { entryOf, feedFor, feedsOf, itemOf } from '../../functions/market/feed.ts';
import { type Post, type PostCommand, post } from '../../functions/market/post.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { at, builder, demandPost, tonnes } from './fixtures.ts';

const id = 'pst_0195f000-0000-7000-8000-000000000001';
const later = '2026-03-03T01:00:00.000Z';

/** The post and its events after these commands. */
function history(...commands: readonly PostCommand[]): { state: Post; version: number; events: readonly PostEvent[] } {
  const published = {
    type: 'publishPost',
    at,
    poster: builder,
    post: { ...demandPost, quantityHidden: true },
  } as const;
  const events: PostEvent[] = [];
  for (const command of [published, ...commands]) events.push(...post.decide(command, fold(post, events)));
  return { state: fold(post, events), version: events.length, events };
}
const entries = (events: readonly PostEvent[]) =>
  events.flatMap(({ type, data }, n) => entryOf({ aggregateId: id, seq: n + 1, type, at, data }) ?? []);

const acting = (organisation: string): Actor => ({
  kind: 'user',
  sub: 'x',
  platform: [],
  membership: { ...builder, organisation, status: 'verified', roles: ['sales'] } as never,
});
const member = acting('org_0195f000-0000-7000-8000-000000000009');
const anonymous: Actor = { kind: 'anonymous' };
const supervisor: Actor = { kind: 'user', sub: 's', platform: ['supervisor'] };
const told = (was: ReturnType<typeof history>, actor: Actor, now = later) =>
  entries(was.events).map((entry) => itemOf(entry, was, actor, now, () => []));

const toMembers = { type: 'amendPost', at, changes: { visibility: 'members' } } as const;
const toPublic = { type: 'amendPost', at, changes: { visibility: 'public' } } as const;
const close = { type: 'closePost', at } as const;

describe('what a feed tells', () => {
  it('is what was published, amended, renewed and closed, and nothing else', () => {
    const was = history(
      { type: 'amendPost', at, changes: { quantity: tonnes('501') } },
      { type: 'noteRecord', at, record: '4/5', change: 1 },
      { type: 'renewPost', at, expiresAt: '2026-04-20T00:00:00.000Z' },
      close,
    );
    expect(entries(was.events).map(({ change, version }) => [change, version])).toEqual([
      ['published', 1],
      ['amended', 2],
      ['renewed', 4],
      ['closed', 5],
    ]);
    expect(JSON.stringify(entries(was.events))).not.toMatch(/50[01]/);
  });

  it('is the post as it now is, also by an entry that comes late', () => {
    const was = history({ type: 'amendPost', at, changes: { radiusKm: 80 } });
    expect(told(was, member)).toMatchObject([
      { change: 'published', version: 1, current: 2, post: { radiusKm: 80, quantity: { value: '500' } } },
      { change: 'amended', version: 2, current: 2, post: { radiusKm: 80 } },
    ]);
    for (const item of told(was, anonymous)) expect(item?.post).not.toHaveProperty('quantity');
  });

  it('shows nothing of a post that is over, whether or not the clock has said so', () => {
    const bare = { id, change: 'published', version: 1, at };
    expect(told(history(close), member)).toEqual([bare, { id, change: 'closed', version: 2, at }]);
    expect(told(history(), anonymous, '2026-04-01T00:00:00.000Z')).toEqual([bare]);
  });

  it('tells the public that a post left it, and no more of it from then on', () => {
    const was = history(toMembers, { type: 'amendPost', at, changes: { radiusKm: 80 } }, close);
    expect(told(was, anonymous)).toEqual([undefined, { id, change: 'closed', version: 2, at }, undefined, undefined]);
    expect(told(was, member).map((item) => item?.change)).toEqual(['published', 'amended', 'amended', 'closed']);
    expect(told(was, supervisor)).toEqual(told(was, member));
    expect(told(history(toMembers, toPublic), anonymous)).toMatchObject([{ post: {} }, { post: {} }, { post: {} }]);
  });
});

describe('the feeds that tell it', () => {
  const terms = (visibility: Terms['visibility']) => ({ kind: 'demand', subject: 'steel.rebar', visibility }) as const;
  const scopes = ['all', 'demand', 'demand:steel.rebar', 'demand:steel'];
  const entry = { post: id, version: 1, change: 'amended', at } as const;

  it('are those of the public too only while it may know of the post, and when it may no more', () => {
    const [publics, members] = ['public', 'members'].map((audience) => scopes.map((scope) => `${audience}#${scope}`));
    expect(feedsOf(terms('public'), entry)).toEqual([...(publics ?? []), ...(members ?? [])]);
    expect(feedsOf(terms('members'), entry)).toEqual(members);
    expect(feedsOf(terms('members'), { ...entry, leaves: true })).toHaveLength(8);
  });

  it('are read by who they are for', () => {
    expect([member, supervisor, anonymous].map((actor) => feedFor(actor, 'all'))).toEqual([
      'members#all',
      'members#all',
      'public#all',
    ]);
  });
});
