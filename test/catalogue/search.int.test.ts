import { beforeEach, describe, expect, it } from 'vitest';
import { rebuildIndex } from '../../functions/catalogue/rebuild-index.ts';
import { tick } from '../../functions/tick.ts';
import { type Reply, runJobs, type TestApp, testApp } from '../support/app.ts';
import { type Counting, counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { at, ids, kiln, published, verified } from './calls.ts';
import { cement, price, rebar } from './fixtures.ts';

let db: Counting;
let app: TestApp;
let mill: string;
beforeEach(async () => {
  db = counting(await freshDb());
  app = await testApp({ db });
  mill = await verified(app, 'li');
  await verified(app, 'wu', kiln);
});

const find = (query: Record<string, string>): Promise<Reply> =>
  app.call('GET', `/v1/products?${new URLSearchParams(query)}`);
const later = (ms: number): void => {
  app.clock.now += ms;
};

describe('a listing', () => {
  it('is found a second after its publication, under its new price after a change, and not once withdrawn', async () => {
    const q = 'HRB400E Φ12*9m';
    expect(ids(await find({ q }))).toEqual([]);
    const id = await published(app);
    later(1_000);
    const { body } = await find({ q, facets: 'true', near: '117.365,25.9741' });
    expect(body.items).toMatchObject([{ id, supplier: { id: mill }, originLabel: '福建三明', distanceMetres: 0 }]);
    expect(body.facets['attr.grade']).toEqual([{ value: 'HRB400E', count: 1 }]);
    expect(body.understood).toMatchObject({ attributes: { grade: 'HRB400E', diameter: 12, length: 9 } });

    const dearer = { ...price, unitPrice: { amount: '3420.5000', currency: 'CNY' } };
    await app.call('PATCH', at(id), { price: dearer }, { as: 'li' });
    later(1_000);
    const after = await find({ q });
    expect([ids(after), after.body.items[0].price]).toEqual([[id], dearer]);

    await app.call('DELETE', at(id, '/publication'), undefined, { as: 'li' });
    later(1_000);
    expect(ids(await find({ q }))).toEqual([]);
  });

  it('in the snapshot is replaced by what became of it since', async () => {
    const [kept, gone] = [await published(app), await published(app)];
    later(120_000);
    await rebuildIndex(app.deps);
    await app.call('DELETE', at(gone, '/publication'), undefined, { as: 'li' });
    later(1_000);
    expect(ids(await find({ q: '螺纹钢' }))).toEqual([kept]);
  });

  it('is found however many pieces the changes are in', async () => {
    const all: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      all.unshift(await published(app, n % 2 === 0 ? rebar : cement));
      later(1_000);
      expect(ids(await find({ sort: 'freshness', limit: '100' }))).toEqual(all);
    }
  });
});

describe('the snapshot', () => {
  it('that is lost or damaged is made again from the table', async () => {
    const id = await published(app);
    await rebuildIndex(app.deps);
    for (const damage of [
      () => app.files.kept.clear(),
      () => {
        for (const [key, bytes] of app.files.kept) app.files.kept.set(key, bytes.slice(0, -8));
      },
      () => {
        for (const bytes of app.files.kept.values()) bytes[20] = (bytes[20] ?? 0) ^ 1;
      },
    ]) {
      damage();
      const other = await testApp({ db, files: app.files, now: () => app.clock.now });
      expect(ids(await other.call('GET', '/v1/products?q=rebar'))).toEqual([id]);
    }
  });

  it('is followed by a newer one within a minute, and the one before it is kept', async () => {
    await find({ q: 'rebar' });
    const { generation } = await rebuildIndex(app.deps);
    expect(generation).toBe(2);
    expect([...app.files.kept.keys()].sort()).toEqual([
      'search/products/0',
      'search/products/1',
      'search/products/current',
    ]);
    const newest = app.files.kept.get('search/products/0');
    newest?.fill(0);
    const id = await published(app);
    later(61_000);
    expect(ids(await find({ q: 'rebar' }))).toEqual([id]);
  });
});

