import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { faultsOf, findingsOf } from './dependencies.ts';

/** `npm run audit`: what the manifest and the lockfile say of dependencies, and whether npm knows of a weakness in them. */
const [manifest, lockfile] = ['package.json', 'package-lock.json'].map((name) => readFileSync(name, 'utf8'));
const faults = faultsOf(manifest ?? '', lockfile ?? '');

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  encoding: 'utf8',
});
if (error) throw error;
const findings = findingsOf(stdout);
if (findings === 'not-offered') {
  console.warn('NOT AUDITED: this registry does not answer audits; nothing was compared with known weaknesses');
} else {
  faults.push(...findings);
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log('dependencies: licences, scripts, pins and hashes as they should be');
