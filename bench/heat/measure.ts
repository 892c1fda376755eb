import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { client } from '../../demo/client.ts';
import { market } from '../../demo/market/market.ts';
import { narrator } from '../../demo/narrator.ts';
import { mainJob } from '../../demo/story.ts';
import { year } from '../../demo/year/year.ts';
import { startLocal } from '../../functions/local/server.ts';
import { itemSize } from '../../test/support/item-size.ts';
import { familyOf } from './families.ts';

/**
 * How large the items of each family of keys are, as the demo's stories write them: `node bench/heat/measure.ts` keeps it
 * in `sizes.json`, which the simulation reads. What one id names is told apart by the id's prefix.
 */
type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
interface Put {
  readonly Put?: { readonly Item: Item };
}

const found = new Map<string, number[]>();
function noted(item: Item | undefined): void {
  const family = item && familyOf(item);
  if (item === undefined || family === undefined) return;
  const prefix = /^[a-z]{3}(?=_)/.exec(item.pk)?.[0];
  const name = prefix === undefined ? family : `${family} ${prefix}`;
  found.set(name, [...(found.get(name) ?? []), itemSize(item)]);
}

const real = DynamoDBDocumentClient.prototype.send as (...given: unknown[]) => Promise<unknown>;
DynamoDBDocumentClient.prototype.send = function send(this: unknown, ...given: unknown[]) {
  const { input } = given[0] as { input: { Item?: Item; TransactItems?: readonly Put[] } };
  for (const each of [{ Put: { Item: input.Item } }, ...(input.TransactItems ?? [])]) noted(each.Put?.Item as Item);
  return real.apply(this, given);
} as never;

for (const tell of [mainJob, year, market]) {
  const server = await startLocal({ dataDir: ':memory:', port: 0 });
  const send = (path: string, init: RequestInit) => fetch(`${server.url}${path}`, init);
  await tell(
    client(send, async (sub) => server.token(sub)),
    narrator(() => {}),
  );
  await server.stop();
}

const rounded = (sizes: readonly number[]) => ({
  items: sizes.length,
  mean: Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length),
  largest: Math.max(...sizes),
});
const sizes = Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([n, s]) => [n, rounded(s)]));
writeFileSync(join(import.meta.dirname, 'sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`);
