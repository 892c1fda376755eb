import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { faultsOf, findingsOf } from '../infra/dependencies.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const sound = { version: '1.2.3', license: 'MIT', integrity };

const faults = (locked: object, manifest: object = { dependencies: { iron: '1.2.3' } }) =>
  faultsOf(JSON.stringify(manifest), JSON.stringify({ packages: { '': {}, 'node_modules/iron': locked } }));

test('the project’s own dependencies have no fault', () => {
  expect(faultsOf(readFileSync('package.json', 'utf8'), readFileSync('package-lock.json', 'utf8'))).toEqual([]);
});

describe('a dependency', () => {
  test('that is as it should be', () => expect(faults(sound)).toEqual([]));

  test.each(['^1.2.3', '~1.2.3', '1.x', 'latest', 'github:a/b'])(
    'is named by its exact version, not by %s',
    (version) => {
      expect(faults(sound, { devDependencies: { iron: version } })).toEqual([`iron: ${version} is no exact version`]);
    },
  );

  test('has a hash, unless it comes within one that has', () => {
    const { integrity: _, ...bare } = sound;
    expect(faults(bare)).toEqual(['iron 1.2.3: the lockfile has no SHA-512 of it']);
    expect(faults({ ...bare, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' })).toHaveLength(1);
    expect(faults({ ...bare, inBundle: true })).toEqual([]);
  });

  test('is not tied to where it was fetched', () => {
    const resolved = 'https://registry.example/iron-1.2.3.tgz';
    expect(faults({ ...sound, resolved })).toEqual(['iron 1.2.3: the lockfile names where it came from']);
  });

  test('runs no script when it is installed, unless that is allowed', () => {
    const scripted = { ...sound, hasInstallScript: true };
    expect(faults(scripted)).toEqual(['iron 1.2.3: runs a script when it is installed']);
    expect(faults(scripted, { allowScripts: { iron: false } })).toHaveLength(1);
    expect(faults(scripted, { allowScripts: { iron: true } })).toEqual([]);
  });

  test.each(['MIT', '(MIT OR GPL-3.0-only)', 'GPL-3.0-only OR Apache-2.0'])('may run under %s', (license) => {
    expect(faults({ ...sound, license })).toEqual([]);
  });

  test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN LICENSE', undefined])(
    'may not run under %s',
    (license) => {
      expect(faults({ ...sound, license })).toEqual([`iron 1.2.3: the licence ${license} is not on the list`]);
      expect(faults({ ...sound, license, dev: true })).toEqual([]);
    },
  );

  test('brings what it names, also what is for another system', () => {
    const naming = { ...sound, optionalDependencies: { ore: '^1.0.0' } };
    expect(faults(naming)).toEqual(['iron 1.2.3: ore is missing: npm ci refuses it']);
    const at = (path: string) => ({ packages: { 'node_modules/iron': naming, [path]: sound } });
    for (const path of ['node_modules/ore', 'node_modules/iron/node_modules/ore']) {
      expect(faultsOf('{}', JSON.stringify(at(path)))).toEqual([]);
    }
    expect(faultsOf('{}', JSON.stringify(at('node_modules/coal/node_modules/ore')))).toHaveLength(1);
  });

  test('within another is named by its own name', () => {
    const packages = { 'node_modules/iron/node_modules/@ore/red': { ...sound, license: 'SSPL-1.0' } };
    expect(faultsOf('{}', JSON.stringify({ packages }))).toEqual([
      '@ore/red 1.2.3: the licence SSPL-1.0 is not on the list',
    ]);
  });
});

describe('an audit', () => {
  const audit = (severity: string) => JSON.stringify({ vulnerabilities: { iron: { severity, range: '<1.2.4' } } });

  test.each(['high', 'critical'])('tells a weakness of %s severity', (severity) => {
    expect(findingsOf(audit(severity))).toEqual([`iron <1.2.4: a known weakness of ${severity} severity`]);
  });

  test.each(['info', 'low', 'moderate'])('passes over one of %s severity', (severity) => {
    expect(findingsOf(audit(severity))).toEqual([]);
  });

  test('that the registry does not offer is told apart from a clean one', () => {
    expect(findingsOf('{"statusCode":405,"message":"405 Method Not Allowed","error":{}}')).toBe('not-offered');
    expect(findingsOf('{"vulnerabilities":{}}')).toEqual([]);
  });

  test.each(['{"error":{"code":"ENOTFOUND"}}', '{"statusCode":503}', ''])(
    'that fails otherwise is an error: %s',
    (output) => {
      expect(() => findingsOf(output)).toThrow();
    },
  );
});
