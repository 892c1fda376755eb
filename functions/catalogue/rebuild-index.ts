import { type Instant, instant, millis } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
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
