import { expect, test } from 'vitest';
import type { Db } from '../../shared/table/client.ts';
import { openingVault } from '../../shared/table/vault.ts';

/** A vault of so many bids in each shard. */
const holding = (each: number): Db => ({
  main: 'main',
  vault: 'vault',
  send: (async ({ input }: { input: { ExpressionAttributeValues: { ':pk': string } } }) => {
    const pk = input.ExpressionAttributeValues[':pk'];
    const bid = {
      pk,
      receivedAt: '2026-03-02T01:00:00Z',
      lots: [],
      revisions: '[]',
      bidder: '{}',
      documentsVersion: 1,
    };
    return { Items: Array.from({ length: each }, (_, at) => ({ ...bid, sk: `${pk} ${at}` })) };
  }) as unknown as Db['send'],
});

test('an opening goes through the shards in turn, so that what it writes meanwhile is spread over all of them', async () => {
  const found = (await Array.fromAsync(openingVault(holding(3)).rows('tnd_1'))).map(({ supplier }) => supplier);
  const shards = (rows: readonly string[]) => new Set(rows.map((row) => row.split(' ')[0])).size;
  expect(new Set(found).size).toBe(3 * 64);
  for (const turn of [0, 64, 128]) expect(shards(found.slice(turn, turn + 64))).toBe(64);
});
