import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { client } from '../../demo/client.ts';
import { openDraft } from '../../demo/fill.ts';
import { found, publishTender } from '../../demo/steps.ts';
import { folder } from './support.ts';

const program = fileURLToPath(new URL('../../functions/local.ts', import.meta.url));
const chunk = 8 * 1024 * 1024;

/** `npm start` as a process of its own, with its address. */
async function started(dataDir: string): Promise<{ readonly pid: number; readonly url: string }> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', DEMO_DATA: '0', A_SECRET_OF_THE_SHELL: 'hidden' };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => ended(child));
  let said = '';
  for await (const part of child.stdout) {
    said += part;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (url !== undefined) return { pid: child.pid ?? 0, url };
  }
  throw new Error(`it did not start: ${said}`);
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

const about = (pid: number, file: string): string => readFileSync(`/proc/${pid}/${file}`, 'utf8');

function openingOf(parent: number): number {
  const children = about(parent, `task/${parent}/children`).trim().split(' ').map(Number);
  return children.find((pid) => about(pid, 'cmdline').includes('opening-process')) ?? 0;
}

/** Which of these byte strings lie in the writable memory of a process. */
function inMemory(pid: number, needles: Readonly<Record<string, Buffer>>): string[] {
  const found = new Set<string>();
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const buffer = Buffer.alloc(chunk);
  for (const line of about(pid, 'maps').split('\n')) {
    const [, from = '', to = ''] = /^(\w+)-(\w+) rw/.exec(line) ?? [];
    const end = Number.parseInt(to, 16);
    for (let at = Number.parseInt(from, 16); at < end; at += chunk - 4096) {
      const read = readable(memory, buffer, Math.min(chunk, end - at), at);
      for (const [name, needle] of Object.entries(needles)) {
        if (buffer.subarray(0, read).includes(needle)) found.add(name);
      }
    }
  }
  closeSync(memory);
  return [...found].sort();
}

/** A range may be gone since the map was read. */
function readable(memory: number, buffer: Buffer, length: number, at: number): number {
  try {
    return readSync(memory, buffer, 0, length, at);
  } catch {
    return 0;
  }
}

it.skipIf(process.platform !== 'linux')('holds the vault key in the opening process alone', async () => {
  const dataDir = folder();
  const { pid, url } = await started(dataDir);
  const send = (path: string, init: RequestInit) => fetch(`${url}${path}`, init);
  const api = client(send, async (sub) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await send('/dev/token', { method: 'POST', headers, body: JSON.stringify({ sub }) });
    return ((await answer.json()) as { token: string }).token;
  });
  const tender = await publishTender(api, openDraft, (await found(api, '91350404100001078D')).sub);

  const { vault, receipt, secret } = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8'));
  const needles = {
    vault: Buffer.from(vault, 'base64url'),
    vaultText: Buffer.from(vault),
    receiptText: Buffer.from(receipt.d),
    secret: Buffer.from(secret, 'base64url'),
    secretText: Buffer.from(secret),
  };
  const opening = openingOf(pid);
  expect(inMemory(pid, { tender: Buffer.from(tender.id) }), 'the search finds what is there').toEqual(['tender']);
  expect(inMemory(opening, needles)).toContain('vault');
  expect(inMemory(pid, needles)).toEqual([]);
  for (const file of ['environ', 'cmdline']) {
    for (const process of [pid, opening]) expect(about(process, file)).not.toContain(vault);
  }
  expect(about(opening, 'environ')).not.toContain('A_SECRET_OF_THE_SHELL');
});
