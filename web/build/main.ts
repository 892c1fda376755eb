import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'vite';
import { config, outDir, root } from './config.ts';

/** Builds the console into `dist/web` unless it is there already, as its sources are: `npm run web:build`, `--force`. */

const project = join(root, '..');
const sources = [
  'web',
  'shared/kernel',
  'shared/commodity',
  'shared/sealing',
  'functions/tendering',
  'package-lock.json',
];
const mark = '.sources';

/** What the console is made of, as one hash. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const files = await Promise.all(sources.map((each) => filesIn(join(project, each))));
  for (const file of files.flat().sort()) {
    hash.update(`${relative(project, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

/** @returns whether it had to be built */
export async function buildConsole({ force = false } = {}): Promise<boolean> {
  const now = await fingerprint();
  const before = await readFile(join(outDir, mark), 'utf8').catch(() => undefined);
  if (before === now && !force) return false;
  // Built beside and put in place whole: what is served is never half of one.
  const beside = `${outDir}.${process.pid}`;
  await mkdir(dirname(outDir), { recursive: true });
  try {
    await build(config(beside));
    await writeFile(join(beside, mark), now);
    await rm(outDir, { recursive: true, force: true });
    await rename(beside, outDir);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return true;
}

if (import.meta.main) {
  // Whoever starts this may itself be under test: then React would come with all that it says to developers.
  process.env.NODE_ENV = 'production';
  await buildConsole({ force: process.argv.includes('--force') });
}
