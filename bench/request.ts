import { Hono } from 'hono';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { client } from '../demo/client.ts';
import { generateListings } from '../demo/generator.ts';
import { publishTender, register } from '../demo/steps.ts';
import { createApp } from '../functions/app.ts';
import { type Adapters, buildPlatform } from '../functions/platform.ts';
import { tokenVerifier } from '../shared/http/token.ts';
import { memoryKeys } from '../shared/ports/keys.local.ts';
import { type Db, localRegion, openDb } from '../shared/table/client.ts';
import { createTables, localDynamoDb } from '../shared/table/local.ts';
import { median, report } from './report.ts';

/**
 * What does the edge add to a warm request: token, limits, schemas, who may, the answer's form? In processor time of the
 * ten routes that are asked most, beside a bare Hono handler that asks the table for the same items and answers with the
 * same body. What the table answers is kept from a first run on the embedded DynamoDB, so that neither it nor its client
 * is measured: `node bench/request.ts`; results/request.json.
 */

const now = Date.parse('2026-03-02T09:00:00+08:00');
const [rounds, each] = [11, 100];
const issuer = 'https://id.example.cn';

/** Answers of the table by what was asked, for what does not change. */
function kept(db: Db) {
  const answers = new Map<string, Promise<unknown>>();
  let asked: { readonly key: string }[] | undefined;
  const send = (command: { readonly input: unknown }): Promise<unknown> => {
    if (asked === undefined) return db.send(command as never);
    const key = JSON.stringify([command.constructor.name, command.input]);
    asked.push({ key });
    const answer = answers.get(key) ?? db.send(command as never);
    answers.set(key, answer);
    return answer;
  };
  return {
    db: { ...db, send } as unknown as Db,
    /** What is asked while something is done, from now on from memory. */
    async during(work: () => Promise<unknown>): Promise<readonly string[]> {
      asked = [];
      await work();
      return asked.map(({ key }) => key);
    },
    again: (key: string) => answers.get(key),
  };
}

