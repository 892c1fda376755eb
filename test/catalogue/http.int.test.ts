import { beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../functions/tick.ts';
import { keys } from '../../shared/table/keys.ts';
import { allEvents } from '../../shared/table/log.ts';
import { listAll } from '../../shared/table/query.ts';
import { type CallOptions, type Reply, start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { at, drafted, ids, kiln, published, registered, verified } from './calls.ts';
import { cement, price, rebar, supplier } from './fixtures.ts';

const unknown = 'prd_0195f000-0000-7000-8000-000000000009';

let db: Counting;
let test: TestApp;
let mill: string;
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db });
  mill = await verified(test, 'li');
  await verified(test, 'wu', kiln);
});

const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
const once = (key: string) => ({ 'Idempotency-Key': key });
const outcome = ({ status, body }: Reply) => [status, body?.code];
const fields = ({ body }: Reply) => body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code]);

const eventTypes = async (id: string) => (await allEvents(db, id)).map(({ json }) => JSON.parse(json).type);

describe('a draft', () => {
  it('answers what was made, and the same again to the same key', async () => {
    const first = await call('POST', '/v1/products', rebar, { as: 'li', headers: once('k1') });
    expect(first.status).toBe(201);
    expect([first.headers.get('etag'), first.headers.get('location')]).toEqual(['"1"', at(first.body.id)]);
    expect(first.body).toEqual({
      ...rebar,
      id: first.body.id,
      status: 'draft',
      supplier: { ...supplier, id: mill },
      draftedAt: new Date(start).toISOString(),
    });
    const again = await call('POST', '/v1/products', rebar, { as: 'li', headers: once('k1') });
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([201, first.body, 'true']);
    const other = await call('POST', '/v1/products', { ...rebar, title: '甲' }, { as: 'li', headers: once('k1') });
    expect(outcome(other)).toEqual([422, 'idempotency-key-reused']);
    expect(await eventTypes(first.body.id)).toEqual(['ProductDrafted']);
  });

  it('is made once by twins that run into each other', async () => {
    const twins = await Promise.all(
      [1, 2, 3].map(() => call('POST', '/v1/products', cement, { as: 'wu', headers: once('twin') })),
    );
    expect(new Set(twins.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  });

  it.each([
    ['full-width digits', { unitPrice: { amount: '３３８０.00', currency: 'CNY' } }, 'full-width-digits'],
    ['a float', { unitPrice: { amount: 3380.5, currency: 'CNY' } }, 'number-not-string'],
    ['a fifth decimal', { unitPrice: { amount: '3380.00001', currency: 'CNY' } }, 'too-many-places'],
    ['a negative price', { unitPrice: { amount: '-1', currency: 'CNY' } }, 'negative'],
  ])('takes no %s for an amount', async (_, change, code) => {
    const refused = await call('POST', '/v1/products', { ...rebar, price: { ...price, ...change } }, { as: 'li' });
    expect(outcome(refused)).toEqual([400, code]);
    expect(fields(refused)).toEqual([['/price/unitPrice/amount', code]]);
  });

  it('takes no field that it does not know, no float for a rate, and no day that there is not', async () => {
    const wrong = { ...rebar, stock: 860, price: { ...price, taxRate: 0.13, validTo: '2026-02-30', paid: true } };
    const refused = await call('POST', '/v1/products', wrong, { as: 'li' });
    expect(outcome(refused)).toEqual([400, 'invalid-request']);
    expect(new Set(fields(refused).map(String))).toEqual(
      new Set([
        '/price/taxRate,number-not-string',
        '/price/validTo,not-a-day',
        '/price/paid,unknown-field',
        '/stock,unknown-field',
      ]),
    );
  });

  it('is held to its category, and told in words what is wrong', async () => {
    const wrong = { ...rebar, attributes: { grade: 'HRB400E', diameter: 12.5, colour: '红', nested: {} } };
    const refused = await call('POST', '/v1/products', wrong, { as: 'li' });
    expect(outcome(refused)).toEqual([422, 'product-invalid']);
    expect(fields(refused)).toEqual([
      ['/attributes/diameter', 'attribute-not-integer'],
      ['/attributes/colour', 'unknown-attribute'],
      ['/attributes/nested', 'unknown-attribute'],
    ]);
    expect(refused.body.detail).toBe('商品信息有 3 处错误，见 errors。');
    for (const { code, message } of refused.body.errors) expect(message).not.toBe(code);
  });

  it('is seen by its own organisation only', async () => {
    const id = await drafted(test);
    for (const as of [undefined, 'wu', 'operator', 'supervisor']) {
      expect(outcome(await call('GET', at(id), undefined, { as }))).toEqual([404, 'not-found']);
    }
    for (const [method, path] of [
      ['PATCH', at(id)],
      ['POST', at(id, '/publication')],
      ['DELETE', at(id, '/publication')],
    ] as const) {
      const body = method === 'PATCH' ? { title: '甲' } : undefined;
      expect(outcome(await call(method, path, body, { as: 'wu' }))).toEqual([404, 'not-found']);
      expect(outcome(await call(method, at(unknown), body, { as: 'wu' }))).toEqual([404, expect.any(String)]);
    }
    expect((await call('GET', at(id), undefined, { as: 'li' })).body.status).toBe('draft');
    expect(outcome(await call('POST', '/v1/products', rebar, { as: 'operator' }))).toEqual([403, 'forbidden']);
  });

  it('may be made before verification, not published', async () => {
    await registered(test, 'chen', { uscc: '91350426100001772E', name: '尤溪竹业有限公司' });
    const id = await drafted(test, cement, 'chen');
    const refused = await call('POST', at(id, '/publication'), undefined, { as: 'chen' });
    expect(outcome(refused)).toEqual([403, 'organisation-not-verified']);
    expect(refused.body.detail).not.toBe('organisation-not-verified');
  });
});

describe('an amendment', () => {
  it('asks for the version that was read', async () => {
    const id = await drafted(test);
    const stale = { as: 'li', headers: { 'If-Match': '"1"' } };
    const amended = await call('PATCH', at(id), { title: '螺纹钢', brand: null }, stale);
    expect([amended.status, amended.headers.get('etag'), amended.body.title]).toEqual([200, '"2"', '螺纹钢']);
    expect(amended.body).not.toHaveProperty('brand');
    expect(outcome(await call('PATCH', at(id), { title: '甲' }, stale))).toEqual([412, 'etag-mismatch']);
    expect((await call('GET', at(id), undefined, { as: 'li' })).body).toEqual(amended.body);
  });

  it('takes away nothing that a product must have, and says nothing of status or supplier', async () => {
    const id = await drafted(test);
    const refused = await call('PATCH', at(id), { title: null, status: 'published', supplier }, { as: 'li' });
    expect(
      fields(refused)
        .map(([pointer]: string[]) => pointer)
        .sort(),
    ).toEqual(['/status', '/supplier', '/title']);
  });

  it('of a published price shows at once, and the log keeps both', async () => {
    const id = await published(test);
    const next = { ...price, unitPrice: { amount: '3420.5000', currency: 'CNY' } };
    expect((await call('PATCH', at(id), { price: next }, { as: 'li' })).status).toBe(200);
    expect((await call('GET', at(id))).body.price).toEqual(next);
    const list = await call('GET', `/v1/products?supplier=${mill}`);
    expect(list.body.items[0]).toMatchObject({ id, price: next, supplier: { id: mill, name: supplier.name } });
    expect(await eventTypes(id)).toEqual(['ProductDrafted', 'ProductPublished', 'ProductPriceChanged']);
    const [last] = (await allEvents(db, id)).slice(-1);
    expect(JSON.parse(last?.json ?? '').data).toMatchObject({ old: price, new: next });
  });

  it('moves a published one to the lists of its new category', async () => {
    const id = await published(test, cement, 'wu');
    const { body } = await call('PATCH', at(id), { ...rebar, price: { ...price } }, { as: 'wu' });
    expect(body.category).toBe('steel.rebar');
    expect(ids(await call('GET', '/v1/products?category=steel.rebar'))).toContain(id);
    expect(ids(await call('GET', '/v1/products?category=cement'))).not.toContain(id);
  });
});

describe('publication', () => {
  it('is public from then on, in one eventually consistent read, until it is taken back', async () => {
    const id = await published(test);
    db.reset();
    const seen = await call('GET', at(id));
    expect(db.commands).toEqual([{ name: 'Get', units: 0.5 }]);
    expect(db.reads).toBe(0.5);
    expect([seen.status, seen.headers.get('etag'), seen.body.status]).toEqual([200, '"2"', 'published']);
    expect(seen.body).toMatchObject({ originLabel: '福建三明', publishedAt: new Date(start).toISOString() });
    const same = { headers: { 'If-None-Match': '"2"' } };
    expect((await call('GET', at(id), undefined, same)).status).toBe(304);

    const key = { as: 'li', headers: once('w') };
    const withdrawn = await call('DELETE', at(id, '/publication'), undefined, key);
    expect([withdrawn.status, withdrawn.body.withdrawal]).toEqual([200, { reason: 'supplier' }]);
    expect((await call('DELETE', at(id, '/publication'), undefined, key)).headers.get('idempotent-replayed')).toBe(
      'true',
    );
    expect(outcome(await call('GET', at(id)))).toEqual([404, 'not-found']);
    const again = await call('POST', at(id, '/publication'), undefined, { as: 'li' });
    expect([again.status, again.body.status]).toEqual([200, 'published']);
  });

  it('of a draft that was never published cannot be taken back', async () => {
    const refused = await call('DELETE', at(await drafted(test), '/publication'), undefined, { as: 'li' });
    expect(outcome(refused)).toEqual([409, 'product-not-published']);
  });
});

describe('the end of a price', () => {
  it('reads as expired before the clock has looked, and is published anew with a new price', async () => {
    const app = await testApp();
    const org = await verified(app, 'li');
    const id = await published(app);
    app.clock.now = Date.parse('2026-04-01T00:00:00+08:00') - 1;
    expect((await app.call('GET', at(id))).body.status).toBe('published');
    app.clock.now += 1;
    const lapsed = await app.call('GET', at(id), undefined, { headers: { 'If-None-Match': '"2"' } });
    expect([lapsed.status, lapsed.body.status]).toEqual([200, 'expired']);
    expect(ids(await app.call('GET', '/v1/products?category=steel'))).toEqual([]);

    expect(await tick(app.deps)).toBe(1);
    expect(await tick(app.deps)).toBe(0);
    expect((await allEvents(app.db, id)).map(({ json }) => JSON.parse(json).type).slice(2)).toEqual(['ProductExpired']);
    const own = await app.call('GET', `/v1/products?supplier=${org}&status=expired`, undefined, { as: 'li' });
    expect(ids(own)).toEqual([id]);
    expect((await app.call('GET', at(id))).body.status).toBe('expired');

    const late = await app.call('POST', at(id, '/publication'), undefined, { as: 'li' });
    expect(outcome(late)).toEqual([422, 'valid-to-past']);
    await app.call('PATCH', at(id), { price: { ...price, validTo: '2026-04-30' } }, { as: 'li' });
    expect((await app.call('POST', at(id, '/publication'), undefined, { as: 'li' })).body.status).toBe('published');
    expect(ids(await app.call('GET', '/v1/products?category=steel.rebar'))).toEqual([id]);
  });
});

describe('lists', () => {
  it('of other statuses are for their own supplier', async () => {
    const id = await drafted(test);
    const path = `/v1/products?supplier=${mill}&status=draft`;
    expect(ids(await call('GET', path, undefined, { as: 'li' }))).toContain(id);
    for (const as of [undefined, 'wu', 'operator']) {
      expect(outcome(await call('GET', path, undefined, { as }))).toEqual([403, 'forbidden']);
    }
    expect(outcome(await call('GET', '/v1/products?status=draft', undefined, { as: 'li' }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  it('know no category that there is not, and no cursor that is not theirs', async () => {
    const refused = await call('GET', '/v1/products?category=all');
    expect([...outcome(refused), fields(refused)]).toEqual([
      400,
      'category-unknown',
      [['/category', 'category-unknown']],
    ]);
    const place = (partition: unknown, after: unknown) =>
      Buffer.from(JSON.stringify([partition, after])).toString('base64url');
    for (const cursor of ['x', place(0, ''), place('products#all#2026-03', '')]) {
      expect(outcome(await call('GET', `/v1/products?cursor=${cursor}`))).toEqual([400, 'cursor-invalid']);
    }
  });

  it('hold entries of under 1 KB', async () => {
    await published(test);
    const entries = await listAll(db, keys.supplierProducts(mill), 'published#');
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(Buffer.byteLength(JSON.stringify(entry))).toBeLessThan(1024);
  });
});
