import { instant } from '../../shared/kernel/time.ts';
import { currentSnapshot, type IndexDeps, rebuildIndex, snapshotKey } from './rebuild-index.ts';
import { buildIndex } from './search/build.ts';
import type { SearchDocument } from './search/document.ts';
import type { ProductSearch, SearchQuery, SearchResult } from './search/query.ts';
import { searchIn } from './search/search.ts';
import { openIndex, type Segment } from './search/segment.ts';
import { keepChangesDays, type ProductChange } from './search-store.ts';

/** How old what is searched may be, and how often a newer snapshot is looked for, milliseconds. */
const staleMs = 1_000;
const lookMs = 60_000;
/** Requests come in this long before they are written, nearly always; the next snapshot has the others. */
const overlapMs = 5_000;
/** A snapshot older than this may miss changes that are kept no more. */
const oldestMs = (keepChangesDays - 1) * 86_400_000;
/** Changes are indexed in pieces, and these become one when they are more. */
const maxPieces = 8;

/** What is searched: the snapshot, and pieces of what has changed since. */
interface Loaded {
  readonly snapshot: Segment;
  readonly changes: Map<string, ProductChange>;
  pieces: Segment[];
  readTo: number;
}

/** The platform's own search: an index in memory, loaded when first asked, a second behind the table at most. */
export function productSearch(deps: IndexDeps): ProductSearch {
  const { products, files, now } = deps;
  let loaded: Loaded | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<Loaded> | undefined;

  const adopt = (snapshot: Segment): Loaded => ({
    snapshot,
    changes: new Map(),
    pieces: [],
    readTo: snapshot.watermark,
  });

  async function opened(generation: number): Promise<Segment | undefined> {
    const bytes = await files.get(snapshotKey(generation));
    const segment = bytes === undefined ? undefined : openIndex(bytes);
    return segment !== undefined && segment.generation === generation && now() - segment.watermark < oldestMs
      ? segment
      : undefined;
  }

  /** The newest snapshot that is whole, the one before it, or one made of the table. */
  async function snapshot(): Promise<Segment> {
    const current = await currentSnapshot(files);
    for (const generation of current === undefined ? [] : [current.generation, current.generation - 1]) {
      const segment = generation === loaded?.snapshot.generation ? loaded.snapshot : await opened(generation);
      if (segment !== undefined) return segment;
    }
    const made = openIndex((await rebuildIndex(deps)).bytes);
    if (made === undefined) throw new Error('an index just built cannot be opened');
    return made;
  }

  /** Reads on in the changes; the highest version of a product is what it is. */
  async function readOn(into: Loaded, until: number): Promise<void> {
    const fresh = new Map<string, ProductChange>();
    for await (const change of products.changes(instant(into.readTo - overlapMs), instant(until))) {
      if (change.version > (into.changes.get(change.id)?.version ?? 0)) {
        into.changes.set(change.id, change);
        fresh.set(change.id, change);
      }
    }
    into.readTo = until;
    if (fresh.size === 0) return;
    for (const id of fresh.keys()) for (const segment of [into.snapshot, ...into.pieces]) bury(segment, id);
    const isMany = into.pieces.length === maxPieces;
    const documents = documentsOf(isMany ? into.changes : fresh);
    const header = { generation: into.snapshot.generation, watermark: until };
    const piece = documents.length === 0 ? undefined : openIndex(buildIndex(documents, header));
    into.pieces = [...(isMany ? [] : into.pieces), ...(piece === undefined ? [] : [piece])];
  }

  async function refresh(at: number): Promise<Loaded> {
    let next = loaded;
    if (next === undefined || at - lookedAt >= lookMs || at - next.snapshot.watermark >= oldestMs) {
      const newest = await snapshot();
      if (newest !== next?.snapshot) next = adopt(newest);
      lookedAt = at;
    }
    await readOn(next, at);
    loaded = next;
    return next;
  }

  return {
    async search(query: SearchQuery): Promise<SearchResult> {
      const at = now();
      const isFresh = loaded !== undefined && at - loaded.readTo < staleMs && at >= loaded.readTo;
      if (!isFresh) {
        underWay ??= refresh(at).finally(() => {
          underWay = undefined;
        });
        await underWay;
      }
      if (loaded === undefined) throw new Error('nothing was loaded');
      return searchIn([loaded.snapshot, ...loaded.pieces], query);
    },
  };
}

function bury(segment: Segment, id: string): void {
  const number = segment.find(id);
  if (number >= 0) segment.dead[number] = 1;
}

const documentsOf = (changes: ReadonlyMap<string, ProductChange>): SearchDocument[] =>
  [...changes.values()].flatMap(({ document }) => (document === undefined ? [] : [document]));
