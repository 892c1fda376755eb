import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Router } from '../../shared/http/router.ts';
import { type Instant, parseInstant } from '../../shared/kernel/time.ts';
import type { JobMessage } from '../../shared/ports/jobs.ts';
import { diskMail } from '../../shared/ports/mail.local.ts';
import { webhookPoster } from '../../shared/ports/webhooks.http.ts';
import type { DbConfig } from '../../shared/table/client.ts';
import { localRegion, openDb } from '../../shared/table/client.ts';
import { createTables, localDynamoDb } from '../../shared/table/local.ts';
import { localStream, type Places } from '../../shared/table/local-stream.ts';
import { createApp } from '../app.ts';
import { buildDeps } from '../deps.ts';
import type { Dispatch } from '../notices/sending.ts';
import { background } from './background.ts';
import { type DevClock, devClock } from './clock.ts';
import { consoleRoutes, type LocalConsole } from './console.ts';
import { diskFiles } from './disk-files.ts';
import { readJsonFile, writeJsonFile } from './files.ts';
import { devIssuer } from './issuer.ts';
import { localLog } from './log.ts';
import { localUploads } from './objects.ts';
import { startOpening } from './opening.ts';
import { localRoutes } from './routes.ts';
import { diskWriteOnce } from './write-once.ts';

/** The platform on one machine, before it serves: what fills it with something to look at. */
export interface Unserved {
  readonly app: Router;
  token(sub: string, name?: string): Promise<string>;
  /** Moves the clock and carries out whatever has come due. */
  moveTo(to: Instant): Promise<void>;
}

export interface LocalOptions {
  /** A folder, or `:memory:`, which keeps nothing. */
  readonly dataDir: string;
  /** 0 takes any that is free. */
  readonly port: number;
  readonly host?: string;
  /** Whether the log goes to the terminal rather than into the folder. */
  readonly logToStdout?: boolean;
  /** Serves the console beside the API; without it the API stands alone. */
  readonly console?: LocalConsole | undefined;
  /** Fills a platform that starts for the first time, in the time that ends at `visibleStart`. */
  readonly history?: { readonly begins: Instant; fill(platform: Unserved): Promise<void> } | undefined;
}

export interface LocalServer {
  readonly url: string;
  /** Whether it was filled with what there is to look at; one without a history starts `empty`. */
  readonly filled: 'now' | 'before' | 'partly' | 'empty';
  token(sub: string, name?: string): Promise<string>;
  now(): number;
  /** The process that alone can open bids. */
  openingPid(): number | undefined;
  stop(): Promise<void>;
}

/** The first moment that a visitor sees. */
export const visibleStart = parseInstant('2026-03-02T09:00:00+08:00');
const mailFrom = 'jicai@localhost.example';

/**
 * Runs everything in this process but the database and the opening, which are its children (单机运行).
 * @throws `NoLocalDynamoDb`, or what listening on the port throws
 */
