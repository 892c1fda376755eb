import type { KeptMatch } from '../functions/market/events.ts';
import { type MatchList, matchList, mayEnter, standardOf } from '../functions/market/match-list.ts';
import { blocksOf } from '../functions/market/matching/blocking.ts';
import type { Candidate, Match } from '../functions/market/matching/model.ts';
import { placesOf } from '../functions/market/matching/order.ts';
import { type Best, rank } from '../functions/market/matching/rank.ts';
import { weightsVersion } from '../functions/market/matching/score.ts';
import { type ReadBlock, searching } from '../functions/market/matching/search.ts';
import { canonical } from '../shared/kernel/json.ts';
import { fraction } from '../shared/kernel/ratio.ts';
import { keys } from '../shared/table/keys.ts';
import { itemSize, writeUnits } from '../test/support/item-size.ts';
import { indexOf, postAt, today } from './posts.ts';
import { report } from './report.ts';

const sizes = (process.env.POSTS ?? '10000,100000,1000000').split(',').map(Number);
const seekers = Number(process.env.SEEKERS ?? 200);
const checked = Number(process.env.CHECKED ?? 8);
const keepers = Number(process.env.KEEPERS ?? 8);
const at = '2026-03-02T01:00:00.000Z';
const top = 20;

/**
 * The blocks of so many posts under their real keys, as the sort keys that stand in them: posts are made again from their
 * numbers. For some posts that look, all that they could be compared with.
 */
function world(count: number, looking: readonly Candidate[]) {
  const blocks = new Map<string, string[]>();
  const others = new Map<string, Candidate[]>(looking.map(({ id }) => [id, []]));
  for (let at = 0; at < count; at += 1) {
    const post = postAt(at, count);
    const places = placesOf(post);
    for (const { bucket, month } of blocksOf(post)) {
      const pk = keys.matchBlock(weightsVersion, post.side, post.subject, bucket, month);
      const block = blocks.get(pk);
      if (block === undefined) blocks.set(pk, [...places]);
      else block.push(...places);
    }
    for (const { id, side, subject } of looking) {
      if (side !== post.side && subject === post.subject) others.get(id)?.push(post);
    }
  }
  for (const block of blocks.values()) block.sort();
  return { blocks, others };
}

