import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { DomainError } from '../../shared/kernel/errors.ts';
import { instant, millis } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import { type LocalUploads, localUploads, placeOf } from './objects.ts';

/** Where files are sent to and fetched from. */
export const filesPath = '/local/files/';

/** Seconds that a download's address is good for. */
const downloadSeconds = 900;

export interface DiskFiles extends Files, Pick<LocalUploads, 'receive'> {
  /**
   * The file of an address that `presignDownload` gave.
   * @throws `upload-signature-invalid`, `upload-expired`, `not-found`
   */
  fetch(url: URL): Promise<{ readonly content: Uint8Array; readonly name: string }>;
}

/** Files in a folder, sent and fetched by addresses that are signed with a secret. */
export function diskFiles(options: {
  readonly folder: string;
  readonly secret: Uint8Array;
  origin(): string;
  now(): number;
}): DiskFiles {
  const { folder, secret, origin, now } = options;
  const uploads = localUploads({ ...options, path: filesPath });
  const sign = (key: string, name: string, expires: string): Buffer =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['get', key, name, expires]))
      .digest();

  async function get(key: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(placeOf(folder, key));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  return {
    get,
    // Whoever owns the machine can delete what is on it.
    lock: async () => {},
    size: async (key) => (await get(key))?.byteLength,
    receive: uploads.receive,
    presignUpload: (key, { sha256, size }, at) => uploads.presign({ key, sha256, size }, at),

    async put(key, content) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const place = placeOf(folder, key);
      await writeFile(`${place}.new`, content, { mode: 0o600 });
      await rename(`${place}.new`, place);
    },

    async presignDownload(key, name, at) {
      const expiresAt = instant(millis(at) + downloadSeconds * 1000);
      const signature = sign(key, name, expiresAt).toString('base64url');
      const query = new URLSearchParams({ name, expires: expiresAt, signature });
      return { url: `${origin()}${filesPath}${key}?${query}`, expiresAt };
    },

    async fetch({ pathname, searchParams }) {
      const key = pathname.slice(filesPath.length);
      const [name = '', expires = '', signature = ''] = ['name', 'expires', 'signature'].map(
        (each) => searchParams.get(each) ?? '',
      );
      const expected = sign(key, name, expires);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new DomainError('forbidden', 'upload-signature-invalid');
      }
      if (now() >= millis(expires)) throw new DomainError('forbidden', 'upload-expired', { expires });
      const content = await get(key);
      if (content === undefined) throw new DomainError('not-found', 'not-found');
      return { content, name };
    },
  };
}
