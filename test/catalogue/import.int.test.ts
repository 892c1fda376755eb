import { beforeAll, describe, expect, test } from 'vitest';
import { readSheet } from '../../shared/sheet/index.ts';
import { csvOf } from '../../shared/sheet/write.ts';
import { runJobs, type TestApp, testApp } from '../support/app.ts';
import { kiln, registered, verified } from './calls.ts';
import { ask, defaults, finished, previewed, priceList, uploaded } from './import-calls.ts';

let t: TestApp;
let organisation: string;
beforeAll(async () => {
  t = await testApp();
  organisation = await verified(t, 'li');
  await registered(t, 'wang', kiln);
});

const read = (id: string, as = 'li') => t.call('GET', `/v1/products/${id}`, undefined, { as });
const mine = async (status: string) =>
  (await t.call('GET', `/v1/products?supplier=${organisation}&status=${status}&limit=100`, undefined, { as: 'li' }))
    .body.items;
const list = (...rows: string[][]): Uint8Array => csvOf([['规格', '单价(元/吨)', '有效期至'], ...rows]);
const rebar = { ...defaults, taxIncluded: true, deliveryBasis: 'ex-works' };

describe('the price list of a mill', () => {
  test('is checked, then committed once, row by row', async () => {
    const preview = await previewed(t, priceList());
    expect(preview).toMatchObject({ status: 'succeeded', result: { rows: 4, valid: 4, invalid: 0, faults: [] } });
    expect(await mine('published')).toEqual([]);

    const commit = { mode: 'commit', preview: preview.id, accept: 'all-valid-required', publish: true };
    const { result } = await finished(t, commit);
    expect(result).toMatchObject({ rows: 4, created: 4, existing: 0, skipped: 0 });
    const shown = await Promise.all(result.products.map(async ({ id }: { id: string }) => (await read(id)).body));
    expect(
      shown.map(({ category, attributes, price, minimumOrder }) => ({ category, attributes, price, minimumOrder })),
    ).toEqual(
      [
        [{ grade: 'HRB400E', diameter: 12, length: 9 }, '3420', 'TNE'],
        [{ grade: 'HRB400E', diameter: 20, length: 12 }, '3380', 'TNE'],
        [{ grade: 'HRB400E', diameter: 25, length: 12 }, '3.39', 'KGM'],
        [{ grade: 'HPB300', diameter: 8, form: 'coil' }, '3460.50', 'TNE'],
      ].map(([attributes, amount, per], row) => ({
        category: row === 3 ? 'steel.wire-rod' : 'steel.rebar',
        attributes,
        price: {
          unitPrice: { amount, currency: 'CNY' },
          per,
          taxIncluded: true,
          taxRate: '0.13',
          deliveryBasis: 'ex-works',
          weighingBasis: 'theoretical',
          validTo: '2026-03-31',
        },
        minimumOrder: { value: row === 3 ? '30' : '35', unit: 'TNE', basis: 'theoretical' },
      })),
    );
    expect(await mine('published')).toHaveLength(4);

    const again = await finished(t, commit);
    expect(again.result).toMatchObject({ created: 0, existing: 4, products: result.products });
    expect(await mine('published')).toHaveLength(4);
  });
});

