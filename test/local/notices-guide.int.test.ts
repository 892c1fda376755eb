import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { folder, started } from './support.ts';

const guide = fileURLToPath(new URL('../../docs/notices.md', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('asks, confirms, is told by inbox, mail and webhook, by the lines of the guide as they stand', async () => {
  const { url } = await started();
  const lines = [...readFileSync(guide, 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(([, shell = '']) => shell).join('');
  const script = lines.replace('http://127.0.0.1:8787', url).replaceAll('8799', String(await freePort()));
  const out = await new Promise<string>((resolve) => {
    const shell = spawn('bash', ['-c', script], { cwd: folder() });
    let text = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (text += chunk));
    shell.on('close', () => resolve(text));
  });
  const said = out.split('\n').filter((line) => line !== '');
  expect(said.slice(0, -3)).toEqual([
    ...['verified', 'verified', expect.stringContaining('撤回同意'), 'lin@lujia.example', '1', 'hourly'],
    ...['open', '发布了您关注的供应信息（螺纹钢）。', '0', '发布了您关注的供应信息（螺纹钢）。'],
  ]);
  // The receiver speaks when it is reached.
  expect(said.slice(-3).sort()).toEqual(['sent', 'signed webhooks.ping', 'snd_']);
});
