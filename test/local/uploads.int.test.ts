import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDraft } from '../../demo/fill.ts';
import { found, publishTender } from '../../demo/steps.ts';
import { localSealedObjects } from '../../functions/local/objects.ts';
import { folder, started } from './support.ts';

it('takes exactly what was asked for, whole or not at all, and gives nothing back', async () => {
  const dataDir = folder();
  const { api, url } = await started({ dataDir });
  const [buyer, mill] = [await found(api, '91350404100001078D'), await found(api, '91350404100001289W')];
  const tender = await publishTender(api, openDraft, buyer.sub);
  const content = randomBytes(65_536 + 28);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const body = { sha256, size: content.length };
  const upload = await api.post<{ url: string }>(`/v1/tenders/${tender.id}/bid/attachments`, body, mill.sub);
  expect(upload.url).toMatch(`${url}/local/objects/${tender.id}/${sha256}?`);

  const put = async (to: string, bytes: Uint8Array<ArrayBuffer>) => {
    const response = await fetch(to, { method: 'PUT', body: bytes });
    return response.status === 200 ? 200 : ((await response.json()) as { code: string }).code;
  };
  const changed = Uint8Array.from(content, (byte, at) => (at === 0 ? byte ^ 1 : byte));
  const kept = () => localSealedObjects(join(dataDir, 'objects')).size(`${tender.id}/${sha256}`);

  expect(await put(upload.url.replace(sha256, 'a'.repeat(64)), content)).toBe('upload-signature-invalid');
  expect(await put(upload.url.replace(/size=\d+/, 'size=1'), content)).toBe('upload-signature-invalid');
  expect(await put(upload.url.split('?')[0] ?? '', content)).toBe('upload-signature-invalid');
  expect(await put(upload.url, content.subarray(1))).toBe('upload-size-wrong');
  expect(await put(upload.url, new Uint8Array(content.length + 1))).toBe('upload-size-wrong');
  expect(await put(upload.url, changed)).toBe('upload-hash-wrong');
  expect(await kept()).toBeUndefined();
  expect(readdirSync(join(dataDir, 'objects'))).toEqual([]);

  expect(await put(upload.url, content)).toBe(200);
  expect(await kept()).toBe(content.length);
  expect((await fetch(upload.url)).status).toBe(404);

  await api.post('/dev/clock', { advance: 'PT15M' });
  expect(await put(upload.url, content)).toBe('upload-expired');
});
