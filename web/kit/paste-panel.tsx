import { useId, useState } from 'react';
import { type PastedRow, readTable } from './paste.ts';
import { useText } from './text.ts';

/** Where a table from a spreadsheet, or lines as people write them, become rows (从表格粘贴). */
export function PastePanel({ onRows }: { onRows(rows: readonly PastedRow[]): void }) {
  const say = useText();
  const id = useId();
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const read = async () => {
    // The parser brings the whole commodity model: it is loaded when it is used.
    const { parseSpec } = await import('../../shared/commodity/spec/index.ts');
    const rows = readTable(text, parseSpec);
    onRows(rows);
    const unclear = rows.filter(({ unread, category }) => unread.length > 0 || category === undefined).length;
    setSaid(say('paste.done', { count: rows.length, unclear }));
    setText('');
  };
  return (
    <details className="j-fold">
      <summary>{say('paste')}</summary>
      <div className="j-stack">
        <label htmlFor={id}>{say('paste.hint')}</label>
        <textarea
          id={id}
          className="j-input"
          rows={5}
          value={text}
          placeholder={say('paste.example')}
          onChange={({ target }) => setText(target.value)}
        />
        <p className="j-actions">
          <button type="button" className="j-button j-button-primary" disabled={text.trim() === ''} onClick={read}>
            {say('paste.read')}
          </button>
        </p>
      </div>
      <p role="status">{said}</p>
    </details>
  );
}
