import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contexts } from '../../functions/contexts.ts';
import { bundle } from '../../infra/bundle.ts';
import { type Entry, entries } from '../../infra/limits.ts';

const run = promisify(execFile);
const dist = mkdtempSync(join(tmpdir(), 'jicai-'));
const file = (entry: Entry): string => join(dist, entry, 'index.mjs');
/** The entry, and whatever it loads when it needs it. */
const code = (entry: Entry): string =>
  readdirSync(join(dist, entry))
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => readFileSync(join(dist, entry, name), 'utf8'))
    .join('\n');
let sizes: Map<Entry, number>;
let kms: Server;

/** As much of KMS as a function asks for while it starts. */
function startingKms(): Server {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const answers: Record<string, unknown> = {
    'TrentService.GetPublicKey': { PublicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
    'TrentService.GenerateMac': { Mac: Buffer.alloc(32).toString('base64') },
  };
  return createServer((request, response) => {
    const answer = answers[String(request.headers['x-amz-target'])];
    response.writeHead(answer === undefined ? 400 : 200, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer ?? { __type: 'AccessDeniedException' }));
  });
}

/** Starts a bundle as Lambda does, away from the repository, and gives what the expression of its handler says. */
async function started(entry: Entry, expression: string): Promise<unknown> {
  const names = [
    'MAIN_TABLE',
    'VAULT_TABLE',
    'VAULT_BUCKET',
    'VAULT_KEY',
    'SECRET_KEY',
    'RECEIPT_KEY',
    'OPENINGS_QUEUE',
    'JOBS_QUEUE',
    'FILES_BUCKET',
    'HEADS_BUCKET',
  ];
  const script = `const { handler } = await import(${JSON.stringify(file(entry))});
    process.stdout.write('\\n' + JSON.stringify(await (${expression})));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: dist,
    env: {
      ...Object.fromEntries(names.map((name) => [name, 'some'])),
      ISSUER: 'https://id.example.cn',
      JWKS_URI: 'https://id.example.cn/keys',
      AWS_REGION: 'cn-north-1',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${(kms.address() as AddressInfo).port}`,
    },
  });
  return JSON.parse(stdout.split('\n').at(-1) ?? '');
}

/** A request as API Gateway hands it on. */
const asked = (path: string) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: { host: 'api.example.cn' },
  requestContext: { timeEpoch: 1_772_413_200_000, http: { method: 'GET', path, sourceIp: '192.0.2.1' } },
  isBase64Encoded: false,
});

beforeAll(async () => {
  kms = startingKms();
  await new Promise<void>((resolve) => kms.listen(0, '127.0.0.1', resolve));
  sizes = await bundle(dist);
});

afterAll(() => {
  kms.close();
  rmSync(dist, { recursive: true });
});

describe('the bundle', () => {
  test('of the opening, and no other, knows how to decrypt with KMS', () => {
    const able = entries.filter((entry) => /[`'"]Decrypt[`'"]/.test(code(entry)));
    expect(able).toEqual(['opening']);
  });

  test('of the api makes sealing keys, so that its other operations would be seen', () => {
    expect(code('api')).toMatch(/[`'"]GenerateDataKeyPairWithoutPlaintext[`'"]/);
  });

  test.each(entries)('of %s has no door that only development has', (entry) => {
    expect(code(entry)).not.toMatch(/\/dev\/(token|clock)/);
  });

  test('of the work, and no other, reads workbooks', () => {
    const able = entries.filter((entry) => code(entry).includes('xl/sharedStrings.xml'));
    expect(able).toEqual(['work']);
  });

  test('of the work, and no other, carries the solver, and its WebAssembly beside it', () => {
    expect(entries.filter((entry) => code(entry).includes('highs.wasm'))).toEqual(['work']);
    expect(entries.filter((entry) => existsSync(join(dist, entry, 'highs.wasm')))).toEqual(['work']);
  });

  test('of the work, and no other, sends mail and posts to webhooks', () => {
    expect(entries.filter((entry) => code(entry).includes('/v2/email/outbound-emails'))).toEqual(['work']);
    expect(entries.filter((entry) => code(entry).includes('not a public address'))).toEqual(['work']);
  });

  test('of the api answers as on Lambda', async () => {
    const answer = await started('api', `handler(${JSON.stringify(asked('/health'))}, {})`);
    expect(answer).toMatchObject({ statusCode: 200, body: '{"status":"ok"}' });
  });

  test('of the api answers for a context, whose routes it loads by then, and words a refusal', async () => {
    const answer = await started(
      'api',
      `handler(${JSON.stringify(asked('/v1/catalogue/categories/steel.rebar'))}, {})`,
    );
    expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('热轧带肋钢筋') });
    const refusal = await started('api', `handler(${JSON.stringify(asked('/v1/jobs/none'))}, {})`);
    expect(refusal).toMatchObject({
      statusCode: 401,
      headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
      body: expect.stringContaining('"code":"token-missing"'),
    });
  });

  test('of whoever asks schemas brings Zod along', () => {
    const asking = entries.filter((entry) => code(entry).includes('Zod is not loaded'));
    expect(asking).toContain('opening');
    expect(asking.filter((entry) => !code(entry).includes('customError:'))).toEqual([]);
  });

  test('of the api loads every context without a schema asked, as Zod comes later', async () => {
    const nowhere = contexts.map(({ paths: [path = ''] }) => asked(`${path}/no/route/is/as/long`));
    const statuses = `Promise.all(${JSON.stringify(nowhere)}.map((event) => handler(event, {}))).then((all) => all.map((each) => each.statusCode))`;
    expect(await started('api', statuses)).toEqual(contexts.map(() => 404));
  });

  test('of the api loads no HTTP client of Node that it does not use', async () => {
    const loaded = `handler(${JSON.stringify(asked('/v1/catalogue/categories'))}, {}).then(() => process.moduleLoadList)`;
    const modules = (await started('api', loaded)) as string[];
    expect(modules).toContain('NativeModule https');
    expect(modules.filter((name) => name.includes('undici'))).toEqual([]);
  });

  test.each(entries)('of %s starts by itself', async (entry) => {
    expect(await started(entry, 'typeof handler')).toBe('function');
  });

  test('of the stream lets everything pass that is no event', async () => {
    const change = { eventName: 'MODIFY', dynamodb: { SequenceNumber: '1', NewImage: { kind: { S: 'tender' } } } };
    const answer = await started('stream', `handler(${JSON.stringify({ Records: [change] })}, {})`);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('stays within what each may weigh, in KiB', () => {
    const budget: Readonly<Record<Entry, number>> = { api: 1900, stream: 1200, clock: 1250, opening: 750, work: 2150 };
    const over = [...sizes].filter(([entry, bytes]) => bytes > budget[entry] * 1024);
    expect(over).toEqual([]);
    expect(sizes.size).toBe(entries.length);
  });
});
