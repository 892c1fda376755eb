import { compare, mul, type Ratio } from '../../../shared/kernel/ratio.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import { type Block, blocksToSearch } from './blocking.ts';
import type { Candidate, Match } from './model.ts';
import { boundsFor, type Class, classes, landedAtLeast, reaches, readMerit, readPrice } from './order.ts';
import { type Best, compared, type Found, inOrder, leastWith, matchOf } from './rank.ts';

/** A post as it stands in a block: in which place, and what is compared. */
export interface Entry {
  readonly place: string;
  readonly candidate: Candidate;
}

/** Entries of a block whose places begin with `prefix`, after a place, in order; `last` where there are more after it. */
export interface Page {
  readonly entries: readonly Entry[];
  readonly last?: string | undefined;
}
export interface Range {
  readonly block: Block;
  readonly prefix: string;
  readonly after?: string | undefined;
  readonly limit: number;
}
export type ReadBlock = (range: Range) => Promise<Page>;

/** A block with no more entries than `whole` is read whole; a larger one class by class, a page of so many at a time. */
const limits = { whole: 40, page: 16 };
/** So many classes are read at a time: the next ones are likely to be needed. */
const atOnce = 4;

/** The entries of small blocks; of larger ones what stands first, up to a place. */
interface Probed {
  readonly whole: readonly Entry[];
  readonly large: readonly { readonly block: Block; readonly entries: readonly Entry[]; readonly last: string }[];
}

/** Entries of one class of a block as far as they are read. */
interface Stream {
  readonly block: Block;
  readonly of?: Class;
  readonly prefix: string;
  /** Read and not compared yet, in order. */
  entries: readonly Entry[];
  after?: string | undefined;
  isRead: boolean;
  /** No score of what is left is higher, and at this score no id smaller. */
  bound: bigint;
  from: string;
}

export interface Search {
  /** What costs are held against: known once a match was asked for. */
  best(): Promise<Best>;
  /** All that matches, best first, each as soon as nothing unread can stand before it. */
  matches(): AsyncGenerator<Match>;
  /** What was compared. */
  counterparts(): ReadonlyMap<string, Candidate>;
}

/**
 * What matches a post, exactly as `rank` over everything would have it, reading and comparing no more than it takes
 * (精确前 K 检索): the blocks of the post, each in the order of a bound of the score, until what is asked for stands above
 * all that is unread (Fagin, Lotem, Naor: Optimal aggregation algorithms for middleware, 2003). `known` are counterparts
 * as they stand now: they count whether the blocks have them yet or not.
 */
