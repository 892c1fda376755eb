import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { handle } from 'hono/aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';

/* What arrives over the wire before it is a request: through Node's server as on one machine, and as the gateway's event. */

const inside = /node_modules|\.ts:\d|\bat \w+ \(|TypeError|SyntaxError|RangeError|ERR_/;
let t: TestApp;
let server: ServerType;

beforeAll(async () => {
  t = await testApp();
  server = serve({ fetch: t.app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Sends bytes as they are; what comes back until the server or patience ends it. */
async function wire(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const pieces: Buffer[] = [];
  socket.on('data', (piece) => pieces.push(piece));
  socket.on('error', () => {});
  socket.setTimeout(2000, () => socket.destroy());
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return Buffer.concat(pieces).toString('latin1');
}

const statusOf = (answer: string): number => Number(answer.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 0);
const request = (line: string, ...headers: string[]): string =>
  [
    line,
    ...(headers.some((each) => /^host:/i.test(each)) ? [] : ['Host: localhost']),
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n');
const body = '{"category":"steel.rebar"}';
const posting = (...headers: string[]): string => request('POST /v1/conversions HTTP/1.1', ...headers);

const attacks: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {
  'no HTTP': ['\u0016\u0003\u0001\u0000\r\n\r\n'],
  'a method that is none': [request('JUMP /v1/tenders HTTP/1.1')],
  TRACE: [request('TRACE /v1/tenders HTTP/1.1')],
  'a path that is no path': [request('GET /v1/tenders/% HTTP/1.1')],
  'a path of bytes that are no UTF-8': [request('GET /v1/tenders/%ff%fe HTTP/1.1')],
  'a query that is none': [request('GET /v1/tenders?limit=%zz&status=%c3%28 HTTP/1.1')],
  'a path with NUL': [request('GET /v1/tenders/\u0000 HTTP/1.1')],
  'a way out': [request('GET /v1/tenders/../../../../etc/passwd HTTP/1.1')],
  'an encoded way out': [request('GET /v1/tenders/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1')],
  'another address': [request('GET http://evil.example/v1/tenders HTTP/1.1')],
  'two slashes': [request('GET //evil.example/v1/tenders HTTP/1.1')],
  'a host that is none': [request('GET /v1/tenders HTTP/1.1', 'Host: a b<script>')],
  'no host': ['GET /v1/tenders HTTP/1.1\r\nConnection: close\r\n\r\n'],
  'two hosts': [request('GET /v1/tenders HTTP/1.1', 'Host: a', 'Host: b')],
  'a very long path': [request(`GET /v1/tenders/${'a'.repeat(15_000)} HTTP/1.1`)],
  'headers without end': [
    request('GET /v1/tenders HTTP/1.1', ...Array.from({ length: 3000 }, (_, n) => `X-${n}: ${n}`)),
  ],
  'a header of a line end': [request('GET /v1/tenders HTTP/1.1', 'X-A: a\rb')],
  'two Authorizations': [
    request('GET /v1/inbox HTTP/1.1', 'Authorization: Bearer li', 'Authorization: Bearer operator'),
  ],
  'two lengths': [posting('Content-Type: application/json', 'Content-Length: 5', 'Content-Length: 6'), body],
  'a negative length': [posting('Content-Type: application/json', 'Content-Length: -1'), body],
  'a length that is none': [posting('Content-Type: application/json', 'Content-Length: 0x10'), body],
  'length and chunks': [
    posting('Content-Type: application/json', 'Content-Length: 4', 'Transfer-Encoding: chunked'),
    '0\r\n\r\nGET /v1/inbox HTTP/1.1\r\n\r\n',
  ],
  'chunks that are none': [
    posting('Content-Type: application/json', 'Transfer-Encoding: chunked'),
    'zz\r\n{}\r\n0\r\n\r\n',
  ],
  'a body that is cut': [posting('Content-Type: application/json', 'Content-Length: 500'), body],
  'more than it says': [
    posting('Content-Type: application/json', `Content-Length: ${body.length}`),
    `${body}GET / HTTP/1.1\r\n\r\n`,
  ],
  'chunks above the limit': [
    posting('Content-Type: application/json', 'Transfer-Encoding: chunked'),
    ...Array.from({ length: 80 }, () => `1000\r\n${' '.repeat(4096)}\r\n`),
    '0\r\n\r\n',
  ],
  'a compressed body': [
    posting('Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 4'),
    Uint8Array.from([0x1f, 0x8b, 8, 0]),
  ],
  'an upgrade': [request('GET /v1/tenders HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade')],
  expectations: [posting('Content-Type: application/json', 'Expect: the-impossible', 'Content-Length: 2'), '{}'],
};

describe('over the wire', () => {
  it.each(Object.entries(attacks))('%s breaks nothing and tells nothing', async (_, parts) => {
    const answer = await wire(...parts);
    expect(answer.slice(0, 300)).toSatisfy(() => statusOf(answer) < 500);
    expect(answer).not.toMatch(inside);
    expect(answer).not.toContain('root:');
    expect(statusOf(await wire(request('GET /health HTTP/1.1')))).toBe(200);
  });

  it('two names for the same caller are no name', async () => {
    expect(statusOf(await wire(...(attacks['two Authorizations'] ?? [])))).toBe(401);
  });

  it('a request hidden in another’s body is not answered', async () => {
    for (const name of ['length and chunks', 'more than it says']) {
      const answers = (await wire(...(attacks[name] ?? []))).match(/^HTTP\/1\.1 /gm) ?? [];
      expect([name, answers.length]).toEqual([name, 1]);
    }
  });
});

describe('as the gateway’s event', () => {
  const event = (more: object = {}, http: object = {}) => ({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/v1/tenders',
    rawQueryString: '',
    headers: { host: 'api.example.cn' },
    isBase64Encoded: false,
    requestContext: {
      accountId: '1',
      apiId: 'a',
      domainName: 'api.example.cn',
      domainPrefix: 'api',
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: t.clock.now,
      http: {
        method: 'GET',
        path: '/v1/tenders',
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.7',
        userAgent: 'a',
        ...http,
      },
    },
    ...more,
  });
  const posted = (more: object) =>
    event(
      { rawPath: '/v1/conversions', headers: { host: 'a.cn', 'content-type': 'application/json' }, ...more },
      { method: 'POST', path: '/v1/conversions' },
    );

  it.each<[string, () => object]>([
    ['a path that is no path', () => event({ rawPath: '/v1/tenders/%' })],
    ['a way out', () => event({ rawPath: '/v1/tenders/../../etc/passwd' })],
    ['two slashes', () => event({ rawPath: '//evil.example/a' })],
    ['a query that is none', () => event({ rawQueryString: 'limit=%zz&%' })],
    [
      'a body of bytes that are no UTF-8',
      () => posted({ body: Buffer.from([0x22, 0xff, 0x22]).toString('base64'), isBase64Encoded: true }),
    ],
    ['no body', () => posted({})],
    ['a body above the limit', () => posted({ body: 'a'.repeat(400_000) })],
    ['a body deeper than the stack', () => posted({ body: '['.repeat(100_000) })],
    [
      'a moment that is none',
      () => {
        const one = event();
        return { ...one, requestContext: { ...one.requestContext, timeEpoch: undefined } };
      },
    ],
  ])('%s breaks nothing', async (_, made) => {
    const answer = await handle(t.app)(made() as never, {} as never);
    expect(answer).toSatisfy(({ statusCode }: { statusCode: number }) => statusCode < 500);
    expect(JSON.stringify(answer)).not.toMatch(inside);
  });
});
