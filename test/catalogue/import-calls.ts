import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Reply, TestApp } from '../support/app.ts';
import { runJobs } from '../support/app.ts';
import { workbook } from '../support/workbook.ts';

/** The price list of an invented mill, as such lists look: a title over all, merged cells, mixed units, groups, a note. */
export const priceList = (): Uint8Array =>
  workbook(
    [
      ['三明市闽岳钢铁有限公司 建筑钢材出厂价格表', undefined, undefined, undefined, undefined, undefined],
      ['日期：2026年3月2日', undefined, undefined, '单位：元', undefined, undefined],
      ['品名', '规格', '材质', '出厂含税价（元/吨）', '起订量', '有效期至'],
      ['螺纹钢', 'Φ12*9m', 'HRB400E', 3420, '35吨', new Date('2026-03-31')],
      [undefined, 'Φ20*12m', undefined, '3380元/吨', undefined, undefined],
      [undefined, 'Φ25*12m', undefined, '3.39元/kg', undefined, undefined],
      ['二、线材', undefined, undefined, undefined, undefined, undefined],
      ['高线', 'Φ8', 'HPB300', '￥3,460.50', '30', '2026/3/31'],
      ['备注：以上价格含13%增值税', undefined, undefined, undefined, undefined, undefined],
    ],
    { merges: ['A1:F1', 'A4:A6', 'C4:C6', 'E4:E6', 'F4:F6', 'A7:F7', 'A9:F9'] },
  );

export const defaults = { taxRate: '0.13', weighingBasis: 'theoretical' };

/** Puts a file where an upload goes; gives its key. */
export async function uploaded(t: TestApp, content: Uint8Array, name = '价格表.xlsx', as = 'li'): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { status, body } = await t.call(
    'POST',
    '/v1/uploads',
    { name, size: content.length, sha256, purpose: 'product-import' },
    { as },
  );
  expect([status, body.errors]).toEqual([201, undefined]);
  await t.files.put(body.key, content, '');
  return body.key;
}

export const ask = (t: TestApp, body: object, as = 'li', headers = {}): Promise<Reply> =>
  t.call('POST', '/v1/products/import', body, { as, headers });

/** Begins, runs and reads a job. */
export async function finished(t: TestApp, body: object): Promise<Reply['body']> {
  const { status, headers, body: begun } = await ask(t, body);
  expect([status, begun.code]).toEqual([202, undefined]);
  await runJobs(t);
  return (await t.call('GET', headers.get('location') ?? '', undefined, { as: 'li' })).body;
}

export async function previewed(t: TestApp, content: Uint8Array, more: object = {}): Promise<Reply['body']> {
  return finished(t, { mode: 'preview', upload: await uploaded(t, content), defaults, ...more });
}
