import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { cachingOf, consoleHeaders, contentTypeOf, isApiPath } from '../../shared/http/console.ts';
import type { Router } from '../../shared/http/router.ts';

/** Somebody whom a visitor may be, as the console's sign-in page shows it. */
export interface Visitor {
  readonly sub: string;
  readonly name: string;
  readonly organisation?: string;
  readonly role: Readonly<Record<'zh' | 'en', string>>;
}

export interface LocalConsole {
  /** Where the built files are, or will be. */
  readonly folder: string;
  readonly visitors: readonly Visitor[];
}

const project = join(import.meta.dirname, '..', '..');

/** Where `npm run web:build` puts the console. */
export const consoleFolder = join(project, 'dist', 'web');

/** Builds the console in a process of its own unless it is there as its sources are; the API waits for none of it. */
export function buildConsole(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(project, 'web', 'build', 'main.ts')], { stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the console's build ended with ${code}`)),
    );
  });
}

const underway = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>集采 Jicai</title><p>控制台正在构建，马上就好。The console is being built; it will be here in a moment.</p></html>`;

/** Serves the console's pages beside the API; its paths other than files are the console's own, and answer its page. */
export function consoleRoutes(app: Router, { folder, visitors }: LocalConsole): void {
  const headers = consoleHeaders({ connect: [], pictures: [] });
  const settings = JSON.stringify({ signIn: { kind: 'people', people: visitors } });

  app.get('*', async (c, next) => {
    const { path } = c.req;
    if (isApiPath(path) || path.startsWith('/dev/')) return next();
    c.set('route', 'GET /');
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (path === '/console.json') return send('/console.json', settings);
    const file = await fileAt(path);
    if (file !== undefined) return send(path, file);
    // A file that is not there is none: a page in its place would be taken for it.
    if (/\.\w+$/.test(path)) return next();
    const page = await fileAt('/index.html');
    if (page !== undefined) return send('/index.html', page);
    return c.html(underway, 503, { 'Retry-After': '2' });

    function send(name: string, content: string | Uint8Array<ArrayBuffer>): Response {
      c.header('Cache-Control', cachingOf(name));
      c.header('Content-Type', contentTypeOf(name));
      return c.body(content);
    }
  });

  async function fileAt(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const file = normalize(join(folder, decoded(path)));
    if (!file.startsWith(`${folder}/`) || /\/\./.test(file.slice(folder.length))) return undefined;
    return readFile(file).then(
      (content) => new Uint8Array(content),
      () => undefined,
    );
  }
}

/** A path that is no valid encoding names no file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
