import { zipOf } from '../../shared/sheet/zip.ts';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const letter = (index: number): string => String.fromCharCode(65 + index);

/** A workbook as spreadsheets write them: shared strings, a date style, merged areas. */
export function workbook(
  rows: readonly (readonly (string | number | Date | undefined)[])[],
  {
    merges = [],
    sheet,
    parts = {},
  }: { merges?: readonly string[]; sheet?: string; parts?: Record<string, string> } = {},
): Uint8Array {
  const strings: string[] = [];
  const cell = (value: string | number | Date | undefined, column: number, row: number): string => {
    const at = `r="${letter(column)}${row + 1}"`;
    if (value === undefined) return `<c ${at} s="1"/>`;
    if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
    if (value instanceof Date) return `<c ${at} s="1"><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
    strings.push(value);
    return `<c ${at} t="s"><v>${strings.length - 1}</v></c>`;
  };
  const body = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, column, at)).join('')}</row>`,
  );
  const areas = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return zipOf({
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="价格表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet ${main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml':
      sheet ??
      `<worksheet ${main}><sheetData>${body.join('')}</sheetData><mergeCells>${areas}</mergeCells></worksheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    ...parts,
  });
}