describe('a preview', () => {
  test('names each fault with its cell, and the report has them all', async () => {
    const content = list(['HRB400E Φ20*12m', '3380', '2026-03-31'], ['HRB400E Φ21*12m', '面议', '2025-01-01']);
    const { id, result } = await previewed(t, content, { category: 'steel.rebar', defaults: rebar });
    expect(result).toMatchObject({ rows: 2, valid: 1, invalid: 1 });
    expect(result.faults).toMatchObject([
      { row: 3, cell: 'A3', column: '规格', code: 'import-spec-unread' },
      { row: 3, cell: 'B3', column: '单价(元/吨)', code: 'import-price-unread', params: { text: '面议' } },
    ]);
    expect(result.faults[1].detail.zh).toContain('面议');
    const report = await readSheet((await t.files.get(`reports/${id}/report.csv`)) ?? new Uint8Array());
    expect(report.rows.map(({ cells }) => cells[1])).toEqual(['单元格 cell', 'A3', 'B3']);

    const all = await ask(t, { mode: 'commit', preview: id, accept: 'all-valid-required' });
    expect([all.status, all.body.code]).toEqual([409, 'import-has-faults']);
    const some = await finished(t, { mode: 'commit', preview: id, accept: 'valid-rows' });
    expect(some.result).toMatchObject({ created: 1, skipped: 1 });
    expect((await read(some.result.products[0].id)).body.status).toBe('draft');
  });

  test('says what each column was read as, and which were passed over', async () => {
    const content = csvOf([
      ['品名', '规格', '出厂价', '到货价', '件重'],
      ['螺纹钢', 'HRB400E Φ20*12m', '3380', '3450', '2.1'],
    ]);
    const { result } = await previewed(t, content, { defaults: { ...rebar, per: 'TNE', validTo: '2026-03-31' } });
    expect(result.columns).toEqual([
      { cell: 'A1', heading: '品名', as: 'goods' },
      { cell: 'B1', heading: '规格', as: 'spec' },
      { cell: 'C1', heading: '出厂价', as: 'price' },
      { cell: 'D1', heading: '到货价' },
      { cell: 'E1', heading: '件重' },
    ]);
  });

  test('takes GB18030 with semicolons', async () => {
    // 规格;单价;单位;有效期至 / 三级螺纹20;3380;吨;2026-03-31 in GB18030
    const hex =
      'b9e6b8f13bb5a5bcdb3bb5a5cebb3bd3d0d0a7c6dad6c10d0a48524234303045a6b532303b333338303bb6d63b323032362d30332d33310d0a';
    const { result } = await previewed(t, Buffer.from(hex, 'hex'), { category: 'steel.rebar', defaults: rebar });
    expect([result.valid, result.faults]).toEqual([1, []]);
  });

  test('of the template as filled in is valid', async () => {
    const file = await t.app.request('/v1/catalogue/categories/steel.rebar/template?format=xlsx');
    expect(file.headers.get('content-disposition')).toContain('.xlsx');
    const heading = (await readSheet(new Uint8Array(await file.arrayBuffer()))).rows[0]?.cells ?? [];
    const filled: Record<string, string> = {
      title: '螺纹钢',
      grade: 'HRB400E',
      diameter: '20',
      length: '12',
      form: '直条',
      price: '3380',
      per: '吨',
      taxIncluded: '是',
      taxRate: '13%',
      deliveryBasis: '出厂',
      weighingBasis: '理计',
      validTo: '2026年3月31日',
      minimumOrder: '35',
      leadTimeDays: '3天',
      stockDivision: '350404',
      stockAddress: '三元区成品库',
    };
    const row = heading.map((cell) => filled[cell.match(/ (\w+)/)?.[1] ?? ''] ?? '');
    const { result } = await previewed(t, csvOf([heading, row]), { category: 'steel.rebar', defaults: undefined });
    expect([result.valid, result.faults]).toEqual([1, []]);
  });

  test('of a list full of long nonsense is told all the same', async () => {
    const nonsense = '面议'.repeat(990);
    const wide = ['规格', '单价', ...Array.from({ length: 190 }, (_, at) => `${at}${'列'.repeat(1_900)}`)];
    const rows = Array.from({ length: 120 }, () => ['HRB400E Φ20*12m', nonsense]);
    const preview = await previewed(t, csvOf([wide, ...rows]), { category: 'steel.rebar', defaults: rebar });
    expect(preview).toMatchObject({ status: 'succeeded', result: { invalid: 120 } });
    expect(Buffer.byteLength(JSON.stringify(preview.result))).toBeLessThan(200_000);
  });

  test.each([
    [
      'import-no-heading',
      csvOf([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ],
    ['import-empty', csvOf([['规格', '单价']])],
    ['sheet-format-unknown', Uint8Array.from([0, 1, 2, 250, 251])],
    ['sheet-is-xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])],
  ])('fails as %s', async (code, content) => {
    expect(await previewed(t, content)).toMatchObject({ status: 'failed', problem: { code } });
  });
});

describe('who imports', () => {
  test("takes its own organisation's uploads and previews only", async () => {
    const upload = await uploaded(t, list(['HRB400E Φ20', '3380', '2026-03-31']));
    expect((await ask(t, { mode: 'preview', upload }, 'wang')).body.code).toBe('upload-missing');
    const { id } = await finished(t, { mode: 'preview', upload, category: 'steel.rebar', defaults: rebar });
    const commit = { mode: 'commit', preview: id, accept: 'valid-rows' };
    expect((await ask(t, commit, 'wang')).body.code).toBe('import-preview-unknown');
    expect((await ask(t, commit, 'stranger')).status).toBe(403);
  });

  test('publishes when it is verified, and drafts before', async () => {
    const content = list(['HRB400E Φ20', '3380', '2026-03-31']);
    const upload = await uploaded(t, content, 'a.csv', 'wang');
    const preview = await ask(t, { mode: 'preview', upload, category: 'steel.rebar', defaults: rebar }, 'wang');
    await runJobs(t);
    const commit = { mode: 'commit', preview: preview.body.job, accept: 'valid-rows', publish: true };
    expect((await ask(t, commit, 'wang')).body.code).toBe('organisation-not-verified');
    expect((await ask(t, { ...commit, publish: false }, 'wang')).status).toBe(202);
  });

  test('asks twice by the same key and begins one job', async () => {
    const upload = await uploaded(t, list(['HRB400E Φ20', '3380', '2026-03-31']));
    const headers = { 'Idempotency-Key': 'import-1' };
    const [first, twin] = [
      await ask(t, { mode: 'preview', upload }, 'li', headers),
      await ask(t, { mode: 'preview', upload }, 'li', headers),
    ];
    expect(twin.body).toEqual(first.body);
    expect((await ask(t, { mode: 'preview', upload, sheet: 'x' }, 'li', headers)).body.code).toBe(
      'idempotency-key-reused',
    );
  });
});
