import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from './text.ts';

interface SaveBarProps {
  /** What is saved and what is not. */
  readonly state: ReactNode;
  readonly saving: boolean;
  onSave(): void;
  /** Throws away what is not saved; absent where there is nothing of it. */
  readonly onDiscard?: (() => void) | undefined;
  /** What the button says where it does more than save. */
  readonly submit?: string;
  readonly children?: ReactNode;
}

/** Stays in sight below a long form; Ctrl+S saves too. */
export function SaveBar({ state, saving, onSave, onDiscard, submit, children }: SaveBarProps) {
  const say = useText();
  const save = useRef(onSave);
  save.current = onSave;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="p-bar j-no-print">
      <p role="status">{state}</p>
      <div className="p-buttons">
        {onDiscard !== undefined && (
          <button type="button" className="j-button" disabled={saving} onClick={onDiscard}>
            {say('discard')}
          </button>
        )}
        <button type="button" className="j-button j-button-primary" disabled={saving} onClick={onSave}>
          {saving ? say('saving') : (submit ?? say('save'))}
        </button>
        {children}
      </div>
    </div>
  );
}
