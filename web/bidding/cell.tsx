import type { ClipboardEvent, KeyboardEvent } from 'react';
import { sayCode } from '../kit/texts-of.ts';
import { useText } from './text.ts';
import { typedDecimal } from './typed.ts';

interface CellProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** The code of what is wrong with it. */
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
  /** The label is read to those who do not see the table's heading. */
  readonly bare?: boolean;
  /** Cells of one name are gone through with Enter and the arrows. */
  readonly column?: string;
  /** Several lines were pasted: this cell's and those of the cells below. */
  readonly onLines?: (lines: readonly string[]) => void;
}

/** One figure to type (录入格), with what is wrong with it beside it. */
export function Cell({ id, label, value, fault, onChange, bare = false, column, onLines }: CellProps) {
  const say = useText();
  return (
    <span className="b-cell">
      <label htmlFor={id} className={bare ? 'j-hidden' : 'b-label'}>
        {label}
      </label>
      <input
        id={id}
        className="j-input b-input"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        data-column={column}
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => {
          // What was read is shown in its place, so that the eye has what will be sealed.
          const read = typedDecimal(value);
          if (fault === undefined && read !== value) onChange(read);
        }}
        onKeyDown={column === undefined ? undefined : (event) => move(event, column)}
        onPaste={onLines === undefined ? undefined : (event) => paste(event, onLines)}
      />
      {fault !== undefined && (
        <span className="b-fault" id={`${id}-fault`}>
          {sayFault(say, fault)}
        </span>
      )}
    </span>
  );
}

export function sayFault(say: ReturnType<typeof useText>, code: string): string {
  const words = sayCode(say, 'fault', code);
  return words === code ? say('fault.other') : words;
}

const steps: Readonly<Record<string, number>> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

function move(event: KeyboardEvent<HTMLInputElement>, column: string): void {
  const step = steps[event.key];
  if (step === undefined || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const cells = [...document.querySelectorAll<HTMLInputElement>(`input[data-column="${column}"]`)];
  const next = cells[cells.indexOf(event.currentTarget) + step];
  next?.focus();
  next?.select();
}

function paste(event: ClipboardEvent<HTMLInputElement>, onLines: (lines: readonly string[]) => void): void {
  const lines = event.clipboardData.getData('text').trimEnd().split(/\r?\n/);
  if (lines.length < 2) return;
  event.preventDefault();
  onLines(lines.map((line) => line.split('\t')[0]?.trim() ?? ''));
}
