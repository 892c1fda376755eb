import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ours from '../../shared/http/fetch.ts';

/** Node's own Fetch is the oracle: whatever is asked of both, both answer the same. */
const theirs = { Headers, Request, Response };
type Kind = typeof theirs;
const both = [ours as unknown as Kind, theirs] as const;

/** What a call gives, or that it refuses. */
async function outcome(of: Kind, ask: (of: Kind) => unknown): Promise<unknown> {
  try {
    return await ask(of);
  } catch (error) {
    return (error as Error).name;
  }
}

async function agree(ask: (of: Kind) => unknown): Promise<void> {
  const [mine, node] = await Promise.all(both.map((of) => outcome(of, ask)));
  expect(mine).toEqual(node);
}

const name = fc.oneof(
  fc.constantFrom('Accept', 'accept', 'ETag', 'set-cookie', 'Set-Cookie', 'X-Organisation', 'content-type'),
  fc.string({ maxLength: 6 }),
);
const value = fc.oneof(
  fc.constantFrom('a', ' b ', '\tc\r\n', 'd\r\nX-Other: e', '三明', 'é', '', 'f, g'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const step = fc.oneof(
  fc.tuple(fc.constantFrom('append', 'set'), name, value),
  fc.tuple(fc.constantFrom('delete', 'get', 'has'), name),
  fc.constantFrom(['getSetCookie'], ['each'], ['all']),
);

const often = { numRuns: 500 };

describe('headers', () => {
  it('are those of the standard, whatever is done to them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), fc.array(step), (init, steps) =>
        agree(async (of) => {
          const headers = await outcome(of, () => new of.Headers(init));
          if (!(headers instanceof of.Headers)) return headers;
          const answers = [];
          for (const [what, ...given] of steps as [string, ...string[]][]) {
            answers.push(
              await outcome(of, () => {
                if (what === 'all') return [...headers];
                if (what !== 'each')
                  return (headers as never as Record<string, (...of: string[]) => unknown>)[what]?.(...given);
                const seen: string[] = [];
                headers.forEach((value, name) => void seen.push(`${name}: ${value}`));
                return seen;
              }),
            );
          }
          return [answers, [...headers], [...new of.Headers(headers)]];
        }),
      ),
      often,
    );
  });
});

const text = fc.oneof(fc.constantFrom('', '{"a":"三明"}', '\ufeffx', '\ud800'), fc.string());
const body = fc.oneof(
  fc.constant(null),
  fc.constant(undefined),
  text,
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from(bytes)),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from(bytes).buffer),
);
const reading = fc.constantFrom('text', 'json', 'bytes', 'arrayBuffer');

/** What can be seen of a body, read as is said, and then once more. */
async function seen(of: Kind, message: Request | Response, reads: readonly string[]): Promise<unknown> {
  const read = (how: string) =>
    outcome(of, async () => {
      const found = await (message as never as Record<string, () => Promise<unknown>>)[how]?.();
      return found instanceof ArrayBuffer ? new Uint8Array(found) : found;
    });
  const before = [message.bodyUsed, message.body === null, [...message.headers]];
  const found = [];
  for (const how of reads) found.push(await read(how), message.bodyUsed);
  return [before, found];
}

describe('a request', () => {
  it('is that of the standard', async () => {
    const method = fc.constantFrom(
      'GET',
      'get',
      'POST',
      'post',
      'patch',
      'PATCH',
      'HEAD',
      'DELETE',
      'TRACE',
      'A B',
      '',
    );
    const url = fc.constantFrom(
      'https://api.example.cn/v1/tenders?status=a b&q=三明#x',
      'https://api.example.cn/v1/../openapi.json',
      'https://api.example.cn//v1//x%2f..',
      'https://user:secret@api.example.cn/',
      'https://undefined/v1',
      'https://a b/',
      'nowhere',
    );
    const headers = fc.constantFrom(undefined, { 'Content-Type': 'application/json' }, { 'X-A': 'b\nc' });
    await fc.assert(
      fc.asyncProperty(
        url,
        method,
        headers,
        body,
        fc.array(reading, { maxLength: 2 }),
        (url, method, headers, body, reads) =>
          agree(async (of) => {
            const init = { method, ...(headers && { headers }), ...(body !== undefined && { body }) };
            const request = new of.Request(url, init);
            return [request.url, request.method, await seen(of, request, reads)];
          }),
      ),
      often,
    );
  });

  it('is made of another with another body, whose own is read in pieces first', async () => {
    await agree(async (of) => {
      const first = new of.Request('https://a.cn/x', { method: 'POST', headers: { a: 'b' }, body: '三明' });
      const reader = first.body?.getReader();
      const piece = await reader?.read();
      const end = await reader?.read();
      const second = new of.Request(first, { body: 'new' });
      return [piece?.value, end?.done, second.method, second.url, second.headers.get('a'), await second.text()];
    });
  });
});

describe('a response', () => {
  it('is that of the standard', async () => {
    const status = fc.constantFrom(undefined, 100, 101, 199, 200, 201, 204, 304, 404, 599, 600);
    const headers = fc.constantFrom(undefined, { 'Content-Type': 'application/json' }, [
      ['Set-Cookie', 'a'],
      ['Set-Cookie', 'b'],
    ]);
    await fc.assert(
      fc.asyncProperty(body, status, headers, fc.array(reading, { maxLength: 2 }), (body, status, headers, reads) =>
        agree(async (of) => {
          const init = { ...(status !== undefined && { status }), ...(headers && { headers: headers as HeadersInit }) };
          const response = new of.Response(body, init);
          return [response.status, response.statusText, response.ok, await seen(of, response, reads)];
        }),
      ),
      often,
    );
  });

  it('is made of another, with its body or without', async () => {
    await agree(async (of) => {
      const first = new of.Response('三明', { status: 201, headers: { ETag: '"1"' } });
      const head = new of.Response(null, first);
      const second = new of.Response(first.body, first);
      second.headers.set('X-A', 'b');
      return [
        [head.status, [...head.headers], await head.text()],
        [second.status, [...second.headers], await second.text(), first.headers.has('x-a')],
      ];
    });
  });
});
