import { categories } from '../../shared/commodity/category.ts';
import { DomainError, type FieldError, faultsOf } from '../../shared/kernel/errors.ts';
import type { Day } from '../../shared/kernel/time.ts';
import { attributesOf, headingOf, type ImportRow } from './import-columns.ts';
import { columnFor, type Defaults, isAside, readRow } from './import-row.ts';
import { checkListing, type Unchecked } from './listing.ts';

/** A fault of one cell (单元格错误), such as `C7`. */
export interface CellFault {
  readonly row: number;
  readonly cell: string;
  /** The heading of its column. */
  readonly column: string;
  readonly code: string;
  readonly params: NonNullable<FieldError['params']>;
}

/** A row, held to every rule of a listing. */
export type CheckedRow =
  | { readonly row: number; readonly listing: Unchecked }
  | { readonly row: number; readonly faults: readonly CellFault[] };

export interface CheckOptions {
  readonly today: Day;
  readonly defaults: Defaults;
  /** At most as many rows. */
  readonly max: number;
  /** The faults of form, and the listing where it has none. */
  parse(listing: unknown): { readonly listing?: Unchecked; readonly faults: readonly FieldError[] };
  /** The name of a column, from 0. */
  columnName(column: number): string;
}

/**
 * Reads a price list row by row, in order.
 * @throws `import-no-heading`, `import-empty`, `sheet-too-many-rows`
 */
export function* checkRows(rows: readonly ImportRow[], options: CheckOptions): Generator<CheckedRow> {
  const { defaults, max, columnName } = options;
  const columns = headingOf(rows, attributesOf(categories(), defaults.category));
  const heading = rows[columns.at]?.cells ?? [];
  const listed = rows.slice(columns.at + 1).filter((row) => !isAside(row, columns));
  if (listed.length === 0) throw new DomainError('rule', 'import-empty');
  if (listed.length > max) throw new DomainError('too-large', 'sheet-too-many-rows', { max });
  for (const row of listed) {
    const { listing, faults } = checkRow(row);
    if (faults.length === 0 && listing !== undefined) yield { row: row.number, listing };
    else yield { row: row.number, faults: faults.map((fault) => placed(row.number, fault)) };
  }

  function checkRow(row: ImportRow): { listing?: Unchecked; faults: readonly FieldError[] } {
    const read = readRow(row, columns, defaults);
    const { listing, faults } = options.parse(read.listing);
    // What could not be read is missing too: saying it once is enough.
    const missing = faults.filter(({ pointer }) => !read.faults.some((own) => own.pointer.startsWith(pointer)));
    if (read.faults.length > 0 || listing === undefined) return { faults: [...read.faults, ...missing] };
    return { listing, faults: faultsOf(() => checkListing(listing, options.today), '') };
  }

  function placed(row: number, { pointer, code, params = {} }: FieldError): CellFault {
    const column = columnFor(pointer, columns);
    const told = Object.entries(params).map(([name, value]) => {
      const isOurs = typeof value !== 'string' || name === 'allowed';
      return [name, isOurs ? value : short(value)] as const;
    });
    const cell = `${columnName(column)}${row}`;
    return { row, cell, column: short(heading[column] ?? ''), code, params: Object.fromEntries(told) };
  }
}

/** What is told of a cell: enough to find it by. A hundred faults are kept in one item of the table. */
const shown = 60;
const short = (text: string): string => (text.length > shown ? `${text.slice(0, shown).toWellFormed()}…` : text);

/** A column by its heading, and what it was read as; one without `as` was passed over. */
export interface ReadColumn {
  readonly cell: string;
  readonly heading: string;
  readonly as?: string;
}

/** What each column of a price list was read as, so that a second price or an unknown heading is not lost unseen. */
export function columnsRead(rows: readonly ImportRow[], { defaults, columnName }: CheckOptions): ReadColumn[] {
  const { at, fields, attributes } = headingOf(rows, attributesOf(categories(), defaults.category));
  const { number = 1, cells = [] } = rows[at] ?? {};
  const names = new Map(
    [...Object.entries(fields), ...Object.entries(attributes)].map(([name, column]) => [column, name]),
  );
  return cells.flatMap((heading, column) => {
    const as = names.get(column);
    const cell = `${columnName(column)}${number}`;
    return heading === '' ? [] : [{ cell, heading: short(heading), ...(as === undefined ? {} : { as }) }];
  });
}

/** How many rows of each kind there are. */
export function countOf(rows: readonly CheckedRow[]): { rows: number; valid: number; invalid: number } {
  const valid = rows.filter((row) => 'listing' in row).length;
  return { rows: rows.length, valid, invalid: rows.length - valid };
}
