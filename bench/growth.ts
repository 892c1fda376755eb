import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type DbConfig, localRegion, openDb } from '../shared/table/client.ts';
import { emulator } from '../shared/table/emulator.ts';
import { createTables } from '../shared/table/local.ts';
import { median, report } from './report.ts';

/** `node bench/growth.ts`; results/growth.json. */

const question =
  'On one machine, what does a write cost as the stream grows, with the index on the order of the stream and without?';
const lengths = [100, 1000, 10_000];
const tries = 15;

const folder = mkdtempSync(join(tmpdir(), 'jicai-bench-'));
const file = join(folder, 'dynamodb.sqlite');

async function measure(config: DbConfig) {
  const { send } = openDb(config);
  const item = (n: number) => ({ pk: `p${n % 100}`, sk: `s${n}`, body: '螺纹钢'.repeat(300) });
  let written = 0;
  const fill = async (upTo: number): Promise<void> => {
    while (written < upTo) {
      const batch = Array.from({ length: Math.min(25, upTo - written) }, (_, at) => item(written + at));
      written += batch.length;
      await send(
        new BatchWriteCommand({ RequestItems: { [config.main]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
      );
    }
  };
  const once = async (): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < tries; n += 1) {
      const began = performance.now();
      await send(new PutCommand({ TableName: config.main, Item: item(written) }));
      times.push(performance.now() - began);
      written += 1;
    }
    return median(times);
  };
  const rows: { records: number; indexedMs: number; unindexedMs: number; ratio: number }[] = [];
  for (const records of lengths) {
    await fill(records - tries);
    const indexed = await once();
    const database = new DatabaseSync(file);
    const [{ sql } = { sql: '' }] = database
      .prepare("SELECT sql FROM sqlite_master WHERE name = 'jicai_stream_order'")
      .all() as { sql: string }[];
    database.exec('DROP INDEX jicai_stream_order');
    const unindexed = await once();
    database.exec(sql);
    database.close();
    const round = (ms: number): number => Math.round(ms * 100) / 100;
    rows.push({
      records,
      indexedMs: round(indexed),
      unindexedMs: round(unindexed),
      ratio: round(unindexed / indexed),
    });
  }
  return rows;
}

try {
  const running = await emulator(file);
  if (running === undefined) throw new Error('the embedded emulator is for Linux on x64');
  try {
    const config = { region: localRegion, endpoint: running.endpoint, main: 'main-growth', vault: 'vault-growth' };
    await createTables(config);
    report('growth', question, await measure(config));
  } finally {
    await running.stop();
  }
} finally {
  rmSync(folder, { recursive: true });
}
