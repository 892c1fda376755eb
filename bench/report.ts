import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

const fileOf = (name: string): string => join(import.meta.dirname, 'results', `${name}.json`);

/** Where figures were found: absolute ones mean nothing without it, and a loaded machine stretches the clock's. */
export function machine() {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${process.platform} ${process.arch}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    day: new Date().toISOString().slice(0, 10),
  };
}

export type Machine = ReturnType<typeof machine>;

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** What this process has used of processors until now: others on the machine hardly stretch it, as they do the clock's time. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Keeps what a bench has found as `results/<name>.json`: the question it answers, the machine, the figures. `bench/run.ts`
 * gathers them all.
 */
export function report(name: string, question: string, results: unknown): void {
  const found = JSON.stringify({ question, machine: machine(), results }, null, 2);
  writeFileSync(fileOf(name), `${found}\n`);
  console.log(found);
}

/** What the bench found last, for one that measures a part at a time; undefined before its first run. */
export function reported<T>(name: string): T | undefined {
  try {
    return (JSON.parse(readFileSync(fileOf(name), 'utf8')) as { results: T }).results;
  } catch {
    return undefined;
  }
}
