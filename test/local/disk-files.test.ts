import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diskFiles } from '../../functions/local/disk-files.ts';
import { instant } from '../../shared/kernel/time.ts';

const folder = mkdtempSync(join(tmpdir(), 'jicai-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const clock = { now: Date.parse('2026-03-02T09:00:00+08:00') };
const at = () => instant(clock.now);
const origin = () => 'http://127.0.0.1:8787';
const files = diskFiles({ folder, secret: new Uint8Array(32), origin, now: () => clock.now });
const content = new TextEncoder().encode('品名,单价');
const sha256 = createHash('sha256').update(content).digest('hex');
const pieces = async function* () {
  yield content;
};

describe('files on a disk', () => {
  test('are sent to a signed address, and fetched from another', async () => {
    const { url } = await files.presignUpload('uploads/a.csv', { sha256, size: content.length }, at());
    await files.receive(new URL(url), pieces());
    expect(await files.get('uploads/a.csv')).toEqual(Buffer.from(content));
    const fetched = await files.fetch(new URL((await files.presignDownload('uploads/a.csv', '报价.csv', at())).url));
    expect([fetched.name, Buffer.from(fetched.content).toString()]).toEqual(['报价.csv', '品名,单价']);
  });

  test('are fetched by no address that was changed, was for sending, or is old', async () => {
    await files.put('reports/a.csv', content, 'text/csv');
    const good = new URL((await files.presignDownload('reports/a.csv', 'a.csv', at())).url);
    const other = new URL(good.href.replace('reports/a.csv', 'uploads/a.csv'));
    await expect(files.fetch(other)).rejects.toMatchObject({ code: 'upload-signature-invalid' });
    const { url } = await files.presignUpload('reports/a.csv', { sha256, size: content.length }, at());
    await expect(files.fetch(new URL(url))).rejects.toMatchObject({ code: 'upload-signature-invalid' });
    clock.now += 901_000;
    await expect(files.fetch(good)).rejects.toMatchObject({ code: 'upload-expired' });
  });

  test('that are not there are undefined', async () => {
    expect(await files.get('nothing')).toBeUndefined();
    const { url } = await files.presignDownload('nothing', 'a', at());
    await expect(files.fetch(new URL(url))).rejects.toMatchObject({ code: 'not-found' });
  });
});
