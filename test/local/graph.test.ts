import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';

const home = fileURLToPath(new URL('../../', import.meta.url));

/** The files that a module is made of, types left out as they leave no trace in a running process. */
function modulesOf(entry: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  if (!entry.endsWith('.ts')) return found;
  const source = readFileSync(join(home, entry), 'utf8').replaceAll(/^(?:import|export) type [^;]*;/gm, '');
  const imported = [...source.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) => path);
  for (const path of imported) modulesOf(relative(home, join(home, dirname(entry), path)), found);
  return found;
}

const keyFile = 'shared/ports/keys.local.ts';
const devRoutes = 'functions/local/routes.ts';

describe('what runs where', () => {
  it('keeps the key file and the opening of envelopes out of the process that serves', () => {
    const modules = modulesOf('functions/local.ts');
    expect(modules).toContain('functions/app.ts');
    expect(modules).toContain(devRoutes);
    expect(modules).not.toContain(keyFile);
    expect(modules).not.toContain('functions/tendering/open.ts');
  });

  it('gives both to the opening process, which serves nothing', () => {
    const modules = modulesOf('functions/local/opening-process.ts');
    expect(modules).toContain(keyFile);
    expect(modules).toContain('functions/tendering/open.ts');
    expect(modules).not.toContain('functions/app.ts');
  });

  test.each(['api', 'stream', 'clock', 'opening', 'work'])('leaves the development routes out of %s', (name) => {
    const modules = modulesOf(`functions/${name}.ts`);
    expect(modules.size).toBeGreaterThan(10);
    expect([...modules].filter((path) => path.startsWith('functions/local') || path === keyFile)).toEqual([]);
  });
});
