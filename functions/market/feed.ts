import type { Actor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { seesEvery, tellsOf } from './access.ts';
import type { PostEvent, Terms } from './events.ts';
import { type Post, statusAt } from './post.ts';
import { type Audience, audiencesOf, scopesOf } from './scopes.ts';
import { type Flag, listedOf, listedView } from './views.ts';

/** What became of a post (变动): what a feed tells. */
export type Change = 'published' | 'amended' | 'renewed' | 'closed';

/**
 * One change in a feed (动态): which post, its version after the change, and when. Nothing of what it says: that is read
 * from the post, by who may.
 */
export interface Entry {
  readonly post: string;
  readonly version: number;
  readonly change: Change;
  readonly at: Instant;
  /** Whether it was open to the public until then. */
  readonly leaves?: true;
}

const changes: Readonly<Partial<Record<string, Change>>> = {
  PostPublished: 'published',
  PostAmended: 'amended',
  PostRenewed: 'renewed',
  PostClosed: 'closed',
} satisfies Partial<Record<PostEvent['type'], Change>>;

/** What an event of a post tells a feed, if anything. */
export function entryOf(event: {
  readonly aggregateId: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Instant;
  readonly data: object;
}): Entry | undefined {
  const change = changes[event.type];
  if (change === undefined) return undefined;
  const leaves = 'leavesPublic' in event.data ? ({ leaves: true } as const) : {};
  return { post: event.aggregateId, version: event.seq, change, at: event.at, ...leaves };
}

const feedOf = (audience: Audience, scope: string): string => `${audience}#${scope}`;

/** The feed of a scope that somebody reads. */
export const feedFor = (actor: Actor, scope: string): string => feedOf(seesEvery(actor) ? 'members' : 'public', scope);

/** The feeds that tell a change: the public's only what it may know, and that it may know no more. */
export function feedsOf(terms: Pick<Terms, 'kind' | 'subject' | 'visibility'>, { leaves }: Entry): string[] {
  const scopes = scopesOf(terms);
  const isPublic = terms.visibility === 'public' || leaves === true;
  return audiencesOf(isPublic).flatMap((audience) => scopes.map((scope) => feedOf(audience, scope)));
}

/** A change as a reader is told it (动态条目): with the post as it now is, unless it is over. */
export interface FeedItem {
  readonly id: string;
  readonly change: Change;
  readonly version: number;
  readonly at: Instant;
  readonly current?: number;
  readonly post?: ReturnType<typeof listedView>;
}

/**
 * What a reader is told of an entry, undefined where it may know of no such post. Whatever the change was, the post is told
 * as it now is: entries may come late and out of order, and mislead nobody.
 */
export function itemOf(
  { post: id, version, change, at, leaves }: Entry,
  { state, version: current }: { readonly state: Post; readonly version: number },
  actor: Actor,
  now: Instant,
  flagsOf: (uscc: string) => readonly Flag[],
): FeedItem | undefined {
  if (state.status === 'none') return undefined;
  if (!tellsOf(actor, state)) return leaves === true ? { id, change: 'closed', version, at } : undefined;
  if (statusAt(state, now) === 'closed') return { id, change, version, at };
  const post = listedView(listedOf(id, state), actor, flagsOf(state.poster.uscc));
  return { id, change, version, at, current, post };
}
