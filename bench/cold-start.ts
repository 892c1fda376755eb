import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'rolldown';
import { bundle, settings, written } from '../infra/bundle.ts';
import { localCredentials, localRegion } from '../shared/table/client.ts';
import { localDynamoDb } from '../shared/table/local.ts';
import { median, report } from './report.ts';
import { benchTender } from './tender.ts';

/**
 * How long from a fresh process to the first answer of the API, read from DynamoDB, as API Gateway asks for it? Beside
 * handlers that read the same item and are nothing else, in the same run: `node bench/cold-start.ts [runs]`; what the
 * others need is installed from `rivals/package-lock.json` first. They are bundled as CDK's `NodejsFunction` does it,
 * with esbuild; `parts` is the plain one bundled as the platform is, so what its parts alone take.
 */

const runs = Number(process.argv[2] ?? 30);
const rivals = ['plain', 'express', 'nest', 'nothing'] as const;
type Name = 'jicai' | 'parts' | (typeof rivals)[number];
const names: readonly Name[] = ['jicai', 'parts', ...rivals];

const out = mkdtempSync(join(tmpdir(), 'jicai-cold-'));

/** As much of KMS as the API asks for while it starts. */
async function startingKms() {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const answers: Record<string, unknown> = {
    'TrentService.GetPublicKey': { PublicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
    'TrentService.GenerateMac': { Mac: Buffer.alloc(32).toString('base64') },
  };
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answers[String(request.headers['x-amz-target'])]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

/** Their packages are installed beside the bundles, where nothing of the project finds them. */
async function bundleRivals(): Promise<void> {
  const home = join(import.meta.dirname, '..', 'dist', 'rivals');
  mkdirSync(home, { recursive: true });
  cpSync(join(import.meta.dirname, 'rivals'), home, { recursive: true });
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: home, stdio: 'ignore' });
  const options = ['bundle', 'minify', 'sourcemap', 'format=esm', 'platform=node', 'target=node24', `outdir=${out}`];
  // What Nest looks for and does without.
  const absent = ['@nestjs/microservices*', '@nestjs/websockets*', 'class-validator', 'class-transformer*'];
  // CommonJS among them calls `require`, which ESM does not have.
  const banner = "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);";
  const flags = [
    ...options,
    ...absent.map((name) => `external:${name}`),
    `banner:js=${banner}`,
    'entry-names=[dir]/[name]/index',
  ];
  const files = rivals.map((name) => `${name}.ts`);
  const given = [
    ...files,
    ...flags.map((flag) => `--${flag}`),
    '--main-fields=module,main',
    '--out-extension:.js=.mjs',
  ];
  execFileSync(join(home, 'node_modules', '.bin', 'esbuild'), given, { cwd: home, stdio: 'ignore' });
  const input = { index: join(home, 'plain.ts') };
  await build({ ...settings, input, output: { ...written, dir: join(out, 'parts') } });
}

/** What a fresh process has used when it has answered. */
interface Start {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function starter(tender: string, environment: Record<string, string>) {
  const path = `/v1/tenders/${tender}`;
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'api.example.cn', accept: 'application/json' },
    requestContext: { timeEpoch: 1_772_413_200_000, http: { method: 'GET', path, sourceIp: '192.0.2.1' } },
    isBase64Encoded: false,
  };
  return async (name: Name): Promise<Start> => {
    const script = `const { handler } = await import(${JSON.stringify(join(out, name === 'jicai' ? 'api' : name, 'index.mjs'))});
      const { statusCode, body } = await handler(${JSON.stringify(event)}, {});
      const [wallMs, { user, system }] = [performance.now(), process.cpuUsage()];
      process.stdout.write('\\n' + JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, statusCode, length: body.length }));
      process.exit();`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env: environment,
    });
    const { wallMs, cpuMs, statusCode, length } = JSON.parse(stdout.split('\n').at(-1) ?? '');
    if (statusCode !== 200 || (name !== 'nothing' && length < 1000)) throw new Error(`${name} answered ${statusCode}`);
    return { wallMs, cpuMs };
  };
}

const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

/** The medians, and what they are of the others': of the whole process, and of what it adds to a bare Node. */
function figures(found: ReadonlyMap<Name, readonly Start[]>) {
  const of = (name: Name, what: keyof Start): number => median((found.get(name) ?? []).map((start) => start[what]));
  const beside = (what: keyof Start) => (name: Name) => ({
    whole: rounded(of('jicai', what) / of(name, what), 2),
    overNode: rounded((of('jicai', what) - of('nothing', what)) / (of(name, what) - of('nothing', what)), 2),
  });
  const ratios = (what: keyof Start) =>
    Object.fromEntries((['plain', 'parts', 'express', 'nest'] as const).map((name) => [name, beside(what)(name)]));
  const kib = (name: Name): number => {
    const folder = join(out, name === 'jicai' ? 'api' : name);
    const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
    return Math.round(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1024);
  };
  const medians = names.map((name) => [
    name,
    { cpuMs: rounded(of(name, 'cpuMs'), 1), wallMs: rounded(of(name, 'wallMs'), 1), kib: kib(name) },
  ]);
  return { runs, medians: Object.fromEntries(medians), ratios: { cpu: ratios('cpuMs'), wall: ratios('wallMs') } };
}

async function measured() {
  const dynamo = await localDynamoDb();
  process.env.DYNAMODB_ENDPOINT = dynamo.endpoint;
  const [{ tender }, kms] = await Promise.all([benchTender('cold'), startingKms()]);
  try {
    await Promise.all([bundle(out, ['api']), bundleRivals()]);
    const unused = ['VAULT_BUCKET', 'FILES_BUCKET', 'HEADS_BUCKET', 'OPENINGS_QUEUE', 'JOBS_QUEUE'];
    const keys = ['VAULT_KEY', 'SECRET_KEY', 'RECEIPT_KEY'];
    const start = starter(tender.id, {
      ...Object.fromEntries([...unused, ...keys].map((name) => [name, 'some'])),
      MAIN_TABLE: 'main-cold',
      VAULT_TABLE: 'vault-cold',
      ISSUER: 'https://id.example.cn',
      JWKS_URI: 'https://id.example.cn/keys',
      AWS_REGION: localRegion,
      AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_ENDPOINT_URL_KMS: kms.endpoint,
    });
    const found = new Map<Name, Start[]>(names.map((name) => [name, []]));
    // Once for the files to be in memory.
    for (const name of names) await start(name);
    for (let run = 0; run < runs; run += 1) for (const name of names) found.get(name)?.push(await start(name));
    return figures(found);
  } finally {
    kms.stop();
    await dynamo.stop();
    rmSync(out, { recursive: true });
  }
}

report(
  'cold-start',
  'From a fresh process to the first answer read from DynamoDB: the API beside plain handlers',
  await measured(),
);