describe('the clock', () => {
  it('has the snapshot made anew after an hour in which something changed, once', async () => {
    await find({ q: 'rebar' });
    await tick(app.deps);
    const id = await published(app);
    later(3_600_000);
    await tick(app.deps);
    await tick(app.deps);
    expect(new Set(app.work.map(({ kind, job }) => `${kind} ${job}`)).size).toBe(1);
    await runJobs(app);
    await tick(app.deps);
    expect(app.work).toEqual([]);
    const current = JSON.parse(new TextDecoder().decode(app.files.kept.get('search/products/current')));
    expect(current).toMatchObject({ generation: 2, count: 1 });
    expect(ids(await find({ q: 'rebar' }))).toEqual([id]);
  });
});

describe('a search', () => {
  it('costs half a read unit a second, and nothing within it', async () => {
    await published(app);
    await find({ q: 'rebar' });
    later(1_000);
    db.reset();
    await Promise.all(Array.from({ length: 20 }, () => find({ q: 'rebar', facets: 'true' })));
    expect(db.commands).toEqual([{ name: 'Query', units: 0.5 }]);
    for (let n = 0; n < 20; n += 1) await find({ category: 'steel', sort: 'price' });
    expect(db.reads).toBe(0.5);
  });

  it('refuses what it does not know, and says where', async () => {
    const refused = async (query: Record<string, string>) => {
      const { status, body } = await find(query);
      return [status, body.errors?.[0]?.pointer, body.errors?.[0]?.code];
    };
    expect(await refused({ colour: 'red' })).toEqual([400, '/colour', 'unknown-field']);
    expect(await refused({ 'attr.colour': 'red' })).toEqual([400, '/attr.colour', 'unknown-attribute']);
    expect(await refused({ q: 'rebar', sort: 'distance' })).toEqual([400, '/near', 'required']);
    expect(await refused({ q: 'rebar', near: 'here' })).toEqual([400, '/near', 'not-allowed']);
    for (const near of ['200,26', '117,96', '-181,0']) {
      expect(await refused({ q: 'rebar', near })).toEqual([400, '/near', 'coordinates-out-of-range']);
    }
    const said = (await find({ 'attr.colour': 'red' })).body.errors[0].message;
    expect(said).toContain('colour');
    expect(said).not.toContain('{');
    expect(await refused({ q: 'rebar', category: 'gold' })).toEqual([400, '/category', 'category-unknown']);
    expect(await refused({ q: 'rebar', status: 'draft' })).toEqual([400, '/q', 'not-allowed']);
    expect(await refused({ q: 'rebar', cursor: 'x' })).toEqual([400, '/cursor', 'cursor-invalid']);
  });

  it('counts how goods are offered, and narrows by it', async () => {
    const stock = { value: '860', unit: 'TNE', basis: 'weighed' };
    const [point] = rebar.stockPoints ?? [];
    const near = await published(app, { ...rebar, leadTimeDays: 3, stockPoints: [{ ...point, stock }] });
    await published(app, { ...rebar, leadTimeDays: 20 });
    const { facets } = (await find({ q: 'rebar', facets: 'true' })).body;
    expect(facets.inStock).toEqual([{ value: 'true', count: 1 }]);
    expect(facets.weighingBasis).toEqual([{ value: 'theoretical', count: 2 }]);
    for (const filter of [{ inStock: 'true' }, { leadTimeDays: '7' }]) expect(ids(await find(filter))).toEqual([near]);
    expect((await find({ leadTimeDays: '8' })).body.errors).toMatchObject([
      { pointer: '/leadTimeDays', code: 'not-allowed' },
    ]);
  });

  it('gives pages with a link to the next', async () => {
    for (let n = 0; n < 3; n += 1) await published(app);
    const first = await find({ q: 'rebar', limit: '2' });
    expect(ids(first)).toHaveLength(2);
    const next = first.headers.get('link')?.match(/<(.+)>/)?.[1] ?? '';
    expect(ids(await app.call('GET', next))).toHaveLength(1);
  });
});
