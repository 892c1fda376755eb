import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { pasted, root, started } from './support.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('asks, confirms, is told by inbox, mail and webhook, by the lines of the guide as they stand', async () => {
  const { url } = await started();
  const lines = [...readFileSync(`${root}docs/notices.md`, 'utf8').matchAll(/```sh\n(.*?)```/gs)]
    .map(([, shell = '']) => shell)
    .join('');
  const port = await freePort();
  const listening = `& until (: < /dev/tcp/127.0.0.1/${port}) 2> /dev/null; do sleep 0.1; done`;
  const { out } = await pasted(lines.replace('& sleep 1', listening).replaceAll('8799', String(port)), url);
  const said = out.split('\n').filter((line) => line !== '');
  expect(said.slice(0, -3)).toEqual([
    ...['verified', 'verified', expect.stringContaining('撤回同意'), 'lin@lujia.example', '1', 'hourly'],
    ...['open', '发布了您关注的供应信息（螺纹钢）。', '0', '发布了您关注的供应信息（螺纹钢）。'],
  ]);
  // The receiver speaks when it is reached.
  expect(said.slice(-3).sort()).toEqual(['sent', 'signed webhooks.ping', 'snd_']);
});
