import { afterEach, describe, expect, test, vi } from 'vitest';
import { call, etagOf, serverNow, speakAs } from '../../web/api/client.ts';
import { ApiProblem, fieldProblems } from '../../web/api/problem.ts';
import { queries } from '../../web/api/queries.ts';
import { typesOf } from '../../web/build/types-of.ts';

const answers = (body: unknown, init: ResponseInit = {}) => {
  const sent: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    sent.push({ url, init: request });
    return new Response(body === undefined ? null : JSON.stringify(body), {
      headers: { 'Content-Type': 'application/json', ...(init.headers as Record<string, string>) },
      status: init.status ?? 200,
    });
  });
  return sent;
};
afterEach(() => vi.unstubAllGlobals());

const speaker = (more: object = {}) => ({
  language: 'zh' as const,
  organisation: 'org_1',
  token: async () => 'a.b.c',
  refused: () => {},
  ...more,
});

describe('a call', () => {
  test('fills the path, leaves out what is not asked, and says who speaks, in which language', async () => {
    speakAs(speaker());
    const sent = answers({ items: [], next: null });
    await call('GET /v1/tenders/{id}/questions', { path: { id: 'tnd_1/..' }, query: { limit: 5 } });
    await call('GET /v1/tenders', { query: { status: 'published', category: '' } });
    expect(sent.map(({ url }) => url)).toEqual([
      '/v1/tenders/tnd_1%2F../questions?limit=5',
      '/v1/tenders?status=published',
    ]);
    expect(sent[0]?.init.headers).toMatchObject({
      Authorization: 'Bearer a.b.c',
      'X-Organisation': 'org_1',
      'Accept-Language': 'zh',
    });
    speakAs(speaker({ token: async () => undefined }));
    await call('GET /v1/tenders', {});
    expect(sent[2]?.init.headers).not.toHaveProperty('Authorization');
    expect(sent[2]?.init.headers).not.toHaveProperty('X-Organisation');
  });

  test('keeps the version of what was read, and the server’s time', async () => {
    const at = new Date('2026-03-02T01:00:00Z');
    answers({ id: 'tnd_1' }, { headers: { ETag: '"7"', Date: at.toUTCString() } });
    const tender = await call('GET /v1/tenders/{id}', { path: { id: 'tnd_1' } });
    expect(etagOf(tender)).toBe('"7"');
    expect(etagOf({})).toBeUndefined();
    expect(Math.abs(serverNow() - at.getTime())).toBeLessThan(5_000);
  });

  test('what is read again has the version that was read last, whether some of it changed or nothing', async () => {
    const tender = { id: 'tnd_1', title: '螺纹钢采购', lots: [{ id: 'lot_1' }] };
    const read = async (body: object, ETag: string) => {
      answers(body, { headers: { ETag } });
      const asked = { path: { id: 'tnd_1' } };
      const queryFn = () => call('GET /v1/tenders/{id}', asked);
      await queries.fetchQuery({ queryKey: ['GET /v1/tenders/{id}', asked], queryFn, staleTime: 0 });
      return etagOf(queries.getQueryData(['GET /v1/tenders/{id}', asked]));
    };
    expect(await read(tender, '"1"')).toBe('"1"');
    expect(await read({ ...tender, title: '钢筋采购' }, '"2"')).toBe('"2"');
    expect(await read({ ...tender, title: '钢筋采购' }, '"3"')).toBe('"3"');
  });

  test('throws a refusal as the API words it; a token that is none ends the session', async () => {
    const refused = vi.fn();
    speakAs(speaker({ refused }));
    const problem = {
      type: 'x',
      title: '投标已截止',
      status: 422,
      detail: '…',
      code: 'tender-closed',
      instance: 'req_1',
    };
    answers(problem, { status: 422 });
    await expect(call('GET /v1/tenders', {})).rejects.toMatchObject({ code: 'tender-closed', status: 422 });
    expect(refused).not.toHaveBeenCalled();
    answers({ ...problem, status: 401, code: 'token-invalid' }, { status: 401 });
    await expect(call('GET /v1/tenders', {})).rejects.toMatchObject({ code: 'token-invalid' });
    expect(refused).toHaveBeenCalledOnce();
  });

  test('an answer that is none of the API’s, and none at all, are told apart', async () => {
    answers('<html>', { status: 502 });
    await expect(call('GET /v1/tenders', {})).rejects.toMatchObject({ code: 'unreadable', status: 502 });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    await expect(call('GET /v1/tenders', {})).rejects.toMatchObject({ code: 'offline', status: 0 });
  });
});

test('pointers of a refusal become names of fields', () => {
  const problem = {
    type: 'x',
    title: 't',
    status: 422,
    detail: 'd',
    code: 'invalid',
    instance: 'req_1',
    errors: [
      { pointer: '/lots/0/title', code: 'too-long', message: '太长' },
      { pointer: '/attributes/a~1b~0c', code: 'unknown', message: '没有' },
      { pointer: '', code: 'whole', message: '整体' },
    ],
  };
  expect(fieldProblems(new ApiProblem(problem))).toEqual([
    { name: ['lots', 0, 'title'], message: '太长' },
    { name: ['attributes', 'a/b~c'], message: '没有' },
  ]);
  expect(fieldProblems(new Error('other'))).toEqual([]);
});

test('types say what the document says', () => {
  const text = typesOf({
    components: {
      schemas: {
        Quantity: {
          type: 'object',
          required: ['value'],
          properties: { value: { type: 'string' }, unit: { type: 'string', enum: ['TNE', 'KGM'] } },
        },
        Any: { anyOf: [] },
        Open: { type: 'object' },
        Map: { type: 'object', additionalProperties: { type: ['integer', 'null'] } },
        Both: { allOf: [{ $ref: '#/components/schemas/Quantity' }, { description: 'only words' }] },
      },
    },
    paths: {
      '/v1/x/{id}': {
        post: {
          parameters: [
            { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
            { in: 'query', name: 'limit', schema: { type: 'integer' } },
            { in: 'header', name: 'If-Match', schema: { type: 'string' } },
          ],
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Map' } } } },
          responses: { 201: { content: { 'application/json': { schema: { type: 'array', items: { const: 'a' } } } } } },
        },
        delete: { responses: { 204: {} } },
      },
    },
  }).replaceAll(/\s+/g, ' ');
  expect(text).toContain('readonly "Quantity": { readonly "value": string; readonly "unit"?: "TNE" | "KGM"; };');
  expect(text).toContain('readonly "Any": unknown;');
  expect(text).toContain('readonly "Open": { readonly [name: string]: unknown };');
  expect(text).toContain('readonly "Map": { readonly [name: string]: number | null };');
  expect(text).toContain('readonly "Both": Schemas["Quantity"];');
  expect(text).toContain(
    `readonly 'POST /v1/x/{id}': { readonly path: { readonly "id": string; }; readonly query: { readonly "limit"?: number; }; readonly body: Schemas["Map"] | undefined; readonly answer: readonly ("a")[] };`,
  );
  expect(text).toContain(
    `readonly 'DELETE /v1/x/{id}': { readonly path: { }; readonly query: { }; readonly body: undefined; readonly answer: undefined };`,
  );
});
