import { createApp } from '../../functions/app.ts';
import { buildDeps, type Deps } from '../../functions/deps.ts';
import { worker } from '../../functions/jobs.ts';
import type { Dispatch } from '../../functions/notices/sending.ts';
import { type OpeningAdapters, openingDeps } from '../../functions/opening-deps.ts';
import type { Adapters } from '../../functions/platform.ts';
import type { Router } from '../../shared/http/router.ts';
import type { LogFields } from '../../shared/log.ts';
import type { JobMessage } from '../../shared/ports/jobs.ts';
import { type LocalKeys, memoryKeys } from '../../shared/ports/keys.local.ts';
import type { MetricName } from '../../shared/ports/metrics.ts';
import type { Db } from '../../shared/table/client.ts';
import { freshDb } from './db.ts';
import { type MemoryFiles, memoryFiles, memoryWriteOnce } from './files.ts';

/** The demo's and the tests' first moment. */
export const start = Date.parse('2026-03-02T09:00:00+08:00');

/** An answer, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies as they come
  readonly body: any;
}

export interface CallOptions {
  readonly as?: string | undefined;
  readonly organisation?: string | undefined;
  readonly headers?: Record<string, string>;
}

export type Call = (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;

export interface TestApp {
  readonly app: Router;
  readonly deps: Deps;
  readonly db: Db;
  readonly keys: LocalKeys;
  readonly logged: (LogFields & { readonly message: string })[];
  /** Facts of the platform, as they were counted. */
  readonly counted: [name: MetricName, value: number][];
  /** The tenders that the clock asked to open. */
  readonly openings: string[];
  readonly files: MemoryFiles;
  /** Long work that waits for `runJobs`. */
  readonly work: JobMessage[];
  /** What is to leave the platform. */
  readonly dispatches: Dispatch[];
  readonly clock: { now: number };
  readonly call: Call;
}

/** What stands around each application that a test calls; nothing, unless a run sets it. */
export const around: { app?: (test: Omit<TestApp, 'call'>) => Router } = {};

/** The application on tables of its own: a token is simply a subject's name, `as`. */
export async function testApp(overrides: Partial<Adapters> = {}): Promise<TestApp> {
  const db = overrides.db ?? (await freshDb());
  const keys = await memoryKeys();
  const clock = { now: start };
  const logged: TestApp['logged'] = [];
  const counted: TestApp['counted'] = [];
  const openings: string[] = [];
  const files = memoryFiles();
  const work: JobMessage[] = [];
  const dispatches: Dispatch[] = [];
  const deps = await buildDeps({
    config: { operators: ['operator'], supervisors: ['supervisor'], operatorAffiliates: [] },
    db,
    now: () => clock.now,
    verify: async (token) => ({ sub: token }),
    sealingKeys: keys,
    receiptKey: keys,
    secrets: keys,
    uploads: {
      presign: async ({ key }) => ({
        url: `memory:${key}`,
        method: 'PUT',
        headers: {},
        expiresAt: new Date(clock.now).toISOString(),
      }),
    },
    openings: { send: async ({ tender }) => void openings.push(tender) },
    files,
    heads: memoryWriteOnce(),
    work: { send: async (message) => void work.push(message) },
    metrics: { record: (name, value) => void counted.push([name, value]) },
    dispatches: { send: async (message) => void dispatches.push(message) },
    log: {
      info: (message, fields) => void logged.push({ message, ...fields }),
      error: (message, fields) => void logged.push({ message, ...fields }),
    },
    ...overrides,
  });
  const plain = createApp(deps);
  const test = { app: plain, deps, db, keys, logged, counted, openings, files, work, dispatches, clock };
  const app = around.app?.(test) ?? plain;
  return { ...test, app, call: caller(app) };
}

/** Carries out the long work that waits, as the `work` function does. */
export async function runJobs({ deps, work }: Pick<TestApp, 'deps' | 'work'>): Promise<void> {
  const carryOut = worker(deps);
  for (let message = work.shift(); message !== undefined; message = work.shift()) await carryOut(message);
}

/** Calls the application without a network. */
export function caller(app: Router): Call {
  return async (method, path, body, { as, organisation, headers = {} } = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(as === undefined ? {} : { Authorization: `Bearer ${as}` }),
        ...(organisation === undefined ? {} : { 'X-Organisation': organisation }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
}

/** The opening process of a test: the same tables, and the key that the application does not have. */
export function openingOf(
  { db, keys, clock }: Pick<TestApp, 'db' | 'keys' | 'clock'>,
  faults: Partial<OpeningAdapters> = {},
) {
  const log = { info: () => {}, error: () => {} };
  const objects = { size: async () => undefined };
  return openingDeps({ db, unsealingKeys: keys, objects, log, now: () => clock.now, ...faults });
}
