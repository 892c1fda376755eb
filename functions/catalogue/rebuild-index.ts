import { derivedId } from '../../shared/kernel/id.ts';
import { type Instant, instant, millis } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { JobHandler, Jobs } from '../../shared/ports/jobs.ts';
import { sha256 } from '../../shared/sealing/hash.ts';
import { buildIndex } from './search/build.ts';
import type { SearchDocument } from './search/document.ts';
import type { SearchStore } from './search-store.ts';

export interface IndexDeps {
  readonly products: SearchStore;
  readonly files: Pick<Files, 'get' | 'put'>;
  now(): number;
}

/** Which snapshot is the newest, and up to when it goes. */
export interface Current {
  readonly generation: number;
  readonly watermark: number;
  readonly count: number;
}

/** The two newest snapshots are kept, each in the other's place in turn. */
export const snapshotKey = (generation: number): string => `search/products/${generation % 2}`;
const currentKey = 'search/products/current';
/** A write is committed this long after its request came in, at most: changes are read again from before. */
export const slackMs = 60_000;

/** What stands as the newest snapshot; undefined when nothing readable does. */
export async function currentSnapshot(files: Pick<Files, 'get'>): Promise<Current | undefined> {
  const bytes = await files.get(currentKey);
  try {
    return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as Current);
  } catch {
    return undefined;
  }
}

/**
 * Builds the index of every published product and puts it as the next generation. Done twice at once, the later one
 * stands, and both are right: what they differ in is among the changes since.
 */
export async function rebuildIndex({
  products,
  files,
  now,
}: IndexDeps): Promise<Current & { readonly bytes: Uint8Array }> {
  const at: Instant = instant(now());
  const byId = new Map<string, SearchDocument>();
  for await (const document of products.published(at)) byId.set(document.listed.id, document);
  const generation = ((await currentSnapshot(files))?.generation ?? 0) + 1;
  const current = { generation, watermark: millis(at) - slackMs, count: byId.size };
  const bytes = buildIndex([...byId.values()], current);
  await files.put(snapshotKey(generation), bytes, 'application/octet-stream');
  await files.put(currentKey, new TextEncoder().encode(JSON.stringify(current)), 'application/json');
  return { ...current, bytes };
}

/** A snapshot is made anew with this many changes since, or any within the hour, or none within the day. */
const manyChanges = 5_000;
const hourMs = 3_600_000;

/** Whether the snapshot should be made anew; where there is none, the first search makes it. */
export async function isIndexDue({ products, files, now }: IndexDeps): Promise<Current | undefined> {
  const current = await currentSnapshot(files);
  if (current === undefined) return undefined;
  const age = now() - current.watermark;
  if (age >= 24 * hourMs) return current;
  let changes = 0;
  for await (const _ of products.changes(instant(current.watermark + slackMs), instant(now()))) {
    changes += 1;
    if (changes === manyChanges || age >= hourMs) return current;
  }
  return undefined;
}

/** The kind of job that makes the index anew. */
export const indexJob = 'search-index';

/** Begins the job once for a snapshot and ten minutes, so that one that failed is begun again. */
export async function startRebuild(deps: IndexDeps & { readonly jobs: Pick<Jobs, 'start'> }): Promise<void> {
  const current = await isIndexDue(deps);
  if (current === undefined) return;
  const at = deps.now();
  const scope = `${indexJob}#${current.generation}#${Math.floor(at / 600_000)}`;
  const id = derivedId('job', sha256(new TextEncoder().encode(scope)));
  await deps.jobs.start(indexJob, {}, { sub: 'clock' }, { at: instant(at), id });
}

/** Carries the job out. */
export const indexHandlers = (deps: IndexDeps): Readonly<Record<string, JobHandler>> => ({
  [indexJob]: async () => {
    const { generation, watermark, count } = await rebuildIndex(deps);
    return { generation, watermark: instant(watermark), count };
  },
});
