import type { ReactNode } from 'react';

export interface Column<T> {
  readonly title: string;
  readonly of: (item: T) => ReactNode;
  /** Figures stand at the right. */
  readonly figure?: boolean;
}

interface TableProps<T> {
  /** Says to readers of the screen what the table is of. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
}

/**
 * A table to read, of as many rows as a page holds; on a narrow screen each row is a card, its columns' titles before the values.
 * The first column names the row. Thousands of rows are `VirtualTable`'s.
 */
export function Table<T>({ caption, columns, items, keyOf }: TableProps<T>) {
  return (
    <div className="j-table-frame">
      <table className="j-table">
        <caption className="j-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, figure }) => (
              <th key={title} scope="col" className={figure ? 'j-right' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              {columns.map(({ title, of, figure }, at) =>
                at === 0 ? (
                  <th key={title} scope="row" data-title={title}>
                    <div>{of(item)}</div>
                  </th>
                ) : (
                  <td key={title} data-title={title} className={figure ? 'j-right' : undefined}>
                    <div>{of(item)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
