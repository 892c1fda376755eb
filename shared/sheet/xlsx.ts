import { DomainError } from '../kernel/errors.ts';
import { columnIndex, limits, type Sheet } from './model.ts';
import { gathered } from './rows.ts';
import { readXml } from './xml.ts';
import { openZip, type Zip } from './zip.ts';

/*
 * As much of Office Open XML workbooks (ECMA-376 part 1, SpreadsheetML) as a list needs: one sheet's values as text.
 * Formulas are never computed: the value that the spreadsheet kept is taken.
 */

/** The last row that a spreadsheet has. */
const lastRow = 1_048_576;

/** An area of merged cells, from 0, its ends included. */
interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

interface Book {
  readonly strings: readonly string[];
  /** By the number of a cell's style: whether it shows a date. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

/**
 * The first sheet that is shown, or the one of that name.
 * @throws `sheet-damaged`, `sheet-inflates-too-much`, `sheet-entities`, `sheet-not-found`, `sheet-too-many-rows`,
 * `sheet-too-many-columns`, `sheet-cell-too-long`
 */
export async function readXlsx(bytes: Uint8Array, wanted?: string): Promise<Sheet> {
  const zip = openZip(bytes);
  const { sheets, from1904 } = await sheetsOf(zip);
  const sheet =
    wanted === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find(({ name }) => name === wanted);
  if (sheet === undefined) throw new DomainError('rule', 'sheet-not-found', { sheet: wanted ?? '1' });
  const book = { strings: await stringsOf(zip), dates: await datesOf(zip), from1904 };
  return { name: sheet.name, ...(await rowsOf(zip, sheet.path, book)) };
}

async function sheetsOf(zip: Zip) {
  const targets = new Map<string, string>();
  await readXml(zip.read('xl/_rels/workbook.xml.rels'), {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; path: string; hidden: boolean }[] = [];
  let from1904 = false;
  await readXml(zip.read('xl/workbook.xml'), {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = isTrue(attributes.date1904);
      if (tag !== 'sheet') return;
      const { name = '', state } = attributes;
      const id = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name, path: targets.get(id) ?? '', hidden: state === 'hidden' || state === 'veryHidden' });
    },
  });
  return { sheets, from1904 };
}

/** No workbook of this size names so many of anything. */
function kept<T>(list: T[], one: T): void {
  if (list.length >= limits.named) throw new DomainError('rule', 'sheet-damaged');
  list.push(one);
}

const isTrue = (value = ''): boolean => value === '1' || value === 'true';

async function stringsOf(zip: Zip): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  let [current, inText, phonetic] = ['', false, false];
  await readXml(zip.read('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text(text) {
      if (inText && current.length <= limits.cell) current += text;
    },
    close(name) {
      if (name === 'si') kept(strings, current);
      if (name === 'rPh') phonetic = false;
      inText = false;
    },
  });
  return strings;
}

/** Formats of dates among those that are built in (ECMA-376 part 1, 18.8.30), the East Asian ones included. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Characters of a number format: Excel keeps no longer ones, and looking through it takes their square. */
const longestFormat = 255;
const isDate = (format: string): boolean => /y|d/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