export function searching(
  post: Candidate,
  today: Day,
  read: ReadBlock,
  {
    known = [],
    whole: small = limits.whole,
    page: pageOf = limits.page,
  }: Partial<typeof limits> & { readonly known?: readonly Candidate[] } = {},
): Search {
  const bounds = boundsFor(post, today);
  const given = new Map(known.map((each) => [each.id, each]));
  const looked = new Map<string, { readonly candidate: Candidate; readonly found: Found | undefined }>();
  let prepared: Promise<Probed & { readonly best: Best }> | undefined;

  function look(candidate: Candidate): Found | undefined {
    const before = looked.get(candidate.id);
    if (before !== undefined) return before.found;
    const now = given.get(candidate.id) ?? candidate;
    const found = compared(post, now);
    looked.set(now.id, { candidate: now, found });
    return found;
  }

  /** Small blocks are read whole, of larger ones what stands first. */
  async function probe(): Promise<Probed> {
    const blocks = blocksToSearch(post);
    const pages = await Promise.all(blocks.map((block) => read({ block, prefix: 'm', limit: small })));
    const whole = pages.flatMap(({ entries, last }) => (last === undefined ? entries : []));
    const large = blocks.flatMap((block, at) => {
      const { entries = [], last } = pages[at] ?? {};
      return last === undefined ? [] : [{ block, entries, last }];
    });
    return { whole, large };
  }

  /** The least landed cost: offers in the order of their price, until that alone is no less. */
  async function leastOf({ whole, large }: Probed): Promise<Best> {
    const best = new Map<string, Ratio>();
    if (post.side === 'offered') return best;
    const consider = (candidate: Candidate): void => {
      const found = candidate.price === undefined ? undefined : look(candidate);
      if (found !== undefined) leastWith(best, found);
    };
    for (const candidate of [...given.values(), ...whole.map((each) => each.candidate)]) consider(candidate);
    const isLess = (landed: Ratio): boolean => {
      const [least] = [...best.values()];
      const { measured } = bounds;
      if (least === undefined || measured === undefined) return true;
      return compare(mul(landed, measured), least) < 0;
    };
    await Promise.all(
      large.flatMap(({ block }) =>
        ['cp', 'cx'].map(async (prefix) => {
          let after: string | undefined;
          do {
            const page = await read({ block, prefix, after, limit: pageOf });
            for (const { place, candidate } of page.entries) {
              if (!isLess(readPrice(place))) return;
              if (isLess(landedAtLeast(post, place, candidate))) consider(candidate);
            }
            after = page.last;
          } while (after !== undefined);
        }),
      ),
    );
    return best;
  }

  const prepare = () => {
    prepared ??= probe().then(async (probed) => ({ ...probed, best: await leastOf(probed) }));
    return prepared;
  };

  /** What is left of a stream from that entry on, which may be taken itself already. */
  function lower(stream: Stream, best: Ratio | undefined, next: Entry | undefined): void {
    const { of, block } = stream;
    if (next === undefined || of === undefined) return;
    const { merit } = readMerit(next.place);
    stream.bound = bounds.bound(of, block.month, best, merit);
    // Equal merits stand by id; where a lower merit has the same bound, they do not.
    const isStrict = bounds.bound(of, block.month, best, merit - 1n) < stream.bound;
    stream.from = isStrict ? next.candidate.id : '';
  }

  /** The classes of a block, with what was read of them: those before the last that was read are read. */
  function streamsOf({ block, entries, last }: Probed['large'][number], best: Ratio | undefined): readonly Stream[] {
    const read = Map.groupBy(entries, ({ place }) => readMerit(place).of);
    const { of: reached } = readMerit(last);
    return classes
      .filter((of) => of >= reached || read.has(of))
      .map((of): Stream => {
        const [after, isRead] = [of === reached ? last : undefined, of < reached];
        const bound = bounds.bound(of, block.month, best);
        const stream = { block, of, prefix: `m${of}`, entries: read.get(of) ?? [], after, isRead, bound, from: '' };
        lower(stream, best, stream.entries[0]);
        return stream;
      });
  }

  async function fetch(stream: Stream, best: Ratio | undefined): Promise<void> {
    const { block, prefix, after } = stream;
    const page = await read({ block, prefix, after, limit: pageOf });
    stream.entries = page.entries;
    stream.after = page.last;
    stream.isRead = page.last === undefined;
    lower(stream, best, page.entries[0]);
  }

  async function* matches(): AsyncGenerator<Match> {
    const { whole, large, best } = await prepare();
    const least = best.values().next().value;
    const found: Match[] = [];
    const taken = new Set<string>();
    const add = (candidate: Candidate): void => {
      const looked = look(candidate);
      if (looked !== undefined && !taken.has(candidate.id)) insert(found, matchOf(looked, best, today));
      taken.add(candidate.id);
    };
    for (const candidate of [...given.values(), ...whole.map((each) => each.candidate)]) add(candidate);
    const streams = large.flatMap((each) => streamsOf(each, least));
    const ahead = streams.filter(({ entries }) => entries.length === 0).sort(first);
    let open: readonly Stream[] = streams.filter(({ entries }) => entries.length > 0);
    for (;;) {
      open = open.filter(({ entries, isRead }) => entries.length > 0 || !isRead);
      const [top] = [...open, ...ahead.slice(0, 1)].sort(first);
      const [match] = found;
      if (match !== undefined && (top === undefined || standsBefore(match, top))) {
        found.shift();
        yield match;
      } else if (top === undefined) {
        return;
      } else if (top.entries.length > 0) {
        const [entry, ...left] = top.entries;
        if (entry !== undefined) add(entry.candidate);
        top.entries = left;
        lower(top, least, left[0] ?? entry);
      } else {
        const empty = open.filter(({ entries }) => entries.length === 0);
        const next = [...empty, ...ahead.slice(0, atOnce)].sort(first).slice(0, atOnce);
        open = [...new Set([...open, ...next])];
        while (ahead[0] !== undefined && next.includes(ahead[0])) ahead.shift();
        await Promise.all(next.map((stream) => fetch(stream, least)));
      }
    }
  }

  return {
    best: async () => (await prepare()).best,
    matches,
    counterparts: () => new Map([...looked].map(([id, { candidate }]) => [id, candidate])),
  };
}

/** Puts a match among others that stand best first. */
function insert(found: Match[], match: Match): void {
  let [low, high] = [0, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inOrder(found[middle] as Match, match) < 0) low = middle + 1;
    else high = middle;
  }
  found.splice(low, 0, match);
}

/** The stream in which the next match may stand comes first. */
function first(a: Stream, b: Stream): number {
  if (a.bound !== b.bound) return a.bound > b.bound ? -1 : 1;
  return a.from < b.from ? -1 : Number(a.from > b.from);
}

function standsBefore({ score, id }: Match, { bound, from }: Stream): boolean {
  const against = reaches(score, bound);
  return against > 0 || (against === 0 && id < from);
}
