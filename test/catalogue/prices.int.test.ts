import { beforeAll, describe, expect, it } from 'vitest';
import { allEvents } from '../../shared/table/log.ts';
import { start, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { everyFault, faulty, type Plan } from '../support/faulty.ts';
import { at, drafted, kiln, published, verified } from './calls.ts';
import { price, rebar } from './fixtures.ts';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const priced = (amount: string) => ({ ...rebar, price: { ...price, unitPrice: cny(amount) } });
const pipeWorks = { uscc: '91350424100001983X', name: '清流联丰钢铁贸易有限公司' };

let db: Counting;
let test: TestApp;
let mill: string;
beforeAll(async () => {
  db = counting(await freshDb());
  test = await testApp({ db });
  mill = await verified(test, 'li');
  await verified(test, 'wu', kiln);
});

const setPrices = (app: TestApp, body: object, key?: string, as = 'li') =>
  app.call('POST', '/v1/products/prices', body, {
    as,
    ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
  });
const to = (product: string, amount: string) => ({ product, price: { unitPrice: cny(amount) } });
const types = async (id: string) => (await allEvents(db, id)).map(({ json }) => JSON.parse(json).type);

describe('a bulk update', () => {
  it('changes published ones and drafts, and leaves alone what is so already', async () => {
    const [shown, hidden, same] = [await published(test), await drafted(test), await published(test)];
    const updates = [to(shown, '3400.00'), to(hidden, '3410.00'), to(same, '3380.00')];
    const { status, body } = await setPrices(test, { updates });
    expect([status, body.changed, body.unchanged, body.refused]).toEqual([200, 2, 1, 0]);
    expect(body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['changed', 'changed', 'unchanged']);
    expect((await test.call('GET', at(shown))).body.price).toEqual({ ...price, unitPrice: cny('3400.00') });
    expect(await types(hidden)).toEqual(['ProductDrafted', 'ProductAmended']);
    const prolonged = await setPrices(test, { updates: [to(shown, '3400.00')], validTo: '2026-05-31' });
    expect([prolonged.body.changed, (await test.call('GET', at(shown))).body.price.validTo]).toEqual([1, '2026-05-31']);
  });

  it('names every fault with its place, and changes nothing then', async () => {
    const [first, second, foreign] = [await published(test), await published(test), await drafted(test, rebar, 'wu')];
    const updates = [
      to(first, '3500.00'),
      { product: second, price: { per: 'BG', taxRate: '2' }, ifVersion: 1 },
      to(first, '3600.00'),
      to(foreign, '1.00'),
    ];
    const { status, body } = await setPrices(test, { updates, validTo: '2026-03-01' });
    expect([status, body.code]).toEqual([422, 'price-update-invalid']);
    expect(body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code])).toEqual([
      ['/validTo', 'valid-to-past'],
      ['/updates/1/ifVersion', 'etag-mismatch'],
      ['/updates/1/price/per', 'unit-not-traded'],
      ['/updates/1/price/taxRate', 'tax-rate-out-of-range'],
      ['/validTo', 'valid-to-past'],
      ['/updates/2/product', 'product-repeated'],
      ['/updates/3/product', 'not-found'],
    ]);
    for (const id of [first, second]) expect(await types(id)).toEqual(['ProductDrafted', 'ProductPublished']);
    expect((await setPrices(test, { updates: [to(first, '3500.00')] }, undefined, 'wu')).status).toBe(422);
  });

  it('is made once, row by row, whatever goes wrong with any of its writes', async () => {
    let faults = 0;
    for (let n = 1, reached = true; reached; n += 1) {
      for (const fault of everyFault()) {
        const ids = [await published(test), await published(test), await published(test)];
        const updates = ids.map((id) => ({ ...to(id, '3455.00'), ifVersion: 2 }));
        let writes = 0;
        const plan: Plan = ({ command }) => {
          if (/^(Put|TransactWrite)/.test(command)) writes += 1;
          return writes === n && /^(Put|TransactWrite)/.test(command) ? fault : undefined;
        };
        const dying = await testApp({ db: faulty(db, plan) });
        const key = `${n}-${Object.entries(fault).flat().join('-')}`;
        await setPrices(dying, { updates }, key);
        reached = writes >= n;
        if (!reached) break;
        faults += 1;
        const again = await setPrices(test, { updates }, key);
        const items = ids.map((product) => ({ product, outcome: 'changed' }));
        expect(again.body).toEqual({ items, changed: 3, unchanged: 0, refused: 0 });
        for (const id of ids) {
          expect(await types(id)).toEqual(['ProductDrafted', 'ProductPublished', 'ProductPriceChanged']);
        }
        const replayed = await setPrices(test, { updates }, key);
        expect([replayed.headers.get('idempotent-replayed'), replayed.body]).toEqual(['true', again.body]);
        const other = await setPrices(test, { updates: updates.slice(1) }, key);
        expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
      }
    }
    // The request's claim, three products, the answer: each with every fault.
    expect(faults).toBe(5 * everyFault().length);
  });

  it('goes on only for the same body', async () => {
    const ids = [await published(test), await published(test)];
    const plan: Plan = ({ command }) => (command === 'TransactWriteCommand' ? { before: 'death' } : undefined);
    const dying = await testApp({ db: faulty(db, plan) });
    await setPrices(dying, { updates: ids.map((id) => to(id, '3456.00')) }, 'begun');
    const other = await setPrices(test, { updates: ids.map((id) => to(id, '1.00')) }, 'begun');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await types(ids[0] ?? '')).toHaveLength(2);
  });
});

