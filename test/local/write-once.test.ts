import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diskWriteOnce } from '../../functions/local/write-once.ts';

describe('write-once storage in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jicai-heads-'));
  const storage = diskWriteOnce(join(folder, 'heads'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps what was written first, whoever comes after it, and lets nobody write to it', async () => {
    expect(await storage.get('2026-03-02/tnd_1/2')).toBeUndefined();
    await storage.put('2026-03-02/tnd_1/2', '第一份');
    await Promise.all(['b', 'c'].map((text) => storage.put('2026-03-02/tnd_1/2', text)));
    expect(await storage.get('2026-03-02/tnd_1/2')).toBe('第一份');
    const [file = '', ...others] = readdirSync(join(folder, 'heads'));
    expect(others).toEqual([]);
    expect(statSync(join(folder, 'heads', file)).mode & 0o777).toBe(0o400);
  });

  it('keeps one of several that come at once', async () => {
    const texts = ['a', 'b', 'c', 'd'];
    await Promise.all(texts.map((text) => storage.put('at once', text)));
    expect(texts).toContain(await storage.get('at once'));
  });

  it('says what it could not write', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(diskWriteOnce(join(folder, 'file')).put('k', 'x')).rejects.toThrow();
  });
});
