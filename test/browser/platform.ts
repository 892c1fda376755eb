import { type Client, client } from '../../demo/client.ts';
import { fill, historyBegins, listMore } from '../../demo/fill.ts';
import { visitors } from '../../demo/visitors.ts';
import { consoleFolder } from '../../functions/local/console.ts';
import { startLocal } from '../../functions/local/server.ts';

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

export async function startPlatform(): Promise<Platform> {
  const server = await startLocal({
    dataDir: ':memory:',
    port: 0,
    console: { folder: consoleFolder, visitors: visitors() },
    history: { begins: historyBegins, fill },
  });
  const platform = platformAt(server.url);
  await listMore(platform.api);
  return { ...platform, stop: server.stop };
}
