/**
 * Licences that what runs in production may have: each allows use and distribution under Apache-2.0 terms beside it.
 * SPDX identifiers.
 */
const licences = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MIT-0'];

const kindsOfDependencies = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

type Manifest = Partial<Record<(typeof kindsOfDependencies)[number], Readonly<Record<string, string>>>> & {
  readonly allowScripts?: Readonly<Record<string, boolean>>;
};

/** A package of a lockfile of version 3; one that comes inside another's archive is covered by that one's hash. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** An SPDX expression of alternatives is allowed where one of them is. */
const mayRun = (expression = ''): boolean =>
  expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((licence) => licences.includes(licence));

/** Where a package finds another: within itself, or within whatever it stands in. */
const placesFor = (name: string, path: string): string[] => {
  const within = path.split('/node_modules/').map((_, at, parts) => parts.slice(0, at + 1).join('/node_modules/'));
  return ['', ...within].map((outer) => `${outer === '' ? '' : `${outer}/`}node_modules/${name}`);
};

/** What is wrong with the dependencies as `package.json` and `package-lock.json` say them, a line each. */
export function faultsOf(manifest: string, lockfile: string): string[] {
  const said = JSON.parse(manifest) as Manifest;
  const { packages } = JSON.parse(lockfile) as { packages: Readonly<Record<string, Locked>> };
  const faults = kindsOfDependencies
    .flatMap((kind) => Object.entries(said[kind] ?? {}))
    .flatMap(([name, version]) => (/^\d+\.\d+\.\d+$/.test(version) ? [] : [`${name}: ${version} is no exact version`]));
  for (const [path, locked] of Object.entries(packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const say = (fault: string) => faults.push(`${name} ${locked.version}: ${fault}`);
    if (locked.resolved !== undefined) say('the lockfile names where it came from');
    if (!locked.inBundle && !locked.integrity?.startsWith('sha512-')) say('the lockfile has no SHA-512 of it');
    if (locked.hasInstallScript && said.allowScripts?.[name] !== true) say('runs a script when it is installed');
    for (const needed of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) {
      if (!placesFor(needed, path).some((place) => place in packages)) say(`${needed} is missing: npm ci refuses it`);
    }
    if (!locked.dev && !mayRun(locked.license)) say(`the licence ${locked.license} is not on the list`);
  }
  return faults;
}

/**
 * What `npm audit --audit-level=high --json` found of high or critical severity, a line each; `not-offered` where the
 * registry has no audits. Anything else that npm says is an error: silence would pass for a clean answer.
 */
export function findingsOf(output: string): string[] | 'not-offered' {
  const { statusCode, vulnerabilities } = JSON.parse(output) as {
    readonly statusCode?: number;
    readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
  };
  if (statusCode === 404 || statusCode === 405 || statusCode === 501) return 'not-offered';
  if (vulnerabilities === undefined) throw new Error(`npm audit did not answer: ${output.slice(0, 500)}`);
  return Object.entries(vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, range }]) => `${name} ${range}: a known weakness of ${severity} severity`);
}
