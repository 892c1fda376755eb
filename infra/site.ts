import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachingOf, contentTypeOf } from '../shared/http/console.ts';
import type { SiteFile } from './cloud.ts';

const folder = join(import.meta.dirname, '..', 'dist', 'web');

/** A file of the console at a path of its address. */
export const fileOf = (path: string, content: Uint8Array | string): SiteFile => ({
  key: path.slice(1),
  content,
  contentType: contentTypeOf(path),
  cacheControl: cachingOf(path),
});

/** The console as `web/build` left it; its page, which names the other files, comes last. */
export async function builtSite(from = folder): Promise<readonly SiteFile[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(from.length))
    // What begins with a dot is the build's own.
    .filter((path) => !path.includes('/.'))
    .sort((a, b) => Number(a === '/index.html') - Number(b === '/index.html') || a.localeCompare(b));
  return Promise.all(paths.map(async (path) => fileOf(path, await readFile(join(from, path)))));
}
