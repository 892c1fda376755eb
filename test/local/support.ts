import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Client, client } from '../../demo/client.ts';
import { type LocalOptions, type LocalServer, startLocal } from '../../functions/local/server.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A folder of this test's own, gone when it ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'jicai-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A server of this test's own, in memory unless it says otherwise. */
export async function started(options: Partial<LocalOptions> = {}): Promise<LocalServer & { readonly api: Client }> {
  const server = await startLocal({ dataDir: ':memory:', port: 0, ...options });
  onTestFinished(server.stop);
  return { ...server, api: client((path, init) => fetch(`${server.url}${path}`, init), server.token) };
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end; what it says is kept. */
export async function ran(command: string, args: readonly string[], cwd?: string): Promise<Ran> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill());
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.err += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}

/** A story of the demo, told to its end. */
export const told = (...story: readonly string[]): Promise<Ran> =>
  ran(process.execPath, [`${root}demo/main.ts`, ...story]);

/**
 * Pastes shell lines as they stand into a shell, but for where the platform and its tools are here. Where they sleep, the
 * platform is waited for until it has nothing left to do: how long that takes is not the same on every machine.
 */
export const pasted = (lines: string, url: string, cwd = folder()): Promise<Ran> => {
  const settled = `curl -s -o /dev/null ${url}/dev/clock -H 'Content-Type: application/json' -d '{"advance":"PT1S"}'`;
  const script = lines
    .replace('http://127.0.0.1:8787', url)
    .replaceAll('npx jicai', `"${process.execPath}" "${root}bin/jicai"`)
    .replaceAll(/\bsleep \d+(?![\d.])/g, settled);
  return ran('bash', ['-c', `exec 2>&1\n${script}`], cwd);
};
