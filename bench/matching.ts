import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf } from '../functions/market/matching/blocking.ts';
import type { Candidate, Match } from '../functions/market/matching/model.ts';
import { placesOf } from '../functions/market/matching/order.ts';
import { rank } from '../functions/market/matching/rank.ts';
import { weightsVersion } from '../functions/market/matching/score.ts';
import { type ReadBlock, searching } from '../functions/market/matching/search.ts';
import { fraction } from '../shared/kernel/ratio.ts';
import { keys } from '../shared/table/keys.ts';
import { itemSize } from '../test/support/item-size.ts';
import { indexOf, postAt, today } from './posts.ts';

const sizes = (process.env.POSTS ?? '10000,100000,1000000').split(',').map(Number);
const seekers = Number(process.env.SEEKERS ?? 400);
const checked = Number(process.env.CHECKED ?? 12);
const top = 20;

/** The blocks of so many posts under their real keys, as the sort keys that stand in them: posts are made again from their numbers. */
function blocksOfAll(count: number): ReadonlyMap<string, string[]> {
  const blocks = new Map<string, string[]>();
  for (let at = 0; at < count; at += 1) {
    const post = postAt(at, count);
    const places = placesOf(post);
    for (const { bucket, month } of blocksOf(post)) {
      const pk = keys.matchBlock(weightsVersion, post.side, post.subject, bucket, month);
      const block = blocks.get(pk);
      if (block === undefined) blocks.set(pk, [...places]);
      else block.push(...places);
    }
  }
  for (const block of blocks.values()) block.sort();
  return blocks;
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

async function measured(count: number) {
  const began = performance.now();
  const blocks = blocksOfAll(count);
  const built = performance.now() - began;
  const each: (Count & {
    compared: number;
    found: number;
    subject: string;
    side: string;
    ms: number;
    post: Candidate;
  })[] = [];
  for (let n = 0; n < seekers; n += 1) {
    const post = postAt(count + n, count);
    const used: Count = { queries: 0, entries: 0, units: 0 };
    const start = performance.now();
    const search = searching(post, today, reader(blocks, count, post, used));
    const found = await best(search.matches());
    each.push({
      ...used,
      compared: search.counterparts().size,
      found: found.length,
      subject: post.subject,
      side: post.side,
      ms: performance.now() - start,
      post,
    });
  }
  if (process.env.WORST) {
    for (const w of each.toSorted((a, b) => b.compared - a.compared).slice(0, 12))
      console.log(
        w.compared,
        w.entries,
        w.queries,
        w.found,
        w.subject,
        JSON.stringify([
          w.post.side,
          w.post.spec,
          w.post.quantity,
          w.post.window,
          w.post.price?.delivery,
          w.post.radiusKm,
        ]),
      );
    for (const [key, list] of Map.groupBy(each, (e) => `${e.subject} ${e.side}`))
      console.log(
        key,
        list.length,
        JSON.stringify(spread(list.map((e) => e.compared))),
        JSON.stringify(spread(list.map((e) => e.units))),
      );
  }
  let right = 0;
  const seekersChecked = Array.from({ length: checked }, (_, n) => postAt(count + n, count));
  const worlds = new Map<string, Candidate[]>();
  for (let at = 0; at < count; at += 1) {
    const post = postAt(at, count);
    for (const seeker of seekersChecked) {
      if (seeker.subject !== post.subject || seeker.side === post.side) continue;
      const world = worlds.get(seeker.id) ?? [];
      world.push(post);
      worlds.set(seeker.id, world);
    }
  }
  for (const seeker of seekersChecked) {
    const used: Count = { queries: 0, entries: 0, units: 0 };
    const found = await best(searching(seeker, today, reader(blocks, count, seeker, used)).matches());
    const all = rank(seeker, worlds.get(seeker.id) ?? [], today).slice(0, top);
    const said = (list: readonly Match[]) => list.map(({ id, score }) => `${id} ${fraction(score)}`).join();
    if (said(found) === said(all)) right += 1;
    else console.error('differs', seeker.id);
  }
  return {
    posts: count,
    builtSeconds: Math.round(built / 100) / 10,
    largestBlock: Math.max(...[...blocks.values()].map(({ length }) => length)),
    compared: spread(each.map(({ compared }) => compared)),
    fewerThanAll: Math.round(count / (each.reduce((sum, { compared }) => sum + compared, 0) / seekers)),
    entries: spread(each.map(({ entries }) => entries)),
    queries: spread(each.map(({ queries }) => queries)),
    readUnits: spread(each.map(({ units }) => units)),
    milliseconds: spread(each.map(({ ms }) => Math.round(ms * 10) / 10)),
    found: spread(each.map(({ found }) => found)),
    recall: { seekers: checked, right },
  };
}

if (import.meta.main) {
  const results = [];
  for (const count of sizes) {
    const result = await measured(count);
    console.log(JSON.stringify(result));
    results.push(result);
  }
  if (process.env.POSTS === undefined) {
    const folder = join(import.meta.dirname, 'results');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'matching.json'), `${JSON.stringify({ top, seekers, results }, null, 2)}\n`);
  }
}
