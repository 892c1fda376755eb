import { zipOf } from './zip.ts';

/** What a list is written from: text, or a number in its decimal form. */
export type Written = string | { readonly number: string };

const textOf = (cell: Written): string => (typeof cell === 'string' ? cell : cell.number);
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/**
 * Text that no spreadsheet takes for a formula (公式注入): what begins like one is preceded by an apostrophe, plain
 * numbers aside. Source: OWASP, CSV Injection.
 */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** Comma-separated values (RFC 4180) in UTF-8 with a byte order mark, so that Excel reads Chinese. */
export function csvOf(rows: readonly (readonly Written[])[]): Uint8Array {
  const quoted = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => row.map((cell) => quoted(harmless(textOf(cell)))).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them
const noXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(noXml, '')
    .replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '');

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A workbook of one sheet (ECMA-376), its first row kept in sight. */
export function xlsxOf(rows: readonly (readonly Written[])[], name: string): Uint8Array {
  const cell = (given: Written): string => {
    if (typeof given !== 'string') return `<c><v>${escaped(given.number)}</v></c>`;
    return given === ''
      ? '<c/>'
      : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(harmless(given))}</t></is></c>`;
  };
  const body = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const sheet = `<sheets><sheet name="${escaped(name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31))}" sheetId="1" r:id="r1"/></sheets>`;
  return zipOf({
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}">${sheet}</workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${view}</sheetView></sheetViews><sheetData>${body}</sheetData></worksheet>`,
  });
}

/** A list as a file. */
export const written = (format: 'csv' | 'xlsx', rows: readonly (readonly Written[])[], name: string): Uint8Array =>
  format === 'csv' ? csvOf(rows) : xlsxOf(rows, name);

export const mediaTypes = { csv: 'text/csv; charset=utf-8', xlsx: `${sheetType}.sheet` } as const;
