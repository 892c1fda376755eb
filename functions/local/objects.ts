import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../shared/kernel/errors.ts';
import { instant, millis } from '../../shared/kernel/time.ts';
import { type SealedObjects, type Uploads, uploadSeconds } from '../../shared/ports/objects.ts';

/** Where uploads go, and what they carry in their address. */
export const objectsPath = '/local/objects/';

export interface LocalUploads extends Uploads {
  /**
   * Takes the content of an address that `presign` gave; it is there whole or not at all.
   * @throws `upload-signature-invalid`, `upload-expired`, `upload-size-wrong`, `upload-hash-wrong`
   */
  receive(url: URL, content: AsyncIterable<Uint8Array>): Promise<void>;
}

/** Uploads to a folder, below a path of their own, by addresses that are signed with a secret and can only be written to. */
export function localUploads(options: {
  readonly folder: string;
  readonly secret: Uint8Array;
  readonly path?: string;
  origin(): string;
  now(): number;
}): LocalUploads {
  const { folder, secret, path = objectsPath, origin, now } = options;
  const sign = (key: string, sha256: string, size: string, expires: string): Buffer =>
    createHmac('sha256', secret)
      .update(JSON.stringify([key, sha256, size, expires]))
      .digest();

  return {
    async presign({ key, sha256, size }, at, until) {
      const seconds = uploadSeconds(at, until);
      const expiresAt = instant(millis(at) + seconds * 1000);
      const signature = sign(key, sha256, String(size), expiresAt).toString('base64url');
      const query = new URLSearchParams({ sha256, size: String(size), expires: expiresAt, signature });
      return { url: `${origin()}${path}${key}?${query}`, method: 'PUT', headers: {}, expiresAt };
    },

    async receive({ pathname, searchParams }, content) {
      const key = pathname.slice(path.length);
      const [sha256 = '', size = '', expires = '', signature = ''] = ['sha256', 'size', 'expires', 'signature'].map(
        (name) => searchParams.get(name) ?? '',
      );
      const expected = sign(key, sha256, size, expires);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new DomainError('forbidden', 'upload-signature-invalid');
      }
      if (now() >= millis(expires)) throw new DomainError('forbidden', 'upload-expired', { expires });
      await store(folder, key, content, { sha256, size: Number(size) });
    },
  };
}

async function store(
  folder: string,
  key: string,
  content: AsyncIterable<Uint8Array>,
  expected: { readonly sha256: string; readonly size: number },
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const incoming = join(folder, `${randomUUID()}.incoming`);
  const hash = createHash('sha256');
  let size = 0;
  try {
    const file = await open(incoming, 'wx', 0o600);
    try {
      for await (const chunk of content) {
        size += chunk.length;
        if (size > expected.size) break;
        hash.update(chunk);
        await file.write(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (size !== expected.size) throw new DomainError('rule', 'upload-size-wrong', { size: expected.size });
    if (hash.digest('hex') !== expected.sha256) throw new DomainError('rule', 'upload-hash-wrong');
    await rename(incoming, placeOf(folder, key));
  } finally {
    await rm(incoming, { force: true });
  }
}

/** The folder as the opening process sees it. */
export function localSealedObjects(folder: string): SealedObjects {
  return {
    async size(key) {
      try {
        return (await stat(placeOf(folder, key))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

/** Under the hash of its key, so that no key names a place elsewhere. */
export const placeOf = (folder: string, key: string): string =>
  join(folder, createHash('sha256').update(key).digest('hex'));
