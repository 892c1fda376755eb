import { forEachOf } from '../../shared/kernel/pool.ts';
import { type Instant, instant } from '../../shared/kernel/time.ts';
import type { Poster, Source } from './events.ts';
import { demandOf } from './project.ts';
import type { ProjectStore } from './project-store.ts';
import type { SourceStore } from './source-store.ts';
import { canStand, postsOf, type Sourced, sourcedId, toldBy } from './sources.ts';
import type { PostStore, StreamedEvent } from './store.ts';

export interface FollowDeps {
  readonly posts: PostStore;
  readonly sources: SourceStore;
  readonly projects: ProjectStore;
  now(): number;
}

/** What a source asks for: posts as of a version of it, since when. */
interface Wanted {
  readonly version: number;
  readonly since: Instant;
  readonly posts: readonly Sourced[];
}

/** A lost race is decided again: the clock may come between. */
const retries = 3;
/** How many posts of a source are written at a time. */
const atOnce = 4;

/** Brings posts in line with what an event says of their source; a post that expired while its source stands, stands again. */
export async function followSource(deps: FollowDeps, event: StreamedEvent): Promise<void> {
  const told = toldBy(event);
  if (told !== undefined) await deps.sources.keep(told);
  const source = told?.source ?? (await sourceOf(deps, event));
  if (source !== undefined) await align(deps, source);
}

async function sourceOf({ posts }: FollowDeps, event: StreamedEvent): Promise<Source | undefined> {
  if (event.aggregate === 'project') return { kind: 'project', id: event.aggregateId };
  if (event.type !== 'PostClosed' || event.data.reason !== 'expired') return undefined;
  const { state } = await posts.load(event.aggregateId, { consistent: true });
  return state.status === 'none' ? undefined : state.source;
}

/**
 * Makes the posts of a source what it asks for now, and ends the others, until that is what it still asks for: whichever of
 * its events comes last, late or again, and wherever this breaks off, the posts are those of its last word.
 */
async function align(deps: FollowDeps, source: Source): Promise<void> {
  const { posts, now } = deps;
  for (let done = -1; ; ) {
    const at = instant(now());
    const wanted = await wantedOf(deps, source, at);
    if (wanted === undefined || wanted.version === done) return;
    const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
    await forEachOf(wanted.posts, atOnce, async ({ id, poster, post }) => {
      const command = { type: 'followSource', at, since: wanted.since, source, poster, post } as const;
      await posts.handle(id, command, cause, { retries });
    });
    const kept = new Set(wanted.posts.map(({ id }) => id));
    for (const id of await posts.standingFor(source.id)) {
      if (!kept.has(id)) await posts.handle(id, { type: 'endSource', at }, cause, { retries });
    }
    done = wanted.version;
  }
}

async function wantedOf({ sources, projects }: FollowDeps, source: Source, at: Instant): Promise<Wanted | undefined> {
  if (source.kind !== 'project') {
    const told = await sources.last(source.id);
    return told && { version: told.version, since: told.since, posts: postsOf(told, at) };
  }
  const { state, version } = await projects.load(source.id, { consistent: true });
  if (state.status === 'none') return undefined;
  const { poster, terms, changedAt: since } = state;
  const lines = state.status === 'open' ? terms.lines : [];
  const posts = lines.map((line) => ({
    id: sourcedId(source, line.category, line.id),
    poster: poster satisfies Poster,
    post: demandOf(terms, line),
  }));
  return { version, since, posts: posts.filter(({ post }) => canStand(post, at)) };
}
