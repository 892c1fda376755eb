import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Client, client } from '../../demo/client.ts';
import { type LocalOptions, type LocalServer, startLocal } from '../../functions/local/server.ts';

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
