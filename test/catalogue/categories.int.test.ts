import { beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, type Reply, type TestApp, testApp } from '../support/app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});

const unknown = 'prd_0195f000-0000-7000-8000-000000000009';
const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const outcome = ({ status, body }: Reply) => [status, body?.code];

describe('categories', () => {
  it('are a tree for all, to be kept for a while', async () => {
    const { status, headers, body } = await call('GET', '/v1/catalogue/categories');
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
    expect(body.items.map(({ code }: { code: string }) => code).sort()).toEqual(['board', 'cement', 'pipe', 'steel']);
    const steel = body.items.find(({ code }: { code: string }) => code === 'steel');
    expect(steel.children).toContainEqual({
      code: 'steel.rebar',
      status: 'active',
      name: { zh: '螺纹钢', en: 'Ribbed bar (rebar)' },
      children: [],
    });
  });

  it('tell their attributes as data and as a JSON Schema', async () => {
    const { body } = await call('GET', '/v1/catalogue/categories/steel.rebar');
    expect(body).toMatchObject({
      code: 'steel.rebar',
      tradingUnits: ['TNE', 'KGM', 'H87'],
      weighingBases: ['theoretical', 'weighed'],
      schema: { required: ['grade', 'diameter'], additionalProperties: false },
    });
    expect(body.standards[0]).toMatchObject({ number: 'GB 1499.2-2024', verified: true });
    expect(outcome(await call('GET', '/v1/catalogue/categories/steel.wood'))).toEqual([404, 'not-found']);
  });
});

describe('the document', () => {
  it('tells which routes ask for a token, in both languages, and names every answer', async () => {
    const { paths, components } = (await call('GET', '/openapi.json')).body;
    const seen = Object.entries(paths as Record<string, Record<string, Record<string, unknown>>>)
      .filter(([path]) => /^\/v1\/(catalogue|products)/.test(path))
      .flatMap(([path, methods]) => Object.entries(methods).map(([method, spec]) => ({ path, method, spec })));
    expect(seen.length).toBeGreaterThanOrEqual(11);
    for (const { path, method, spec } of seen) {
      expect(spec.summary).toMatch(/^\p{Script=Han}+ · [A-Z]/u);
      expect(JSON.stringify(spec.responses)).toContain('"schema"');
      const concrete = path.replace('{id}', unknown).replace('{code}', 'steel');
      const reply = await call(method.toUpperCase(), concrete, ['post', 'patch'].includes(method) ? {} : undefined);
      expect([method, path, spec.security, reply.status === 401]).toEqual(
        method === 'get' ? [method, path, [], false] : [method, path, [{ bearer: [] }], true],
      );
    }
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['Product', 'ProductInput', 'Category']));
  });
});
