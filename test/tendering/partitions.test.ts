import { describe, expect, test } from 'vitest';
import { bidsByShard, bidsInTheLastSecond, ids, sealedItem } from '../../bench/heat/bids.ts';
import recorded from '../../bench/results/partitions.json' with { type: 'json' };
import { paddedSizes } from '../../shared/sealing/pad.ts';
import { bidShards } from '../../shared/table/keys.ts';
import { itemSize } from '../support/item-size.ts';

describe('10,000 bids for one tender', () => {
  test.each([1, 2, 3])('fall evenly into every shard, whoever bids (seed %i)', (seed) => {
    const [tender = ''] = ids('tender', 1, seed);
    const counts = [...bidsByShard(tender, ids('organisation', 10_000, seed + 100)).values()];
    expect(counts).toHaveLength(bidShards);
    expect(Math.max(...counts)).toBeLessThanOrEqual((1.35 * 10_000) / bidShards);
  });

  test('even when all registered at the same moment', () => {
    const [tender = ''] = ids('tender', 1, 1);
    const suppliers = ids('organisation', 10_000, 7).map((id) => `org_0195a3f0-0000${id.slice(17)}`);
    const counts = [...bidsByShard(tender, suppliers).values()];
    expect(counts).toHaveLength(bidShards);
    expect(Math.max(...counts)).toBeLessThanOrEqual((1.35 * 10_000) / bidShards);
  });
});

describe('a sealed bid', () => {
  test.each(paddedSizes)('padded to %i bytes is an item of a third more and a little', async (padded) => {
    const bytes = itemSize(await sealedItem(padded));
    expect(bytes).toBeGreaterThan((padded * 4) / 3);
    expect(bytes).toBeLessThan((padded * 4) / 3 + 2560);
  });

  test('of the largest size in its 50th revision stays under DynamoDB’s 400 KB', async () => {
    expect(itemSize(await sealedItem(128 * 1024, 50))).toBeLessThan(400 * 1024);
  });
});

test('the recorded figures are those of today', async () => {
  expect(await bidsInTheLastSecond()).toEqual(recorded.results.lastSecond);
});
