import type { PastedRow } from '../kit/paste.ts';
import { PastePanel as Panel } from '../kit/paste-panel.tsx';
import { emptyItem, type ItemForm } from './form.ts';

/** Where a table from a spreadsheet, or lines as people write them, become items (从表格粘贴). */
export function PastePanel({ onRows }: { onRows(items: readonly ItemForm[]): void }) {
  return <Panel onRows={(rows) => onRows(rows.map(itemOf))} />;
}

function itemOf({ text, category = '', unread, ...row }: PastedRow): ItemForm {
  const left = category === '' ? [text] : unread;
  return { ...emptyItem(), ...row, category, ...(left.length === 0 ? {} : { unread: left }) };
}
