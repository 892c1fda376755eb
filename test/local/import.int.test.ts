import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalServer, startLocal } from '../../functions/local/server.ts';
import { csvOf } from '../../shared/sheet/write.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await startLocal({ dataDir: ':memory:', port: 0 });
});
afterAll(() => server.stop());

test('a price list travels to one machine by its address, is imported there, and its report is fetched', async () => {
  const call = async (as: string, method: string, path: string, body?: object) => {
    const headers = { Authorization: `Bearer ${await server.token(as)}`, 'Content-Type': 'application/json' };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${server.url}${path}`, init);
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  const finished = async (begun: Awaited<ReturnType<typeof call>>) => {
    expect([begun.status, begun.body.errors]).toEqual([202, undefined]);
    for (;;) {
      const { body } = await call('li', 'GET', begun.headers.get('location') ?? '');
      if (body.status === 'succeeded' || body.status === 'failed') return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const contact = { name: '林启明', phone: '0598-5550101' };
  const firm = { name: '闽岳钢铁', uscc: '91350404100001289W', kinds: ['supplier'], division: '350404', contact };
  expect((await call('li', 'POST', '/v1/organisations', firm)).status).toBe(201);

  const content = csvOf([
    ['规格', '含税出厂价(元/吨)', '有效期至'],
    ['HRB400E Φ20*12m', '3380', '2026-12-31'],
  ]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { name: '价格.csv', size: content.length, sha256, purpose: 'product-import' };
  const { body: upload } = await call('li', 'POST', '/v1/uploads', file);
  expect(
    (await fetch(upload.url, { method: upload.method, headers: upload.headers, body: new Uint8Array(content) })).status,
  ).toBe(200);

  const defaults = { taxRate: '0.13', taxIncluded: true, deliveryBasis: 'ex-works', weighingBasis: 'theoretical' };
  const preview = { mode: 'preview', upload: upload.key, category: 'steel.rebar', defaults };
  const checked = await finished(await call('li', 'POST', '/v1/products/import', preview));
  expect(checked.problem ?? checked.result.faults).toEqual([]);
  const report = await fetch(checked.result.files.report.url);
  expect(report.headers.get('content-disposition')).toContain(encodeURIComponent('导入检查报告.csv'));
  expect(await report.text()).toContain('单元格 cell');

  const commit = { mode: 'commit', preview: checked.id, accept: 'all-valid-required' };
  const { result } = await finished(await call('li', 'POST', '/v1/products/import', commit));
  expect(result.created).toBe(1);
  const made = await call('li', 'GET', `/v1/products/${result.products[0].id}`);
  expect(made.body).toMatchObject({ status: 'draft', price: { per: 'TNE', unitPrice: { amount: '3380' } } });
});
