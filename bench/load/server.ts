import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { heapMiB } from './heap.ts';

/** What one process holds and has used. */
export interface Usage {
  readonly rssMiB: number;
  /** Seconds of processor time since it began. */
  readonly cpuSeconds: number;
}

/** The three processes of a platform on one machine. */
export type Part = 'server' | 'database' | 'opening';

/** A platform as `npm start` runs it: a process of its own, on a folder of its own that goes with it. */
export interface ServerProcess {
  readonly url: string;
  usage(): Readonly<Record<Part, Usage>>;
  /** What it holds after a collection. */
  heapMiB(): Promise<number>;
  /** How much it has logged, in bytes. */
  logged(): number;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, '../../functions/local.ts');
const patienceMs = 300_000;
/** Of `/proc/<pid>/stat`, on every Linux that Node runs on. */
const ticksPerSecond = 100;

/**
 * Starts it with the demo data, on any free port of this machine, and waits until all its products are listed; on the
 * embedded database, or the one of an endpoint.
 */
export async function startServer(endpoint?: string): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'jicai-load-'));
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', program], {
    env: { PATH, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...(endpoint && { DYNAMODB_ENDPOINT: endpoint }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill());
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const inspector = said(child, child.stderr, /Debugger listening on ws:\S+\n/);
    const greeting = await said(child, child.stdout, /products are listed/);
    const url = /API\s+(http:\/\/127\.0\.0\.1:\d+)/.exec(greeting)?.[1];
    const debuggers = /ws:\S+/.exec(await inspector)?.[0];
    if (url === undefined || debuggers === undefined) throw new Error(`the server says no address:\n${greeting}`);
    return {
      url,
      usage: () => usageOf(child.pid ?? 0),
      heapMiB: () => heapMiB(debuggers),
      logged: () => statSync(join(folder, 'jicai.log')).size,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What it has said, up to this. */
function said(child: ChildProcess, stream: Readable, last: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const impatient = setTimeout(() => reject(new Error(`the server does not start:\n${text}`)), patienceMs);
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!last.test(text)) return;
      clearTimeout(impatient);
      resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function usageOf(server: number): Record<Part, Usage> {
  const below = descendants(server);
  const named = (name: string): number => below.findLast((pid) => read(`/proc/${pid}/cmdline`).includes(name)) ?? 0;
  return { server: one(server), database: one(named('dynoxide')), opening: one(named('opening-process')) };
}

function descendants(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function one(pid: number): Usage {
  const rss = /VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? '0';
  // The name, which may hold spaces, stands in brackets; user and system time are the 12th and 13th after it.
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ');
  const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  return { rssMiB: Math.round(Number(rss) / 1024), cpuSeconds: ticks / ticksPerSecond };
}

/** What a file of `/proc` says; nothing of a process that there is not, as of an endpoint that is no child. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
