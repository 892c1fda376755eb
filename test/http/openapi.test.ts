import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { categories } from '../../shared/commodity/category.ts';
import type { Db } from '../../shared/table/client.ts';
import { type TestApp, testApp } from '../support/app.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: object;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: object;
  readonly additionalProperties?: unknown;
}

let t: TestApp;
let operations: Operation[];

beforeAll(async () => {
  const nothing = { main: 'none', vault: 'none', send: () => Promise.reject(new Error('the table was asked')) };
  t = await testApp({ db: nothing as unknown as Db });
  const { body } = await t.call('GET', '/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  operations = Object.entries<Record<string, Omit<Operation, 'method' | 'path'>>>(body.paths).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  );
});

/** A path with ids of the right form in its places. */
const concrete = (path: string): string =>
  path
    .replace('/v1/tenders/{id}', '/v1/tenders/tnd_01952000-0000-7000-8000-000000000001')
    .replace('/v1/products/{id}', '/v1/products/prd_01952000-0000-7000-8000-000000000001')
    .replace('/v1/organisations/{id}', '/v1/organisations/org_01952000-0000-7000-8000-000000000001')
    .replace('{year}', '2027')
    .replace(/\{\w+\}/g, 'steel.rebar');

describe('the OpenAPI document', () => {
  it('has every operation of organisations, catalogue and tenders', () => {
    const listed = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    for (const operation of [
      'POST /v1/organisations',
      'POST /v1/organisations/{id}/verification',
      'PATCH /v1/organisations/{id}',
      'PUT /v1/organisations/{id}/members/{sub}',
      'GET /v1/catalogue/categories/{code}',
      'POST /v1/products',
      'POST /v1/products/{id}/publication',
      'DELETE /v1/products/{id}/publication',
      'GET /v1/products',
      'POST /v1/tenders',
      'PATCH /v1/tenders/{id}',
      'POST /v1/tenders/{id}/publication',
      'POST /v1/tenders/{id}/cancellation',
      'GET /v1/tenders/{id}/key',
      'PUT /v1/tenders/{id}/bid',
      'DELETE /v1/tenders/{id}/bid',
      'POST /v1/tenders/{id}/bid/attachments',
      'GET /v1/tenders/{id}/opening',
      'GET /v1/tenders/{id}/opening/proof',
      'GET /v1/tenders/{id}/evaluation',
      'POST /v1/tenders/{id}/candidates',
      'POST /v1/tenders/{id}/award',
      'GET /v1/tenders/{id}/events',
      'GET /v1/tenders/{id}/verification',
      'GET /.well-known/jicai-receipts.json',
    ]) {
      expect(listed).toContain(operation);
    }
  });

  it('has the attributes of every category that takes goods, for products and tenders alike', async () => {
    const { body } = await t.call('GET', '/openapi.json');
    const { schemas } = body.components;
    const active = categories().filter(({ parent }) => parent !== undefined);
    expect(active.length).toBeGreaterThan(17);
    for (const { code, name } of active) {
      const $ref = `#/components/schemas/Attributes.${code}`;
      expect(schemas[`Attributes.${code}`]).toMatchObject({ title: name.zh, type: 'object' });
      expect(schemas.Attributes.anyOf).toContainEqual({ $ref });
    }
    expect(schemas.TenderItemInput.properties.attributes.$ref).toBe('#/components/schemas/Attributes');
  });

  it('joins no schemas that nothing fits: a closed one with more members, one of null with one that takes none', async () => {
    const { body } = await t.call('GET', '/openapi.json');
    const resolved = (schema: Schema): Schema =>
      body.components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
    const joined: Schema[][] = [];
    JSON.stringify(body, (_, value) => {
      if (Array.isArray(value?.allOf) && value.if === undefined) joined.push(value.allOf.map(resolved));
      return value;
    });
    expect(joined.length).toBeGreaterThan(0);
    const members = ({ properties = {} }: Schema) => Object.keys(properties);
    const takesNull = ({ type }: Schema) => type === undefined || [type].flat().includes('null');
    for (const parts of joined) {
      for (const closed of parts.filter((part) => part.additionalProperties === false)) {
        expect(parts.flatMap(members).filter((name) => !members(closed).includes(name))).toEqual([]);
      }
      if (parts.some(({ type }) => [type].flat().includes('null'))) expect(parts.every(takesNull)).toBe(true);
    }
  });

  it('has no schema that nothing fits: patterns are regular expressions that examples match, alternatives are some', async () => {
    const { body } = await t.call('GET', '/openapi.json');
    const faults: unknown[] = [];
    JSON.stringify(body, (name, value) => {
      if (['anyOf', 'oneOf', 'allOf', 'enum'].includes(name) && value?.length === 0) faults.push(name);
      const { pattern, example = '…' } = value ?? {};
      if (typeof pattern !== 'string') return value;
      if (/\/[a-z]+$/.test(pattern)) faults.push(`${pattern} has flags`);
      else if (!example.includes('…') && !new RegExp(pattern, 'u').test(example)) faults.push([pattern, example]);
      return value;
    });
    expect(faults).toEqual([]);
  });

  it('takes no list without a limit: each fault of many would be told', async () => {
    const { schemas } = (await t.call('GET', '/openapi.json')).body.components;
    const endless = new Set<string>();
    const visit = (schema: Schema & { readonly maxItems?: number }, path: string): void => {
      const name = schema.$ref?.split('/').at(-1);
      if (name !== undefined && !path.includes(` ${name} `)) visit(schemas[name], `${path} ${name} `);
      if (schema.type === 'array' && schema.maxItems === undefined) endless.add(path);
      for (const [key, each] of Object.entries(schema)) {
        if (typeof each === 'object' && each !== null) visit(each, `${path}/${key}`);
      }
    };
    for (const { method, path, requestBody } of operations) visit(requestBody ?? {}, `${method} ${path}`);
    expect([...endless]).toEqual([]);
  });

  it('says of each what it does in both languages, and what a problem looks like', () => {
    for (const { method, path, summary = '', responses } of operations) {
      expect([method, path, summary]).toEqual([method, path, expect.stringMatching(/[\u4e00-\u9fff].* · \w/)]);
      expect(JSON.stringify(responses.default)).toContain('application/problem+json');
    }
  });

  it('is answered, each path by the context that is loaded for it', async () => {
    for (const { method, path } of operations) {
      const answer = await t.app.request(concrete(path), { method: method.toUpperCase() });
      expect([method, path, (await answer.text()).includes('no-such-route')]).toEqual([method, path, false]);
    }
    expect(await t.call('GET', '/v1/tendersandmore')).toMatchObject({ status: 404, body: { code: 'no-such-route' } });
  });

  it('marks as public what is; every other route refuses a missing token and a wrong one before all else', async () => {
    const guarded = operations.filter(({ security }) => (security?.length ?? 0) > 0);
    expect(guarded.length).toBeGreaterThan(20);
    for (const { method, path } of guarded) {
      const missing = await t.call(method.toUpperCase(), concrete(path));
      expect([method, path, missing.status, missing.body.code]).toEqual([method, path, 401, 'token-missing']);
      expect(missing.headers.get('www-authenticate')).toBe('Bearer');
      const wrong = await t.call(method.toUpperCase(), concrete(path), undefined, {
        headers: { Authorization: 'Basic abc' },
      });
      expect([method, path, wrong.status, wrong.body.code]).toEqual([method, path, 401, 'token-invalid']);
    }
  });

  it('marks no writing route as public but those that need no name: what converts, what counts views, the link of a mail', () => {
    const open = operations.filter(({ security, method }) => (security?.length ?? 0) === 0 && method !== 'get');
    expect(open.map(({ path }) => path).sort()).toEqual([
      '/v1/conversions',
      '/v1/live-sessions/{id}/products/{product}/views',
      '/v1/unsubscriptions',
    ]);
  });

  it('names the headers that a write reads', () => {
    for (const { method, path, security, parameters = [] } of operations) {
      const headers = parameters.filter((each) => each.in === 'header').map(({ name }) => name);
      const guarded = (security?.length ?? 0) > 0;
      const expected = guarded ? ['X-Organisation', ...(method === 'get' ? [] : ['Idempotency-Key', 'If-Match'])] : [];
      expect([method, path, headers]).toEqual([method, path, expected]);
    }
  });

  const mayBeLeftOut = [
    '/v1/demand-rounds/{id}/lock',
    '/v1/enquiries/{id}/closure',
    '/v1/enquiries/{id}/quotes/{quote}/acceptance',
  ];
  it('asks for a body where one is read, and refuses one that is not JSON', async () => {
    for (const { method, path, requestBody } of operations.filter((one) => one.requestBody !== undefined)) {
      expect(requestBody).toMatchObject({ required: !mayBeLeftOut.includes(path) });
      const calls = { as: 'li', headers: { 'Content-Type': 'text/csv' } };
      const answer = await t.call(method.toUpperCase(), concrete(path), 'a,b', calls);
      // The table is out of reach here: whoever gets that far has passed the door, and says nothing of why.
      expect([415, 500]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain('the table was asked');
    }
  });

  it('has a reader for people and a page for each problem', async () => {
    const docs = await t.app.request('/docs');
    expect(docs.headers.get('content-type')).toContain('text/html');
    const html = await docs.text();
    for (const { path } of operations) expect(html).toContain(path);
    for (const [, name] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${name}"`);
    expect(html).toContain('href="#TenderInput"');
    const page = await t.app.request('/problems/tender-closed', { headers: { Accept: 'text/html' } });
    expect(await page.text()).toContain('投标已截止');
    expect((await t.call('GET', '/problems/no-such-code')).status).toBe(404);
    expect((await t.call('GET', '/nowhere')).body.code).toBe('no-such-route');
  });

  it('has every route of tenders, joint purchase, market and showcase in the guide, by who and when', () => {
    const guide = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
    const rows = guide.split('\n').filter((line) => /^\| `[A-Z]+ /.test(line));
    const told = rows.flatMap((row) => [...row.matchAll(/`([A-Z]+ [^`]+)`/g)].map(([, route]) => route));
    const short = new Map(
      [...guide.matchAll(/`([A-Z])` (?:is )?`(\/v1\/[a-z-]+\/\{id\})`/g)].map(([, a, b]) => [a, b]),
    );
    const full = told.map((route = '') =>
      route
        .replace('…', '/v1/tenders/{id}')
        .replace(/(?<= )[A-Z](?=\/|$)/, (letter) => short.get(letter) ?? letter)
        .replace(/\{\w+\}/g, '{}'),
    );
    const documented =
      /^\/v1\/(tenders|rule-packs|calendars|experts|ceremony-keys|demand-rounds|agreements|call-offs|deliveries|price-indices|statements|payables|figures|suppliers|posts|matching-rules|combinations|plans|projects|organisations\/\{id\}\/record|published-lists|enquiries|abuse-|live-sessions|matchmaking-|notification-settings|inbox|webhooks)/;
    const routes = operations
      .filter(({ path }) => documented.test(path))
      .map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`);
    const others = full.filter((route) => !route.includes('/v1/jobs'));
    expect(others.sort()).toEqual(routes.sort());
  });
});
