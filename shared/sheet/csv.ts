import { DomainError } from '../kernel/errors.ts';
import { limits, type Sheet } from './model.ts';
import { sheetOf } from './rows.ts';

/** Characters that no text has: what holds them is no CSV. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for exactly these
const binary = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/;

/** Text of a file in UTF-8, UTF-16 with a byte order mark, or GB 18030-2022. @throws `sheet-format-unknown` */
export function decoded(bytes: Uint8Array): string {
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!binary.test(text)) return text;
    } catch {}
  }
  throw new DomainError('rule', 'sheet-format-unknown');
}

function encodingsOf([first, second]: Uint8Array): readonly string[] {
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

/** The delimiter that stands most often in the first lines, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 10_000).replaceAll(/"[^"]*"/g, '');
  const counted = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: head.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

/**
 * A file of comma-separated values (RFC 4180), with `;` or tab as well. A row's number counts records, as a spreadsheet
 * shows them.
 * @throws `sheet-format-unknown`, `sheet-too-many-rows`, `sheet-too-many-columns`, `sheet-cell-too-long`
 */
export function readCsv(bytes: Uint8Array): Sheet {
  const text = decoded(bytes);
  return sheetOf(recordsOf(text, delimiterOf(text)));
}

function* recordsOf(text: string, delimiter: string): Generator<readonly string[]> {
  const stop = new RegExp(`[${delimiter}\r\n]`, 'g');
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') [cell, at] = quoted(text, at);
    else cell = '';
    stop.lastIndex = at;
    const end = stop.exec(text)?.index ?? text.length;
    if (record.length < limits.columns || cell !== '' || end > at) record.push(cell + text.slice(at, end));
    at = end + 1;
    if (text[end] === delimiter) {
      if (at === text.length) record.push('');
      continue;
    }
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    yield record;
    record = [];
  }
  if (record.length > 0) yield record;
}

/** The content of a quoted cell, and where what follows it begins. */
function quoted(text: string, from: number): [string, number] {
  let cell = '';
  for (let at = from + 1; ; ) {
    const end = text.indexOf('"', at);
    if (end < 0) return [cell + text.slice(at), text.length];
    cell += text.slice(at, end);
    if (text[end + 1] !== '"') return [cell, end + 1];
    cell += '"';
    at = end + 2;
  }
}
