import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { emulator } from '../../shared/table/emulator.ts';

const program = '@dynoxide/linux-x64/dynoxide';

/** What the emulator asks of a stream for every record that it writes, and for every read. */
const questions = [
  'SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?1',
  `SELECT event_name, keys_json, new_image, old_image, sequence_number, created_at, user_identity
             FROM _stream_records
             WHERE table_name = ?1 AND shard_id = ?2 AND CAST(sequence_number AS INTEGER) > ?3
             ORDER BY CAST(sequence_number AS INTEGER) ASC
             LIMIT ?4`,
];

/** The folders in memory, or for what passes, that emulators of this process hold. */
const held = (): string[] =>
  ['/dev/shm', tmpdir()].flatMap((folder) => {
    try {
      return readdirSync(folder).filter((name) => name.startsWith(`jicai-dynamodb-${process.pid}-`));
    } catch {
      return [];
    }
  });

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the embedded emulator', () => {
  it('finds its place in a stream by an index, however long the stream is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jicai-test-'));
    try {
      const file = join(folder, 'dynamodb.sqlite');
      const running = await emulator(file);
      const code = readFileSync(createRequire(import.meta.url).resolve(program));
      const database = new DatabaseSync(file);
      for (const question of questions) {
        expect(code.includes(question), question).toBe(true);
        const plan = database.prepare(`EXPLAIN QUERY PLAN ${question}`).all();
        expect(plan).toEqual([
          expect.objectContaining({ detail: expect.stringMatching(/^SEARCH .*INDEX jicai_stream_order/) }),
        ]);
      }
      database.close();
      await running?.stop();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('leaves nothing behind where it keeps nothing', async () => {
    const running = await emulator();
    expect((await fetch(running?.endpoint ?? '')).status).toBeLessThan(500);
    expect(held()).toHaveLength(1);
    await running?.stop();
    expect(held()).toEqual([]);
  });
});