export async function startLocal(options: LocalOptions): Promise<LocalServer> {
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return await start(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { dataDir, port, host = '127.0.0.1', logToStdout = false, console: pages, history }: LocalOptions,
  stops: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<LocalServer> {
  const place = placeOf(dataDir);
  stops.push(place.forget);
  const log = localLog({ file: place.file('jicai.log'), stdout: logToStdout });
  stops.push(log.close);
  const clock = devClock({ begins: history?.begins ?? visibleStart, file: place.file('clock.json') });
  const { now } = clock;

  const dynamo = await localDynamoDb({ file: place.file('dynamodb.sqlite') });
  stops.push(dynamo.stop);
  const db: DbConfig = { region: localRegion, endpoint: dynamo.endpoint, ...place.tables };
  await createTables(db);
  const settings = { db, keyFile: place.file('keys.json'), objects: place.objects };
  const [opening, issuer] = await Promise.all([
    startOpening(settings, { log, now }),
    devIssuer({ file: place.file('dev-issuer.json'), now }),
  ]);
  stops.push(opening.stop);

  let url = '';
  const secret = await opening.secrets.derive('local-uploads');
  const uploads = localUploads({ folder: place.objects, secret, origin: () => url, now });
  const filesSecret = await opening.secrets.derive('local-files');
  const files = diskFiles({ folder: place.files, secret: filesSecret, origin: () => url, now });
  const queue: (JobMessage | Dispatch)[] = [];
  const work = { send: async (message: JobMessage | Dispatch) => void queue.push(message) };
  const mail = diskMail({ folder: place.mail, from: mailFrom, now });
  const senders = { mailer: mail, poster: webhookPoster({ loopback: true }), origin: () => url };
  const { sealingKeys, receiptKey, secrets, openings } = opening;
  const { verify } = issuer;
  const people = { operators: ['operator', 'operator-2'], supervisors: ['supervisor'], operatorAffiliates: [] };
  const config = { ...people, mailFrom, loopbackWebhooks: true };
  const heads = diskWriteOnce(place.heads);
  const metrics = { record: () => {} };
  const ports = { sealingKeys, receiptKey, secrets, uploads, files, heads, openings, work, dispatches: work, metrics };
  const deps = await buildDeps({ config, db: openDb(db), now, verify, log, ...ports });
  const places = placesIn(place.file('stream.json'));
  const stream = await localStream(db, places.kept);
  stops.push(stream.close);
  const { settle, loops } = background(deps, { senders, stream, queue, keep: places.keep });
  stops.push(() => Promise.all(loops.map((each) => each.stop())));

  const app = createApp(deps);
  localRoutes(app, { clock, issuer, uploads, files, mail, log, settle });
  if (pages !== undefined) consoleRoutes(app, pages);
  const filled = await fillOnce(clock, history, {
    app,
    token: issuer.token,
    async moveTo(to) {
      clock.moveTo(to);
      await settle();
    },
  });
  for (const each of loops) each.start();

  const server = await listen(app, host, port);
  stops.push(() => closed(server.http));
  url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
  return { url, filled, token: issuer.token, now, openingPid: opening.pid, stop };
}

/** Where things are kept; in memory nothing is, but attachments and files while the process runs. */
function placeOf(dataDir: string) {
  const keeps = dataDir !== ':memory:';
  if (keeps) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const run = randomBytes(6).toString('hex');
  const base = keeps ? dataDir : join(tmpdir(), `jicai-${run}`);
  const file = (name: string): string | undefined => (keeps ? join(dataDir, name) : undefined);
  return {
    objects: join(base, 'objects'),
    files: join(base, 'files'),
    heads: join(base, 'heads'),
    mail: join(base, 'mail'),
    file,
    tables: tablesOf(file('tables.json'), run),
    forget: () => keeps || rmSync(base, { recursive: true, force: true }),
  };
}

/** How far the stream was read when nothing was left to do. */
function placesIn(file: string | undefined) {
  const kept = file === undefined ? undefined : (readJsonFile(file) as Places | undefined);
  return { kept: kept ?? {}, keep: (places: Places) => file !== undefined && writeJsonFile(file, places) };
}

/** Tables of the folder's own: its keys open no other's bids, also where an endpoint serves several. */
function tablesOf(file: string | undefined, run: string): Pick<DbConfig, 'main' | 'vault'> {
  const kept = file === undefined ? undefined : readJsonFile(file);
  if (kept !== undefined) return kept as Pick<DbConfig, 'main' | 'vault'>;
  const tables = { main: `jicai-main-${run}`, vault: `jicai-vault-${run}` };
  if (file !== undefined) writeJsonFile(file, tables);
  return tables;
}

/** Fills a platform that is new; whether it was filled to the end, the clock tells. */
async function fillOnce(
  clock: DevClock,
  history: LocalOptions['history'],
  platform: Unserved,
): Promise<LocalServer['filled']> {
  if (clock.fresh) {
    if (history === undefined) return 'empty';
    await history.fill(platform);
    await platform.moveTo(visibleStart);
    return 'now';
  }
  if (clock.now() >= Date.parse(visibleStart)) return 'before';
  await platform.moveTo(visibleStart);
  return 'partly';
}

function listen(app: Router, hostname: string, port: number): Promise<{ http: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const http = serve({ fetch: app.fetch, hostname, port }, (address) => resolve({ http, port: address.port }));
    http.once('error', reject);
  });
}

function closed(http: ServerType): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    if ('closeAllConnections' in http) http.closeAllConnections();
  });
}
