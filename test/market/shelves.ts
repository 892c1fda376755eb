import { blocksOf } from '../../functions/market/matching/blocking.ts';
import type { Candidate } from '../../functions/market/matching/model.ts';
import { placesOf } from '../../functions/market/matching/order.ts';
import type { Entry, ReadBlock } from '../../functions/market/matching/search.ts';

/** Posts in their blocks, in memory, read as a table would be; `count` says how much. */
export function shelves(posts: readonly Candidate[]) {
  const name = (side: string, subject: string, bucket: string, month: string) => [side, subject, bucket, month].join();
  const blocks = new Map<string, Entry[]>();
  for (const candidate of posts) {
    for (const { bucket, month } of blocksOf(candidate)) {
      const key = name(candidate.side, candidate.subject, bucket, month);
      const block = blocks.get(key) ?? [];
      block.push(...placesOf(candidate).map((place) => ({ place, candidate })));
      blocks.set(key, block);
    }
  }
  for (const block of blocks.values()) block.sort((a, b) => (a.place < b.place ? -1 : 1));
  const count = { reads: 0, entries: 0 };

  const readFor =
    ({ side, subject }: Candidate): ReadBlock =>
    async ({ block: { bucket, month }, prefix, after = '', limit }) => {
      const block = blocks.get(name(side === 'wanted' ? 'offered' : 'wanted', subject, bucket, month)) ?? [];
      const found = block.filter(({ place }) => place.startsWith(prefix) && place > after);
      const entries = found.slice(0, limit);
      count.reads += 1;
      count.entries += entries.length;
      return { entries, last: found.length > limit ? entries.at(-1)?.place : undefined };
    };
  return { readFor, count };
}
