import { DomainError } from '../kernel/errors.ts';
import { columnName, limits, type Sheet, type SheetRow } from './model.ts';

/** A cell with anything in it, held to the limits; trailing empty ones are no cells. */
function cellsOf(number: number, given: readonly string[]): readonly string[] {
  const cells = given.map((cell) => cell.trim());
  while (cells.at(-1) === '') cells.pop();
  if (cells.length > limits.columns) {
    throw new DomainError('too-large', 'sheet-too-many-columns', { max: limits.columns });
  }
  const long = cells.findIndex((cell) => cell.length > limits.cell);
  if (long >= 0) {
    throw new DomainError('too-large', 'sheet-cell-too-long', {
      cell: `${columnName(long)}${number}`,
      max: limits.cell,
    });
  }
  return cells;
}

/** Gathers rows while they are read, so that what is too much is refused before it is kept. */
export function gathered() {
  const rows: SheetRow[] = [];
  let seen = 0;
  const tooMany = (): DomainError => new DomainError('too-large', 'sheet-too-many-rows', { max: limits.rows });
  return {
    rows,
    add(number: number, given: readonly string[]): void {
      seen += 1;
      if (seen > limits.allRows) throw tooMany();
      const cells = cellsOf(number, given);
      if (cells.length === 0) return;
      // A few rows more: titles above, notes below.
      if (rows.length >= limits.rows + 50) throw tooMany();
      rows.push({ number, cells });
    },
  };
}

export function sheetOf(records: Iterable<readonly string[]>): Sheet {
  const { rows, add } = gathered();
  let number = 0;
  for (const record of records) {
    number += 1;
    add(number, record);
  }
  return { rows };
}