async function datesOf(zip: Zip): Promise<boolean[]> {
  const dates: boolean[] = [];
  if (!zip.has('xl/styles.xml')) return dates;
  const custom = new Map<string, boolean>();
  let inCells = false;
  await readXml(zip.read('xl/styles.xml'), {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'numFmt') custom.set(numFmtId, isDate(formatCode.slice(0, longestFormat)));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) kept(dates, custom.get(numFmtId) ?? isBuiltInDate(Number(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

async function rowsOf(zip: Zip, path: string, book: Book): Promise<Pick<Sheet, 'rows'>> {
  const { rows, add } = gathered();
  const areas: Area[] = [];
  let cells: string[] = [];
  let number = 0;
  let cell = { column: -1, type: '', style: '' };
  let [value, reading] = ['', false];

  await readXml(zip.read(path), {
    open(name, { r, t = 'n', s = '', ref = '' }) {
      if (name === 'row') {
        number = rowAfter(number, r);
        cells = [];
        cell = { column: -1, type: '', style: '' };
      } else if (name === 'c') {
        const letters = r?.match(/^[A-Z]{1,3}/)?.[0];
        cell = { column: letters === undefined ? cell.column + 1 : columnIndex(letters), type: t, style: s };
        value = '';
      } else if (name === 'mergeCell') kept(areas, areaOf(ref));
      reading = name === 'v' || (name === 't' && cell.type === 'inlineStr');
    },
    text(text) {
      if (reading && value.length <= limits.cell) value += text;
    },
    close(name) {
      reading = false;
      if (name === 'c' && value !== '') {
        if (cell.column >= limits.columns || cell.column < 0) {
          throw new DomainError('too-large', 'sheet-too-many-columns', { max: limits.columns });
        }
        while (cells.length < cell.column) cells.push('');
        cells[cell.column] = shown(value, cell, book);
      }
      if (name === 'row') add(number, cells);
    },
  });
  return { rows: merged(rows, areas) };
}

/** Rows stand in order, each once: of one that came twice, or before another, something would be lost. */
function rowAfter(before: number, given: string | undefined): number {
  const number = given === undefined ? before + 1 : Number(given);
  if (!Number.isInteger(number) || number <= before || number > lastRow) throw new DomainError('rule', 'sheet-damaged');
  return number;
}

function areaOf(ref: string): Area {
  const [, left = 'A', top = '1', right = left, bottom = top] =
    ref.match(/^([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?$/) ?? [];
  const area = { top: Number(top), left: columnIndex(left), bottom: Number(bottom), right: columnIndex(right) };
  if (area.bottom < area.top || area.right < area.left) throw new DomainError('rule', 'sheet-damaged');
  return area;
}

/** The value of a merged area's first cell in each of its cells, in rows that are not empty. */
function merged(rows: Sheet['rows'], areas: readonly Area[]): Sheet['rows'] {
  const byNumber = new Map(rows.map(({ number, cells }) => [number, [...cells]]));
  const numbers = [...byNumber.keys()];
  const places = new Map(numbers.map((number, at) => [number, at]));
  let covered = 0;
  for (const { top, left, bottom, right } of areas) {
    const value = byNumber.get(top)?.[left] ?? '';
    if (value === '' || left >= limits.columns) continue;
    for (let at = places.get(top) ?? 0; (numbers[at] ?? Number.POSITIVE_INFINITY) <= bottom; at += 1) {
      const cells = byNumber.get(numbers[at] ?? 0) ?? [];
      for (let column = left; column <= Math.min(right, limits.columns - 1); column += 1) {
        covered += 1;
        if (covered > limits.merged) throw new DomainError('rule', 'sheet-damaged');
        while (cells.length < column) cells.push('');
        cells[column] = value;
      }
    }
  }
  return [...byNumber].map(([number, cells]) => ({ number, cells }));
}

/** A value as a person sees it: shared text, a day, a number without the noise of its binary form. */
function shown(value: string, { type, style }: { type: string; style: string }, book: Book): string {
  if (type === 's') return book.strings[Number(value)] ?? '';
  if (type === 'b') return isTrue(value) ? 'TRUE' : 'FALSE';
  if (type !== 'n') return value;
  if (book.dates[Number(style)] === true) return dayOf(value, book.from1904);
  return plainNumber(value);
}

/** A spreadsheet keeps 15 digits; a file may carry 17, or an exponent. */
function plainNumber(value: string): string {
  if (/^-?\d{1,15}(\.\d{1,4})?$/.test(value) || !Number.isFinite(Number(value))) return value;
  const digits = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15 });
  return digits.format(Number(value));
}

/** Days since 1899-12-30, or since 1904-01-01, as a day. */
function dayOf(value: string, from1904: boolean): string {
  const days = Math.floor(Number(value));
  if (!Number.isInteger(days) || days < 1 || days > 2_958_465) return value;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(epoch + days * 86_400_000).toISOString().slice(0, 10);
}