describe('the prices of a product', () => {
  it('are public with it, newest first, and say who and on which delivery basis', async () => {
    const id = await published(test);
    await setPrices(test, { updates: [to(id, '3400.00')] });
    const path = at(id, '/prices');
    const { body } = await test.call('GET', path);
    const entry = { at: new Date(start).toISOString(), by: mill, deliveryBasis: 'ex-works' };
    const now = { ...price, unitPrice: cny('3400.00') };
    expect(body).toEqual({
      items: [
        { ...entry, kind: 'changed', old: price, new: now },
        { ...entry, kind: 'published', new: price },
      ],
      next: null,
    });
    await test.call('DELETE', at(id, '/publication'), undefined, { as: 'li' });
    expect((await test.call('GET', path)).status).toBe(404);
    expect((await test.call('GET', path, undefined, { as: 'li' })).body.items[0].kind).toBe('withdrawn');
  });
});

describe('the prices of a category', () => {
  it('by day on one basis, of three suppliers at least', async () => {
    const own = counting(await freshDb());
    const app = await testApp({ db: own });
    for (const [as, firm] of [['li'], ['wu', kiln], ['chen', pipeWorks]] as const) await verified(app, as, firm);
    const day = (n: number) => {
      app.clock.now = start + n * 86_400_000;
    };
    await published(app, priced('3400.00'), 'li');
    const moved = await published(app, priced('3420.00'), 'wu');
    day(1);
    const third = await published(app, priced('3410.5000'), 'chen');
    await published(app, { ...rebar, price: { ...price, deliveryBasis: 'delivered' } }, 'chen');
    day(3);
    await setPrices(app, { updates: [to(moved, '3390.00')] }, 'k', 'wu');
    day(4);
    await app.call('DELETE', at(third, '/publication'), undefined, { as: 'chen' });
    day(5);
    const series = '/v1/catalogue/categories/steel.rebar/prices';
    own.reset();
    const { status, body } = await app.call('GET', `${series}?from=2026-03-01&to=2026-12-31&attr.diameter=12`);
    expect([status, body.to, own.commands.length, own.reads]).toEqual([200, '2026-03-07', 2, 1]);
    expect(body.basis).toEqual({
      per: 'TNE',
      taxIncluded: true,
      deliveryBasis: 'ex-works',
      weighingBasis: 'theoretical',
    });
    const before = { suppliers: 3, min: cny('3400.00'), median: cny('3410.50'), max: cny('3420.00') };
    expect(body.items).toEqual([
      { day: '2026-03-03', ...before },
      { day: '2026-03-04', ...before },
      { day: '2026-03-05', suppliers: 3, min: cny('3390.00'), median: cny('3400.00'), max: cny('3410.50') },
    ]);
    expect((await app.call('GET', `${series}?attr.diameter=14`)).body.items).toEqual([]);
    expect((await app.call('GET', `${series}?deliveryBasis=delivered`)).body.items).toEqual([]);
    const refused = await app.call('GET', `${series}?attr.colour=x`);
    expect([refused.status, refused.body.code]).toEqual([422, 'unknown-attribute']);
    const long = await app.call('GET', `${series}?from=2020-01-01`);
    expect([long.status, long.body.code]).toEqual([422, 'series-too-long']);
    expect((await app.call('GET', '/v1/catalogue/categories/steel.wood/prices')).status).toBe(404);
  });
});

describe('what goes with a product', () => {
  it('is kept and shown; a certificate past its last day is flagged', async () => {
    const app = await testApp({ db: counting(await freshDb()) });
    await verified(app, 'li');
    const certificates = [{ type: 'quality-certificate', number: 'ZB-1', validTo: '2026-03-10' }];
    const pictures = [{ url: 'https://minyue.example/rebar.jpg', caption: '螺纹钢' }];
    const stockPoints = [
      { division: '350481', address: '永安市成品库', stock: { value: '120.5', unit: 'TNE', basis: 'weighed' } },
    ];
    const surcharges = [{ attribute: 'diameter', when: { from: 12, to: '14' }, amount: cny('-12.5') }];
    const listing = { ...rebar, certificates, pictures, stockPoints, price: { ...price, surcharges } };
    const id = await published(app, listing);
    const first = await app.call('GET', at(id));
    expect(first.body).toMatchObject({ certificates, pictures, stockPoints, price: { surcharges } });
    app.clock.now = Date.parse('2026-03-11T00:00:00+08:00');
    const same = { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } };
    const later = await app.call('GET', at(id), undefined, same);
    expect([later.status, later.body.certificates]).toEqual([200, [{ ...certificates[0], expired: true }]]);
    const plain = { ...listing, pictures: [{ url: 'http://minyue.example/rebar.jpg' }] };
    const refused = await app.call('POST', '/v1/products', plain, { as: 'li' });
    expect([refused.status, refused.body.code]).toEqual([400, 'url-not-https']);
    expect((await app.call('PATCH', at(id), { pictures: null }, { as: 'li' })).body.pictures).toBeUndefined();
  });
});
