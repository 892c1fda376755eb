import { DomainError } from '../kernel/errors.ts';
import { readCsv } from './csv.ts';
import type { Sheet } from './model.ts';
import { readXlsx } from './xlsx.ts';

export type SheetFormat = 'csv' | 'xlsx';

const begins = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/**
 * A list from a file in whatever of the formats it is; its name and media type are not believed. The file is 10 MB at
 * most.
 * @throws `sheet-is-xls`, `sheet-format-mismatch`, and what `readCsv` and `readXlsx` throw
 */
export async function readSheet(
  bytes: Uint8Array,
  { format, sheet }: { readonly format?: SheetFormat | undefined; readonly sheet?: string | undefined } = {},
): Promise<Sheet> {
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new DomainError('rule', 'sheet-is-xls');
  const found: SheetFormat = begins(bytes, 0x50, 0x4b, 0x03, 0x04) ? 'xlsx' : 'csv';
  if (format !== undefined && format !== found)
    throw new DomainError('rule', 'sheet-format-mismatch', { format, found });
  return found === 'xlsx' ? readXlsx(bytes, sheet) : readCsv(bytes);
}
