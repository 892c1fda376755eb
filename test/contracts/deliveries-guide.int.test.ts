import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { memoryFiles } from '../support/files.ts';
import * as d from './delivery-calls.ts';
import { agreed } from './framework.ts';

const guide = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), 'utf8');
const block = (text: string, beginning: string): string =>
  [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, lines = '']) => lines).find((lines) => lines.startsWith(beginning)) ??
  '';

/** The application on a port, with tokens for the asking and a place for uploads. */
async function served(): Promise<{ readonly app: TestApp; readonly url: string }> {
  const files = memoryFiles();
  let url = '';
  const upload = (key: string) => ({ url: `${url}/put/${key}`, method: 'PUT', headers: {}, expiresAt: '' }) as const;
  const app = await testApp({ files: { ...files, presignUpload: async (key) => upload(key) } });
  const server = createServer(async (request, response) => {
    const { method = 'GET', url: path = '/' } = request;
    const body = await buffer(request);
    if (path.startsWith('/put/')) {
      await files.put(path.slice(5), body, 'application/pdf');
      response.writeHead(200).end();
    } else if (path === '/dev/token') {
      response.end(JSON.stringify({ token: JSON.parse(body.toString()).sub }));
    } else {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const answer = await app.app.request(path, {
        method,
        headers,
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      });
      response.writeHead(answer.status).end(await answer.text());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { app, url };
}

it('delivers, accepts and takes back by the lines of the guide as they stand', async () => {
  const { app, url } = await served();
  const its = await agreed(app);
  const order = await d.barsOrdered(app, its, '20');
  const helpers = block(guide('tendering.md'), 'U=')
    .split('\n')
    .slice(0, 3)
    .join('\n')
    .replace('http://127.0.0.1:8787', url);
  const lines = block(guide('deliveries.md'), 'I=');
  const who = `C=${order}; S=${its.winners[0]?.sub}; B=${its.buyers[0]?.sub}`;
  const cwd = mkdtempSync(join(tmpdir(), 'jicai-test-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const out = await new Promise<string>((resolve) => {
    const shell = spawn('bash', ['-c', [helpers, who, lines].join('\n')], { cwd });
    let text = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (text += chunk));
    shell.on('close', () => resolve(text));
  });
  expect(out.trim().split('\n')).toEqual(['200', '4.588', '1', '0.11856', '已装车运回']);
});
