import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSheet } from '../../shared/sheet/index.ts';
import { columnIndex, columnName } from '../../shared/sheet/model.ts';
import { csvOf, harmless, xlsxOf } from '../../shared/sheet/write.ts';
import { workbook } from '../support/workbook.ts';

const cellsOf = async (content: Uint8Array) => (await readSheet(content)).rows.map(({ cells }) => cells);

describe('what is written is read again', () => {
  const printable = fc
    .stringMatching(/^[\x20-\x7e\n\u4e00-\u9fa5，；“”]{1,20}$/)
    .filter((text) => text.trim() === text && text !== '');
  const rows = fc.array(fc.array(printable, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 });

  test.each([
    ['CSV', csvOf],
    ['XLSX', (given: readonly (readonly string[])[]) => xlsxOf(given, '表')],
  ])('%s, formulas aside', async (_, write) => {
    const law = fc.asyncProperty(rows, async (given) => {
      const read = await cellsOf(write(given));
      const newline = (text: string) => text.replaceAll('\r\n', '\n');
      expect(read.map((row) => row.map(newline))).toEqual(given.map((row) => row.map(harmless)));
    });
    await fc.assert(law);
  });

  test.each(['=1+1', '+cmd|A0', '-2+3', '@SUM(A1)', '\tx', '\rx', '＝1+1'])('%j is no formula', (text) => {
    expect(harmless(text)).toBe(`'${text}`);
  });

  test.each(['-3.50', '+7', '3350', '螺纹钢', 'a=b'])('%s stays as it is', (text) => {
    expect(harmless(text)).toBe(text);
  });
});

describe('CSV', () => {
  test.each([
    ['commas', 'a,"b,1",c'],
    ['semicolons', 'a;b,1;c'],
    ['tabs', 'a\tb,1\tc'],
  ])('with %s', async (_, text) => {
    expect(await cellsOf(Buffer.from(`${text}\r\n${text}`))).toEqual([
      ['a', 'b,1', 'c'],
      ['a', 'b,1', 'c'],
    ]);
  });

  test('in UTF-16, as Excel saves Unicode text', async () => {
    expect(await cellsOf(Buffer.from('\ufeff品名\t单价\n', 'utf16le'))).toEqual([['品名', '单价']]);
  });

  test('that begins with PK is no archive', async () => {
    expect(await cellsOf(Buffer.from('PK编号,单价\n1,2\n'))).toEqual([
      ['PK编号', '单价'],
      ['1', '2'],
    ]);
  });

  test('numbers rows as a spreadsheet does, empty ones and line breaks within a cell counted', async () => {
    const { rows } = await readSheet(Buffer.from('a,"b\nb"\n\n,\nc,""""\n'));
    expect(rows).toEqual([
      { number: 1, cells: ['a', 'b\nb'] },
      { number: 4, cells: ['c', '"'] },
    ]);
  });
});

describe('XLSX', () => {
  test('shows dates, numbers without their noise, and a merged value in each of its cells', async () => {
    const content = workbook(
      [
        [new Date('2026-03-31'), 3350.1000000000004, 1e-7],
        ['合并', undefined, 'x'],
        [undefined, undefined, 'y'],
      ],
      { merges: ['A2:B3'] },
    );
    expect(await cellsOf(content)).toEqual([
      ['2026-03-31', '3350.1', '0.0000001'],
      ['合并', '合并', 'x'],
      ['合并', '合并', 'y'],
    ]);
  });

  test('reads text in runs without its phonetic, and what a formula gave', async () => {
    const strings = '<sst><si><r><t>螺纹</t></r><r><t>钢</t></r><rPh><t>luowen</t></rPh></si></sst>';
    const row = '<row><c t="s"><v>0</v></c><c t="str"><f>1+1</f><v>二</v></c><c t="b"><v>1</v></c></row>';
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>${row.replaceAll(/<(\/?)(\w)/g, '<$1x:$2')}</x:sheetData></x:worksheet>`;
    const content = workbook([], { sheet, parts: { 'xl/sharedStrings.xml': strings } });
    expect(await cellsOf(content)).toEqual([['螺纹钢', '二', 'TRUE']]);
  });

  test('takes the sheet of that name', async () => {
    expect((await readSheet(workbook([['a']]), { sheet: '价格表' })).name).toBe('价格表');
    await expect(readSheet(workbook([['a']]), { sheet: '别的' })).rejects.toMatchObject({ code: 'sheet-not-found' });
  });
});

test('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  fc.assert(fc.property(fc.nat(16_383), (index) => columnIndex(columnName(index)) === index));
});
