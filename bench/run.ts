import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs the benches named, one after the other, and gathers what every bench has found last: `npm run bench conversion`. */
const here = import.meta.dirname;
for (const name of process.argv.slice(2)) {
  const { status } = spawnSync(process.execPath, [join(here, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const folder = join(here, 'results');
const results = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .toSorted()
  .map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown]);
writeFileSync(join(here, 'results.json'), `${JSON.stringify(Object.fromEntries(results), null, 2)}\n`);
