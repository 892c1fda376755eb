import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { afterAll, expect, test } from 'vitest';
import { inSource } from '../../functions/place.ts';
import { settings, written } from '../../infra/bundle.ts';
import { faultFields } from '../../shared/log.ts';

const folder = mkdtempSync(join(tmpdir(), 'jicai-place-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a fault in a bundle is logged with its place in the source', async () => {
  writeFileSync(
    join(folder, 'breaks.ts'),
    'const kept: number[] = [];\n\nexport function breaks(): never {\n  throw new RangeError(String(kept));\n}\n',
  );
  await build({ ...settings, cwd: folder, input: 'breaks.ts', output: { ...written, dir: 'out' } });
  // Vitest maps what it runs itself.
  const script = `const { breaks } = await import(${JSON.stringify(pathToFileURL(join(folder, 'out', 'breaks.mjs')).href)});
    try { breaks(); } catch (error) { process.stdout.write(error.stack); }`;
  const stack = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const place = String(faultFields(Object.assign(new RangeError(), { stack })).place);
  expect(place).toMatch(/out\/breaks\.mjs:\d+:\d+/);
  expect(inSource(place)).toMatch(/[ (]breaks\.ts:4:\d+\)?$/);
});

test.each(['at <anonymous>', `at f (${pathToFileURL(join(folder, 'no-map.mjs')).href}:1:2)`, 'at node:internal/x:1:2'])(
  'a place without a map stays: %s',
  (place) => expect(inSource(place)).toBe(place),
);
