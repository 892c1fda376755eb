import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../shared/kernel/errors.ts';
import { readSheet } from '../../shared/sheet/index.ts';
import { csvOf, xlsxOf } from '../../shared/sheet/write.ts';
import { zipOf } from '../../shared/sheet/zip.ts';
import { workbook } from '../support/workbook.ts';

async function refusal(content: Uint8Array, options = {}): Promise<string> {
  try {
    await readSheet(content, options);
    return 'read';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

/** What reading adds to the process's memory at its highest, in bytes, looked at while it goes on. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = 0;
  const look = () => {
    most = Math.max(most, process.memoryUsage().rss - before);
  };
  const timer = setInterval(look, 5);
  await work();
  clearInterval(timer);
  look();
  return most;
}

const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const mb = 1024 * 1024;

describe('a hostile workbook is refused in bounded memory', () => {
  /** Says of itself that it is small: what is written in the archive is changed after it was made. */
  function lying(content: Uint8Array): Uint8Array {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length - 4; at += 1) {
      if (bytes.readUInt32LE(at) === 0x02014b50) bytes.writeUInt32LE(1000, at + 24);
    }
    return bytes;
  }
  const spaces = ' '.repeat(150 * mb);
  const bomb = workbook([], { sheet: sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${spaces}</t></is></c></row>`) });
  const comment = workbook([], { sheet: `<worksheet><!--${spaces}--></worksheet>` });
  const emptyRows = workbook([], {
    sheet: sheet(Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 1}" ht="${at % 977}"/>`).join('')),
  });
  const code = '['.repeat(250_000);
  const formats = Array.from({ length: 12 }, (_, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code}"/>`);
  const styles = `<styleSheet><numFmts>${formats.join('')}</numFmts></styleSheet>`;
  const longFormats = workbook([['a']], { parts: { 'xl/styles.xml': styles } });
  const manyStrings = workbook([], { parts: { 'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(900_000)}</sst>` } });
  const area = '<mergeCell ref="A1:XFD1048576"/>'.repeat(20_000);
  const rows = Array.from({ length: 9_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at}</v></c></row>`);
  const merges = workbook([], {
    sheet: `<worksheet><sheetData>${rows.join('')}</sheetData><mergeCells>${area}</mergeCells></worksheet>`,
  });

  test.each([
    ['a bomb', bomb, 'sheet-inflates-too-much'],
    [
      'a bomb that lies about its size',
      lying(workbook([], { sheet: `<x>${'<x/>'.repeat(4_000_000)}</x>` })),
      'sheet-inflates-too-much',
    ],
    ['a bomb in a comment', comment, 'sheet-inflates-too-much'],
    ['1,000,000 empty rows', emptyRows, 'sheet-too-many-rows'],
    ['strings by the million', manyStrings, 'read'],
    ['number formats of a quarter of a million brackets each', longFormats, 'read'],
    ['20,000 areas over everything', merges, 'sheet-damaged'],
  ])('%s', async (_, content, code) => {
    expect(content.length).toBeLessThan(10 * mb);
    const grown = await growth(async () => expect(await refusal(content)).toBe(code));
    expect(grown).toBeLessThan(200 * mb);
  });

  const doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  test.each([
    [
      'an external entity',
      `${doctype}${sheet('<row><c t="inlineStr"><is><t>&a;</t></is></c></row>')}`,
      'sheet-entities',
    ],
    ['a billion laughs', `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${sheet('')}`, 'sheet-entities'],
    [
      'an entity without a document type',
      sheet('<row><c t="inlineStr"><is><t>&a;</t></is></c></row>'),
      'sheet-damaged',
    ],
    [
      'a row told twice, of which one would be lost',
      sheet('<row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>'),
      'sheet-damaged',
    ],
    ['a row that no spreadsheet has', sheet('<row r="1048577"><c><v>1</v></c></row>'), 'sheet-damaged'],
    ['a row without a number', sheet('<row r="x"><c><v>1</v></c></row>'), 'sheet-damaged'],
    [
      'an area that ends before it begins',
      `${sheet('<row r="1"><c r="B1"><v>1</v></c></row>')}`.replace(
        '</worksheet>',
        '<mergeCells><mergeCell ref="B1:A1048576"/></mergeCells></worksheet>',
      ),
      'sheet-damaged',
    ],
    ['XML that ends early', '<worksheet><sheetData><row>', 'sheet-damaged'],
    ['a column beyond the limit', sheet('<row><c r="XFD1"><v>1</v></c></row>'), 'sheet-too-many-columns'],
    ['a cell beyond the limit', sheet(`<row><c t="str"><v>${'长'.repeat(2_001)}</v></c></row>`), 'sheet-cell-too-long'],
  ])('%s', async (_, xml, code) => {
    expect(await refusal(workbook([], { sheet: xml }))).toBe(code);
  });

  test('a document type in any of its parts', async () => {
    for (const part of ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/sharedStrings.xml']) {
      expect(await refusal(workbook([['a']], { parts: { [part]: `${doctype}<x/>` } }))).toBe('sheet-entities');
    }
  });

  test('an archive cut short anywhere, or with anything changed, never does worse than be refused', async () => {
    const whole = xlsxOf(
      [
        ['品名', '单价'],
        ['螺纹钢', '3380'],
      ],
      '表',
    );
    for (let length = 4; length < whole.length; length += 37) {
      expect(await refusal(whole.subarray(0, length))).toBe('sheet-damaged');
    }
    for (let at = 4; at < whole.length; at += 11) {
      const changed = Uint8Array.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(await refusal(changed)).toMatch(/^(read|sheet-[a-z-]+)$/);
    }
  });

  test('an archive that is no workbook', async () => {
    expect(await refusal(zipOf({ 'a.txt': 'a' }))).toBe('sheet-damaged');
  });
});

describe('a file that is not what it says', () => {
  test('is read by its content, and refused where the caller says otherwise', async () => {
    const content = xlsxOf([['a']], 'x');
    expect(await refusal(content)).toBe('read');
    expect(await refusal(content, { format: 'csv' })).toBe('sheet-format-mismatch');
    expect(await refusal(csvOf([['a']]), { format: 'xlsx' })).toBe('sheet-format-mismatch');
  });

  test('is refused when it is no text', async () => {
    const garbage = deflateRawSync(Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 251)));
    expect(await refusal(garbage)).toBe('sheet-format-unknown');
  });

  test.each([
    ['rows', '\n'.repeat(1_000_000), 'sheet-too-many-rows'],
    ['columns', `${','.repeat(5_000)}x`, 'sheet-too-many-columns'],
    ['a cell', `"${'x'.repeat(9_000_000)}`, 'sheet-cell-too-long'],
    ['delimiters and nothing else', ','.repeat(9_000_000), 'read'],
  ])('%s of a CSV without end', async (_, text, code) => {
    const grown = await growth(async () => expect(await refusal(Buffer.from(text))).toBe(code));
    expect(grown).toBeLessThan(200 * mb);
  });
});
