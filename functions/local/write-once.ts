import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WriteOnce } from '../../shared/ports/write-once.ts';
import { placeOf } from './objects.ts';

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** A folder whose files are written whole, once, and may not be written to; its owner can still delete them. */
export function diskWriteOnce(folder: string): WriteOnce {
  return {
    async put(key, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const incoming = join(folder, `${randomUUID()}.incoming`);
      await writeFile(incoming, text, { mode: 0o400, flag: 'wx' });
      try {
        await link(incoming, placeOf(folder, key));
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      } finally {
        await rm(incoming, { force: true });
      }
    },

    async get(key) {
      try {
        return await readFile(placeOf(folder, key), 'utf8');
      } catch (error) {
        if (isCode(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
  };
}
