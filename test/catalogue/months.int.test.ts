import { beforeAll, describe, expect, it } from 'vitest';
import { start, type TestApp, testApp } from '../support/app.ts';
import { ids, published, verified } from './calls.ts';
import { cement } from './fixtures.ts';

const day = 86_400_000;

describe('over many months', () => {
  const first = Date.parse('2026-02-10T09:00:00+08:00');
  const listing = { ...cement, price: { ...cement.price, validTo: '2027-12-31' } };
  const newestFirst: string[] = [];
  let app: TestApp;
  let org: string;

  async function walk(path: string, between: () => Promise<void> = async () => {}): Promise<string[]> {
    const seen: string[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const reply = await app.call('GET', next);
      expect(reply.status).toBe(200);
      seen.push(...ids(reply));
      next = reply.headers.get('link')?.match(/<(.+)>/)?.[1];
      expect(next === undefined).toBe(reply.body.next === null);
      await between();
    }
    return seen;
  }

  beforeAll(async () => {
    app = await testApp();
    app.clock.now = first;
    org = await verified(app, 'li');
    for (let count = 0; count < 5; count += 1) newestFirst.unshift(await published(app, listing));
    app.clock.now = start;
    for (let count = 0; count < 105; count += 1) {
      app.clock.now += day;
      newestFirst.unshift(await published(app, listing));
    }
  });

  it.each(['category=cement.common&limit=25', 'category=cement&limit=100', 'limit=37'])(
    'a walk by %s neither repeats nor leaves out',
    async (query) => {
      const seen = await walk(`/v1/products?${query}`);
      expect(seen.slice(0, 105)).toEqual(newestFirst.slice(0, 105));
      expect(new Set(seen)).toEqual(new Set(newestFirst));
      expect(seen).toHaveLength(110);
    },
  );

  it('a walk by supplier does so too, and by supplier and another category finds nothing', async () => {
    expect(new Set(await walk(`/v1/products?supplier=${org}&limit=20`))).toEqual(new Set(newestFirst));
    expect(await walk(`/v1/products?supplier=${org}&category=cement&limit=100`)).toHaveLength(110);
    expect(await walk(`/v1/products?supplier=${org}&category=steel&limit=20`)).toEqual([]);
  });

  it('a walk on which a month begins and others publish goes on where it was', async () => {
    const seen = await walk('/v1/products?category=cement&limit=20', async () => {
      app.clock.now += 32 * day;
      await published(app, { ...listing, price: { ...listing.price, validTo: '2029-12-31' } });
    });
    expect(seen).toHaveLength(110);
    expect(new Set(seen)).toEqual(new Set(newestFirst));
  });
});
