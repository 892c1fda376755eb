import { expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';

const firms = [
  { uscc: '91350404MA9000005X', name: '三明市闽岳钢铁有限公司' },
  { uscc: '91350429MA9000001X', name: '泰宁县金湖建设有限公司' },
];
const list = (more: object = {}) => ({
  kind: 'leading',
  title: '三明市龙头企业名单',
  source: '明工信〔2026〕1号',
  publishedOn: '2026-02-27',
  firms,
  ...more,
});

it('anyone sees which lists there are, how many firms each names and when it was last entered', async () => {
  const db = counting(await freshDb());
  const t = await testApp({ db });
  const put = (key: string, more: object = {}) =>
    t.call('PUT', `/v1/published-lists/${key}`, list(more), { as: 'operator' });
  const all = async (query = '') => (await t.call('GET', `/v1/published-lists${query}`)).body;
  expect(await all()).toEqual({ items: [], next: null });

  expect((await put('reserve-2026', { kind: 'leading-reserve' })).status).toBe(200);
  expect((await put('leading-2026')).status).toBe(200);
  t.clock.now += 86_400_000;
  const { body: newest } = await put('leading-2026', { firms: firms.slice(1) });
  const { firms: named, ...rest } = newest;
  expect(named).toHaveLength(1);
  const { items } = await all();
  expect(items.map(({ key, firms: count, version }: Record<string, unknown>) => [key, count, version])).toEqual([
    ['leading-2026', 1, 2],
    ['reserve-2026', 2, 1],
  ]);
  expect(items[0]).toEqual({ ...rest, firms: 1 });

  const first = await all('?limit=1');
  expect(first.items).toHaveLength(1);
  expect((await all(`?limit=1&cursor=${first.next}`)).items).toMatchObject([{ key: 'reserve-2026' }]);
  db.reset();
  await all();
  expect(db.reads).toBe(0.5);
});
