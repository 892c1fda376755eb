import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { consoleRoutes } from '../../functions/local/console.ts';
import { apiPaths, consoleHeaders, isApiPath } from '../../shared/http/console.ts';
import { Router } from '../../shared/http/router.ts';
import { folder } from './support.ts';

function served(
  files: Readonly<Record<string, string>> = { 'index.html': '<!doctype html>', 'assets/a-1a2b.js': 'run()' },
) {
  const outside = folder();
  writeFileSync(join(outside, 'secret.json'), '{}');
  const inside = join(outside, 'web');
  mkdirSync(join(inside, 'assets'), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(inside, name), content);
  const app = new Router();
  app.get('/v1/tenders', (c) => c.json({ items: [] }));
  consoleRoutes(app, {
    folder: inside,
    visitors: [{ sub: 'lin-qiming', name: '林启明', role: { zh: '采购方', en: 'purchaser' } }],
  });
  return {
    get: (path: string) => app.request(path),
    write: (name: string, content: string) => writeFileSync(join(inside, name), content),
  };
}

describe('beside the API', () => {
  test('each page’s address answers the one page, under the headers of the console, and is asked for anew', async () => {
    const { get } = served();
    for (const path of ['/', '/tenders', '/tenders/tnd_019c9de5-aaca-7495-bc28-9b57b20e526f', '/%zz']) {
      const answer = await get(path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, '<!doctype html>']);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      for (const [name, value] of Object.entries(consoleHeaders({ connect: [], pictures: [] })))
        expect(answer.headers.get(name)).toBe(value);
    }
  });

  test('what is named by its content is kept; what is not there is not a page', async () => {
    const { get } = served();
    const script = await get('/assets/a-1a2b.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/b-3c4d.js')).status).toBe(404);
  });

  test('the API’s paths stay the API’s, known or not', async () => {
    const { get } = served();
    expect(await (await get('/v1/tenders')).json()).toEqual({ items: [] });
    for (const path of [
      '/v1/none',
      '/openapi.json',
      '/problems/none',
      '/health',
      '/docs',
      '/.well-known/x',
      '/dev/none',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    expect(apiPaths.map((path) => isApiPath(path.replace('*', 'x')))).toEqual(apiPaths.map(() => true));
    expect(['/', '/v1x', '/docs2', '/tenders'].map(isApiPath)).toEqual([false, false, false, false]);
  });

  test('nothing outside its folder is served, and nothing of the build’s own', async () => {
    const { get, write } = served();
    write('.sources', 'hash');
    for (const path of ['/..%2Fsecret.json', '/assets/..%2F..%2Fsecret.json', '/.sources', '/%2e%2e/secret.json']) {
      const answer = await get(path);
      expect([path, await answer.text()]).not.toContain('{}');
      expect([path, answer.status === 200 && answer.headers.get('content-type')]).not.toContain('application/json');
    }
    expect(await (await get('/.sources')).text()).not.toContain('hash');
  });

  test('who one may be is told at /console.json, and no secret', async () => {
    const { get } = served();
    expect(await (await get('/console.json')).json()).toEqual({
      signIn: {
        kind: 'people',
        people: [{ sub: 'lin-qiming', name: '林启明', role: { zh: '采购方', en: 'purchaser' } }],
      },
    });
  });

  test('while it is built a page says so and looks again; then it is there', async () => {
    const { get, write } = served({});
    const waiting = await get('/tenders');
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await waiting.text()).toContain('正在构建');
    write('index.html', '<!doctype html>');
    expect((await get('/tenders')).status).toBe(200);
  });
});