async function platform(store: Db) {
  const [keys, { publicKey, privateKey }] = await Promise.all([memoryKeys(), generateKeyPair('RS256')]);
  const jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'bench' }] });
  const nothing = async () => {};
  /** The line is made as on Lambda, and written nowhere. */
  const line = { last: '' };
  const log = (message: string, fields: object) => {
    line.last = JSON.stringify({ level: 'INFO', message, timestamp: new Date(now).toISOString(), ...fields });
  };
  const made = buildPlatform({
    config: { operators: ['operator'], supervisors: [], operatorAffiliates: [] },
    db: store,
    now: () => now,
    verify: tokenVerifier({ issuer, audience: 'jicai', keys: jwks }, () => now),
    ...{ sealingKeys: keys, receiptKey: keys, secrets: keys },
    files: { get: nothing, put: nothing, size: nothing },
    ...{ openings: { send: nothing }, work: { send: nothing }, dispatches: { send: nothing } },
    metrics: { record: () => {} },
    log: { info: log, error: log },
  } as unknown as Adapters);
  const token = (sub: string) =>
    new SignJWT({ sub })
      .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
      .setIssuer(issuer)
      .setAudience('jicai')
      .setIssuedAt(now / 1000)
      .setExpirationTime(now / 1000 + 3600)
      .sign(privateKey);
  return { app: createApp(made), token };
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const dynamo = await localDynamoDb();
try {
  const config = { region: localRegion, endpoint: dynamo.endpoint, main: 'main-request', vault: 'vault-request' };
  await createTables(config);
  const table = kept(openDb(config));
  const { app, token } = await platform(table.db);
  const api = client((path, init) => app.request(path, init), token);

  const organisation = (n: number, kind: string) => ({
    ...{ name: `三明市第${n}建材有限公司`, uscc: `9135040410${String(n).padStart(8, '0')}`, kinds: [kind] },
    ...{ division: '350404', sizeClass: 'medium', contact: { name: '李工', phone: '0598-8220000' } },
  });
  const buyer = await register(api, organisation(1, 'buyer'), 'buyer');
  const supplier = await register(api, organisation(2, 'supplier'), 'supplier');
  const rebar = { grade: 'HRB400E', diameter: 20, length: 12 };
  const item = {
    ...{ category: 'steel.rebar', attributes: rebar },
    quantity: { value: '100', unit: 'TNE', basis: 'theoretical' },
    deliveryPoint: { division: '350404', address: '三元区列东街项目部' },
  };
  const draft = {
    ...{ title: '2026年度螺纹钢集中采购', regime: 'soe-voluntary', method: 'lowest-evaluated-price' },
    ...{ deadline: '2026-03-24T09:00:00+08:00', bidValidityDays: 90 },
    lots: [{ title: '螺纹钢', items: Array.from({ length: 20 }, () => item) }],
  };
  const { id: tender } = await publishTender(api, draft, buyer.sub);
  for (let n = 0; n < 19; n += 1) await publishTender(api, draft, buyer.sub);
  const [listing] = generateListings(1, 1);
  if (listing === undefined) throw new Error('no listing');
  const { supplier: _, ...listed } = listing;
  const { id: product } = await api.post<{ id: string }>('/v1/products', listed, supplier.sub);
  await api.post(`/v1/products/${product}/publication`, undefined, supplier.sub);
  const post = await api.post<{ id: string }>(
    '/v1/posts',
    {
      ...{ kind: 'supply', category: 'steel.rebar', attributes: rebar, place: { division: '350404' } },
      quantity: { value: '60', unit: 'TNE', basis: 'theoretical' },
      ...{ window: { from: '2026-03-20', to: '2026-05-31' }, expiresAt: '2026-05-31T00:00:00+08:00' },
      text: '供应螺纹钢，现货',
    },
    supplier.sub,
  );

  const routes: readonly (readonly [route: string, path: string, as?: string])[] = [
    ['GET /v1/tenders', '/v1/tenders'],
    ['GET /v1/tenders/{id}', `/v1/tenders/${tender}`],
    ['GET /v1/tenders/{id}, signed in', `/v1/tenders/${tender}`, supplier.sub],
    ['GET /v1/tenders/{id}/key', `/v1/tenders/${tender}/key`],
    ['GET /v1/tenders/{id}/timeline, signed in', `/v1/tenders/${tender}/timeline`, supplier.sub],
    ['GET /v1/products/{id}', `/v1/products/${product}`],
    ['GET /v1/posts', '/v1/posts?kind=supply&category=steel.rebar'],
    ['GET /v1/posts/{id}, signed in', `/v1/posts/${post.id}`, buyer.sub],
    ['GET /v1/memberships, signed in', '/v1/memberships', buyer.sub],
    ['GET /v1/inbox, signed in', '/v1/inbox', buyer.sub],
  ];

  const bare = new Hono();
  const measured = [];
  for (const [route, path, as] of routes) {
    const init = as === undefined ? {} : { headers: { Authorization: `Bearer ${await token(as)}` } };
    const ask = async () => {
      const answer = await app.request(path, init);
      if (answer.status !== 200) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
      return answer.text();
    };
    const asked = await table.during(ask);
    const body = JSON.parse(await ask());
    measured.push({ route, asked, ask, body, url: `/${measured.length}` });
    bare.get(`/${measured.length - 1}`, async (c) => {
      for (const key of asked) await table.again(key);
      return c.json(body);
    });
  }

  const results = [];
  for (const { route, asked, ask, url } of measured) {
    const barely = async () => (await bare.request(url)).text();
    const found: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const [which, work] of [
        ['bare', barely],
        ['ours', ask],
      ] as const) {
        const before = cpu();
        for (let n = 0; n < each; n += 1) await work();
        // The first round is for the compiler.
        if (round > 0) found[which].push((cpu() - before) / each);
      }
    }
    const [ours, plain] = [median(found.ours), median(found.bare)];
    const over = Math.round(ours - plain);
    results.push({
      route,
      tableCalls: asked.length,
      microseconds: { bare: Math.round(plain), ours: Math.round(ours), over },
    });
  }
  const over = results.map(({ microseconds }) => microseconds.over);
  report('request', 'What the edge adds to a warm request, in processor time over a bare Hono handler', {
    ...{ rounds, requestsARound: each, medianOver: median(over), mostOver: Math.max(...over) },
    routes: results,
  });
} finally {
  await dynamo.stop();
}
