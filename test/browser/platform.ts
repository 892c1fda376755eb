import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Client, client } from '../../demo/client.ts';
import { listMore } from '../../demo/fill.ts';
import { visitors } from '../../demo/visitors.ts';
import { consoleFolder } from '../../functions/local/console.ts';
import { type LocalServer, startLocal } from '../../functions/local/server.ts';
import { settledHistory } from './settled.ts';

/** The whole platform on this machine, with the demo's firms and tenders, its own clock and the built console. */
export interface Platform {
  readonly url: string;
  /** Speaks for any user, past the console. */
  readonly api: Client;
  /** Moves the clock, `P3D`, and carries out what has come due. */
  advance(by: string): Promise<void>;
  stop(): Promise<void>;
}

/** A client of a platform that runs. */
export const platformAt = (url: string): Omit<Platform, 'stop'> => {
  const post = (path: string, body: object) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }).then((answer) => answer.json());
  const tokenOf = async (sub: string) => ((await post('/dev/token', { sub })) as { token: string }).token;
  return {
    url,
    api: client((path, init) => fetch(`${url}${path}`, init), tokenOf),
    advance: async (by) => void (await post('/dev/clock', { advance: by })),
  };
};

const start = (dataDir: string): Promise<LocalServer> =>
  startLocal({
    dataDir,
    port: 0,
    console: { folder: consoleFolder, visitors: visitors() },
    history: settledHistory,
  });

/** Where a filled platform lies, for others to be copies of it: filling one takes ten times as long as starting one. */
export interface Filled {
  readonly folder: string;
  forget(): void;
}

/** In memory where the machine has a place for it, as nothing of it is kept. */
const place = (): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'jicai-browser-'));

export async function fillPlatform(): Promise<Filled> {
  const folder = place();
  const { url, stop } = await start(folder);
  const { api, advance } = platformAt(url);
  await listMore(api);
  // What follows from it is done too, or each copy would do it.
  await advance('PT1S');
  await stop();
  return { folder, forget: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A platform of one's own; where tables are not files, on an endpoint that was given, it has to be filled anew. */
export async function startPlatform(filled = inject('filled')): Promise<Platform> {
  const folder = place();
  const copied = existsSync(join(filled, 'dynamodb.sqlite'));
  if (copied) cpSync(filled, folder, { recursive: true });
  const server = await start(folder);
  const platform = platformAt(server.url);
  if (!copied) await listMore(platform.api);
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...platform, stop };
}
