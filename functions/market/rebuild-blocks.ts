import { derivedId } from '../../shared/kernel/id.ts';
import { forEachOf } from '../../shared/kernel/pool.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import { instant } from '../../shared/kernel/time.ts';
import type { JobHandler, Jobs } from '../../shared/ports/jobs.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import type { MatchListStore } from './match-list-store.ts';
import { weightsVersion } from './matching/score.ts';
import { scopeOf } from './scopes.ts';
import type { PostStore } from './store.ts';

export interface BlocksDeps {
  readonly posts: Pick<PostStore, 'list' | 'rewriteRows'>;
  readonly matchLists: Pick<MatchListStore, 'rules' | 'keepRules'>;
  now(): number;
}

/** The kind of job that puts every open post into the blocks of the weights that hold now. */
export const blocksJob = 'match-blocks';
const atOnce = 16;

async function* openPosts({ posts, now }: BlocksDeps): AsyncGenerator<string> {
  const at = instant(now());
  let cursor: string | undefined;
  do {
    const page = await posts.list({ audience: 'members', scope: scopeOf() }, at, { limit: 100, cursor });
    for (const { id } of page.items) yield id;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

/** Puts every open post into its blocks: what is published meanwhile stands in them by itself. Done twice it is the same. */
export async function rebuildBlocks(deps: BlocksDeps): Promise<{ readonly posts: number }> {
  let count = 0;
  await forEachOf(openPosts(deps), atOnce, async (id) => {
    await whileRaced(() => deps.posts.rewriteRows(id));
    count += 1;
  });
  await deps.matchLists.keepRules(weightsVersion);
  return { posts: count };
}

/** Begins the job where the weights are others than those by which posts stand; again after an hour where it failed. */
export async function startBlocks(deps: BlocksDeps & { readonly jobs: Pick<Jobs, 'start'> }): Promise<void> {
  if ((await deps.matchLists.rules(weightsVersion)) === weightsVersion) return;
  const at = deps.now();
  const scope = `${blocksJob}#${weightsVersion}#${Math.floor(at / 3_600_000)}`;
  const id = derivedId('job', sha256(new TextEncoder().encode(scope)));
  await deps.jobs.start(blocksJob, {}, { sub: 'clock' }, { at: instant(at), id });
}

/** Carries the job out. */
export const blocksHandlers = (deps: BlocksDeps): Readonly<Record<string, JobHandler>> => ({
  [blocksJob]: () => rebuildBlocks(deps),
});
