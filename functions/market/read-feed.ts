import type { Actor } from '../../shared/kernel/actor.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { entryOf, feedFor, feedsOf, itemOf } from './feed.ts';
import type { FeedStore } from './feed-store.ts';
import type { FlagStore } from './flag-store.ts';
import type { PostStore, StreamedEvent } from './store.ts';

export interface FeedDeps {
  readonly posts: PostStore;
  readonly feed: FeedStore;
  readonly flags: FlagStore;
}

/** Tells the feeds what became of a post: the stream's consumer numbers the entries, never the writer. */
export async function tellFeeds({ posts, feed }: Omit<FeedDeps, 'flags'>, event: StreamedEvent): Promise<void> {
  const entry = entryOf(event);
  if (entry === undefined) return;
  const { state } = await posts.load(event.aggregateId, { consistent: true });
  if (state.status !== 'none') await feed.tell(feedsOf(state.terms, entry), entry);
}

/**
 * A page of the feed of a scope with each post as it now is, read consistently: never older than its entry. There is
 * always a `next`; where nothing is new the answer has a tag, so that the same question costs no body.
 */
export async function readFeed(
  { posts, feed, flags }: FeedDeps,
  { actor, at, url }: { readonly actor: Actor; readonly at: Instant; readonly url: URL },
  { scope, since, limit }: { readonly scope: string; readonly since: string; readonly limit: number },
): Promise<Answer> {
  const { entries, next } = await feed.since(feedFor(actor, scope), since, limit);
  const ids = [...new Set(entries.map(({ post }) => post))];
  const loaded = new Map(
    await Promise.all(ids.map(async (id) => [id, await posts.load(id, { consistent: true })] as const)),
  );
  const flagsOf = await flags.flagsOf(at);
  const items = entries.flatMap((entry) => {
    const post = loaded.get(entry.post);
    return post === undefined ? [] : (itemOf(entry, post, actor, at, flagsOf) ?? []);
  });
  const following = new URL(url);
  following.searchParams.set('since', next);
  const unchanged = entries.length === 0 ? { ETag: `W/"${next}"`, 'Cache-Control': 'private, no-cache' } : {};
  const link = `<${following.pathname}${following.search}>; rel="next"`;
  return { status: 200, body: { items, next }, headers: { Link: link, ...unchanged } };
}
