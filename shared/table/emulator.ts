import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts the embedded emulator on a file, or on one that is forgotten; undefined where this machine has none. */
export async function emulator(file?: string): Promise<Emulator | undefined> {
  const command = binary();
  if (command === undefined) return undefined;
  const passing = file === undefined ? mkdtempSync(join(memory(), `jicai-dynamodb-${process.pid}-`)) : '';
  const path = file ?? join(passing, 'dynamodb.sqlite');
  const port = await freePort();
  const child = guarded(passing, command, ['--port', String(port), '--db-path', path]);
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answers(endpoint, child))) {
    await stopped(child);
    return undefined;
  }
  indexStream(path);
  return { endpoint, stop: () => stopped(child) };
}

/**
 * The emulator looks through all records of all streams for each that it writes or reads: with ten thousand of them an
 * item takes a hundred times what it takes with none. With an index on its own order it finds its place at once.
 */
function indexStream(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec(
      'CREATE INDEX IF NOT EXISTS jicai_stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    database.close();
  }
}

/** A folder in memory where there is enough of it (a container often has 64 MB): the emulator syncs each write to disk. */
function memory(): string {
  const shared = '/dev/shm';
  if (!existsSync(shared)) return tmpdir();
  const { bavail, bsize } = statfsSync(shared);
  return bavail * bsize >= 2 ** 31 ? shared : tmpdir();
}

function binary(): string | undefined {
  try {
    const home = dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json'));
    const path = join(home, 'dynoxide');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs a command that ends with this process, however that ends: a shell holds the other end of a pipe, stops the
 * command when it closes and removes the passing folder. An interrupt from the terminal reaches all of them, and it is
 * this process that heeds it.
 */
function guarded(passing: string, command: string, args: readonly string[]): ChildProcess {
  const script = 'trap "" INT; passing=$1; shift; "$@" </dev/null & read -r _; kill $!; wait $!; rm -rf "$passing"';
  return spawn('sh', ['-c', script, 'sh', passing, command, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env.PATH },
  });
}

/** Waits until it does; false where it has ended, or takes too long. */
async function answers(endpoint: string, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    try {
      await fetch(endpoint);
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  return false;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