function firstAfter(block: readonly string[], place: string): number {
  let [low, high] = [0, block.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((block[middle] as string) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Count {
  queries: number;
  entries: number;
  units: number;
}

/** Reads as the table does: half a unit for each 4 KB begun of a query. */
function reader(
  blocks: ReadonlyMap<string, string[]>,
  of: number,
  { side, subject }: Candidate,
  count: Count,
): ReadBlock {
  const other = side === 'wanted' ? 'offered' : 'wanted';
  return async ({ block: { bucket, month }, prefix, after, limit }) => {
    const pk = keys.matchBlock(weightsVersion, other, subject, bucket, month);
    const block = blocks.get(pk) ?? [];
    const from = firstAfter(block, after ?? prefix);
    let to = from;
    while (to < block.length && to - from < limit && (block[to] as string).startsWith(prefix)) to += 1;
    const entries = block.slice(from, to).map((place) => ({ place, candidate: postAt(indexOf(place), of) }));
    const bytes = entries.reduce(
      (sum, { place, candidate }) =>
        sum +
        itemSize({
          pk,
          sk: place,
          candidate: JSON.stringify(candidate),
          endsAt: '2026-05-31T00:00:00.000Z',
          expiresAt: 1_780_000_000,
        }),
      0,
    );
    count.queries += 1;
    count.entries += entries.length;
    count.units += Math.max(1, Math.ceil(bytes / 4096)) / 2;
    return { entries, last: to - from === limit ? entries.at(-1)?.place : undefined };
  };
}

async function best(matches: AsyncGenerator<Match>): Promise<Match[]> {
  const found: Match[] = [];
  for await (const match of matches) if (found.push(match) === top) break;
  return found;
}

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0;
const spread = (values: readonly number[]) => ({
  mean: Math.round((10 * values.reduce((a, b) => a + b, 0)) / values.length) / 10,
  p50: quantile(values, 0.5),
  p99: quantile(values, 0.99),
  most: Math.max(...values),
});

interface Searched extends Count {
  readonly found: readonly Match[];
  readonly best: Best;
  readonly compared: number;
  readonly counterparts: ReadonlyMap<string, Candidate>;
}

async function searched(post: Candidate, blocks: ReadonlyMap<string, string[]>, count: number): Promise<Searched> {
  const used: Count = { queries: 0, entries: 0, units: 0 };
  const search = searching(post, today, reader(blocks, count, post, used));
  const found = await best(search.matches());
  const counterparts = search.counterparts();
  return { ...used, found, best: await search.best(), compared: counterparts.size, counterparts };
}

const firm = '三明市某某钢铁贸易有限公司';
const kept = ({ id, score }: Match): KeptMatch => ({
  post: id,
  version: 1,
  poster: { id: `org_${id.slice(4)}`, name: firm },
  score: fraction(score),
});

/** A list after a search, and the write units of keeping it: the snapshot, the event, and a row for each that came or went. */
function keeping(post: Candidate, { found, best: least }: Pick<Searched, 'found' | 'best'>, before: MatchList) {
  const of = { post: post.id, poster: { id: post.party, name: firm }, kind: post.kind, subject: post.subject };
  const command = {
    type: 'keepMatches',
    at,
    of,
    matches: found.map(kept),
    standard: standardOf(least, today),
  } as const;
  const [event] = matchList.decide(command, before);
  if (event === undefined) return { list: before, units: 0 };
  const list = matchList.evolve(before, event);
  const hash = 'x'.repeat(43);
  const snapshot = {
    ...keys.snapshot(post.id),
    kind: 'match-list',
    version: 1,
    head: hash,
    state: JSON.stringify(list),
  };
  const actor = { role: 'system', id: 'stream' };
  const json = canonical({ seq: 1, at, type: event.type, v: 1, actor, data: { ...event.data, private: {} } });
  const log = { ...keys.event(post.id, 1), kind: 'event', aggregate: 'match-list', json, hash };
  const rows = event.data.found.length + event.data.gone.length;
  return { list, units: 2 * (writeUnits(itemSize(snapshot)) + writeUnits(itemSize(log)) + rows) };
}

/** From a new post to all matches kept: its own search and list, the lists of those that it matches, and of those that take it a search. */
async function keptAll(post: Candidate, blocks: ReadonlyMap<string, string[]>, count: number) {
  const own = await searched(post, blocks, count);
  const loaded = (matches: number) => 2 + matches;
  let [reads, writes, entered] = [own.units + loaded(own.found.length), keeping(post, own, matchList.initial).units, 0];
  for (const { id } of own.found) {
    const other = own.counterparts.get(id) as Candidate;
    const theirs = await searched(other, blocks, count);
    const { list } = keeping(other, theirs, matchList.initial);
    reads += 1;
    if (!mayEnter(list, other, post, today)) continue;
    entered += 1;
    const known = searching(other, today, reader(blocks, count, other, { queries: 0, entries: 0, units: 0 }), {
      known: [post],
    });
    const after = { found: await best(known.matches()), best: await known.best() };
    reads += theirs.units + loaded(after.found.length);
    writes += keeping(other, after, list).units;
  }
  return { reads, writes, entered };
}

async function measured(count: number) {
  const began = performance.now();
  const looking = Array.from({ length: checked }, (_, n) => postAt(count + n, count));
  const { blocks, others } = world(count, looking);
  const built = performance.now() - began;
  const each: (Searched & { readonly ms: number })[] = [];
  for (let n = 0; n < seekers; n += 1) {
    const start = performance.now();
    each.push({ ...(await searched(postAt(count + n, count), blocks, count)), ms: performance.now() - start });
  }
  let right = 0;
  for (const [n, post] of looking.entries()) {
    const all = rank(post, others.get(post.id) ?? [], today).slice(0, top);
    const said = (list: readonly Match[]) => list.map(({ id, score }) => `${id} ${fraction(score)}`).join();
    if (said(each[n]?.found ?? []) === said(all)) right += 1;
  }
  const keepings: Awaited<ReturnType<typeof keptAll>>[] = [];
  for (let n = 0; n < keepers; n += 1) keepings.push(await keptAll(postAt(count + n, count), blocks, count));
  const compared = each.map((one) => one.compared);
  return {
    posts: count,
    builtSeconds: Math.round(built / 100) / 10,
    largestBlock: Math.max(...[...blocks.values()].map(({ length }) => length)),
    compared: spread(compared),
    fewerThanAll: Math.round((count * seekers) / compared.reduce((a, b) => a + b, 0)),
    entries: spread(each.map(({ entries }) => entries)),
    queries: spread(each.map(({ queries }) => queries)),
    readUnits: spread(each.map(({ units }) => units)),
    milliseconds: spread(each.map(({ ms }) => Math.round(ms * 10) / 10)),
    found: spread(each.map(({ found }) => found.length)),
    recall: { seekers: checked, right },
    untilKept: {
      posts: keepers,
      readUnits: spread(keepings.map(({ reads }) => reads)),
      writeUnits: spread(keepings.map(({ writes }) => writes)),
      listsEntered: spread(keepings.map(({ entered }) => entered)),
    },
  };
}

if (import.meta.main) {
  const sizesFound = [];
  for (const count of sizes) sizesFound.push(await measured(count));
  const question = 'How much of all posts does a new one have to be compared with until its best matches are found?';
  if (process.env.POSTS === undefined) report('matching', question, { top, seekers, sizes: sizesFound });
  else console.log(JSON.stringify(sizesFound));
}
