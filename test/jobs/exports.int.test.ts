import { beforeAll, describe, expect, test } from 'vitest';
import { decoded } from '../../shared/sheet/csv.ts';
import { readSheet } from '../../shared/sheet/index.ts';
import { openZip } from '../../shared/sheet/zip.ts';
import { drafted, published, verified } from '../catalogue/calls.ts';
import { rebar } from '../catalogue/fixtures.ts';
import { runJobs, type TestApp, testApp } from '../support/app.ts';

let t: TestApp;
let organisation: string;
beforeAll(async () => {
  t = await testApp();
  organisation = await verified(t, 'li');
  await published(t, { ...rebar, title: '=HYPERLINK("http://x","螺纹钢")', brand: '+闽岳' });
  await published(t, rebar);
  await drafted(t);
});

async function exported(body: object, as = 'li') {
  const begun = await t.call('POST', '/v1/exports', body, { as });
  expect([begun.status, begun.body.errors]).toEqual([202, undefined]);
  await runJobs(t);
  const job = (await t.call('GET', `/v1/jobs/${begun.body.job}`, undefined, { as })).body;
  const key = job.result?.files.list.url.replace('memory:', '');
  return { job, content: (key && t.files.kept.get(key)) || new Uint8Array() };
}

describe('an export', () => {
  test.each(['csv', 'xlsx'])('as %s has a column for each member, and no formula', async (format) => {
    const { job, content } = await exported({ list: 'products', format });
    expect(job.result).toMatchObject({ rows: 2, complete: true, files: { list: { name: `商品.${format}` } } });
    const [heading, ...rows] = (await readSheet(content)).rows.map(({ cells }) => cells);
    const column = (name: string) => heading?.findIndex((cell) => cell.endsWith(name)) ?? -1;
    const values = (name: string) => rows.map((cells) => cells[column(name)]);
    expect(heading?.[column('price.unitPrice.amount')]).toBe('单价 price.unitPrice.amount');
    expect(values('title').sort()).toEqual(['\'=HYPERLINK("http://x","螺纹钢")', rebar.title]);
    expect(values('brand')).toContain("'+闽岳");
    expect(values('attributes.diameter')).toEqual(['12', '12']);
    expect(values('price.unitPrice.amount').map(Number)).toEqual([3380, 3380]);
  });

  test('as CSV begins with a byte order mark, for Excel', async () => {
    const { content } = await exported({ list: 'products', format: 'csv' });
    expect([...content.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(decoded(content)).toContain('螺纹钢');
  });

  test('shows what the list shows to whoever asks, and no more', async () => {
    const drafts = { list: 'products', query: { status: 'draft', supplier: organisation }, format: 'csv' };
    expect((await exported(drafts)).job.result.rows).toBe(1);
    const stranger = await exported(drafts, 'stranger');
    expect(stranger.job).toMatchObject({ status: 'failed', problem: { code: 'export-refused' } });
    expect(stranger.job.problem.detail.en).toContain('forbidden');
    const firms = { list: 'organisations', query: { status: 'verified' }, format: 'csv' };
    const forbidden = { status: 'failed', problem: { detail: { en: expect.stringContaining('forbidden') } } };
    expect((await exported(firms, 'stranger')).job).toMatchObject(forbidden);
    expect((await exported(firms, 'operator')).job.result.rows).toBe(1);
    expect((await exported({ list: 'tenders', format: 'xlsx' })).job.result).toMatchObject({ rows: 0, complete: true });
  });

  test('has its columns in one order, and what is paid or weighed as numbers', async () => {
    await published(t, { ...rebar, price: { ...rebar.price, unitPrice: { amount: '3400', currency: 'CNY' } } });
    const { content } = await exported({ list: 'products', format: 'csv' });
    const [heading = []] = (await readSheet(content)).rows.map(({ cells }) => cells);
    const order = ['编号 id', '状态 status', '品类 category', '标题 title', '规格参数 attributes.diameter'];
    expect(heading.slice(0, order.length)).toEqual(order);
    expect(heading.indexOf('单价 price.unitPrice.amount')).toBeLessThan(heading.indexOf('供应商 supplier.name'));
    const book = await exported({ list: 'products', format: 'xlsx' });
    const sheet = await Array.fromAsync(openZip(book.content).read('xl/worksheets/sheet1.xml'));
    expect(Buffer.concat(sheet).toString()).toContain('<c><v>3400</v></c>');
  });

  test('is of any list: what waits for admission, prices, versions of the catalogue', async () => {
    const id = await published(t, rebar);
    const prices = await exported({ list: `products/${id}/prices`, format: 'csv' });
    expect(prices.job.result).toMatchObject({ rows: 1, files: { list: { name: '价格历史.csv' } } });
    expect(decoded(prices.content)).toContain('new.unitPrice.amount');
    expect((await exported({ list: 'admissions', format: 'csv' })).job.problem.detail.en).toContain('forbidden');
    expect((await exported({ list: 'admissions', format: 'csv' }, 'operator')).job.result.rows).toBe(0);
    expect((await exported({ list: 'procurement-catalogues', format: 'xlsx' })).job.result.rows).toBe(0);
    const entries = await exported({ list: 'procurement-catalogues/2026-03-02/entries', format: 'csv' });
    expect(entries.job.problem.detail.en).toContain('not-found');
    const series = { list: 'catalogue/categories/steel.rebar/prices', format: 'csv' };
    expect((await exported(series)).job.result).toMatchObject({ complete: true });
  });

  test('is of lists, and of nothing else', async () => {
    const id = await published(t, rebar);
    expect((await exported({ list: `products/${id}`, format: 'csv' })).job.problem.detail.en).toContain('not-a-list');
    for (const list of ['../dev/clock', 'products/../../dev', '/v1/products', 'products?status=draft', 'a//b', '']) {
      const { status, body } = await t.call('POST', '/v1/exports', { list, format: 'csv' }, { as: 'li' });
      expect([list, status, body.errors[0].pointer]).toEqual([list, 400, '/list']);
    }
  });

  test('takes no pages', async () => {
    const body = { list: 'products', query: { cursor: 'x' }, format: 'csv' };
    expect((await t.call('POST', '/v1/exports', body, { as: 'li' })).body.code).toBe('export-pages');
  });
});
