/** What a sheet may hold at most: anything beyond is refused while it is read, in bounded memory. */
export const limits = {
  /** Rows with anything in them, titles and the header aside. */
  rows: 10_000,
  /** Rows in all, empty ones too. */
  allRows: 20_000,
  columns: 200,
  /** UTF-16 units of a cell. */
  cell: 2_000,
  /** Bytes that a part of a workbook may have when inflated. */
  inflated: 100_000_000,
  /** How many times its size a part may grow, past `ratioFrom` bytes: text in XML grows 5 to 20 times. */
  ratio: 100,
  ratioFrom: 5_000_000,
  /** Distinct texts, styles or merged areas that a workbook may name. */
  named: 1_000_000,
  /** Cells that merged areas may cover together. */
  merged: 500_000,
} as const;

/** A row that is not empty (行): its number in the sheet, from 1, and the text of its cells from column A on. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A sheet as it was read (工作表): text as a person sees it; a merged area's value stands in each of its cells. */
export interface Sheet {
  readonly name?: string;
  readonly rows: readonly SheetRow[];
}

/** The letters of a column, from 0: A, B … Z, AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnName(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

/** The index of a column's letters, from 0. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
