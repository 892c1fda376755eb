import { memo, type ReactNode, type UIEvent, useState } from 'react';
import type { Column } from './blocks.tsx';

const rowHeight = 40;
/** Drawn above and below what is seen, so that nothing is blank while it moves. */
const spare = 12;
/** So many rows are scrolled before any is drawn anew. */
const step = 6;

export interface WideColumn<T> extends Column<T> {
  /** In rem; the widths of all make the table's. */
  readonly width: number;
}

interface VirtualTableProps<T> {
  readonly caption: string;
  readonly columns: readonly WideColumn<T>[];
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** How many rows are seen at once. */
  readonly rows?: number;
}

/**
 * A table of as many rows as there are, of which only those in sight are drawn: ten thousand scroll like ten. Rows are of one
 * height, and what does not fit a cell is cut. A reader of the screen is told how many rows there are and which this is.
 */
export function VirtualTable<T>({ caption, columns, items, keyOf, rows = 14 }: VirtualTableProps<T>) {
  const [first, setFirst] = useState(0);
  const from = Math.max(0, first - spare);
  const shown = items.slice(from, from + rows + step + 2 * spare);
  const below = items.length - from - shown.length;
  const width = columns.reduce((all, each) => all + each.width, 0);
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) =>
    setFirst(Math.floor(currentTarget.scrollTop / rowHeight / step) * step);
  return (
    <section
      className="j-virtual"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
      tabIndex={0}
      onScroll={onScroll}
      style={{ maxHeight: (rows + 1) * rowHeight + 2 }}
    >
      <table style={{ minWidth: `${width}rem` }} aria-rowcount={items.length + 1}>
        <caption className="j-hidden">{caption}</caption>
        <colgroup>
          {columns.map((each) => (
            <col key={each.title} style={{ width: `${each.width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ title, figure }) => (
              <th key={title} scope="col" className={figure ? 'j-right' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Unseen rows={from} />
          {shown.map((item, at) => (
            <Row key={keyOf(item)} item={item} index={from + at + 2} columns={columns} />
          ))}
          <Unseen rows={below} />
        </tbody>
      </table>
    </section>
  );
}

interface RowProps<T> {
  readonly item: T;
  readonly index: number;
  readonly columns: readonly WideColumn<T>[];
}

/** A row that stays in sight is not drawn again for those that come. */
const Row = memo(function Row<T>({ item, index, columns }: RowProps<T>) {
  return (
    <tr aria-rowindex={index}>
      {columns.map(({ title, of, figure }) => (
        <td key={title} className={figure ? 'j-right' : undefined}>
          {of(item)}
        </td>
      ))}
    </tr>
  );
}) as <T>(props: RowProps<T>) => ReactNode;

/** The height of what is not drawn. */
function Unseen({ rows }: { readonly rows: number }) {
  if (rows === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus
    <tr aria-hidden="true" style={{ height: rows * rowHeight }}>
      <td />
    </tr>
  );
}
