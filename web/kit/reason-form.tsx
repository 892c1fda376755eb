import { useId, useState } from 'react';
import { ProblemAlert } from './blocks.tsx';
import { useText } from './text.ts';

interface ReasonFormProps {
  readonly submit: string;
  /** What is written, if it is not a reason. */
  readonly label?: string;
  readonly write: { readonly isPending: boolean; readonly error: unknown };
  readonly onSubmit: (reason: string) => void;
  readonly onCancel: () => void;
}

/** A step that is taken for a reason, which everyone concerned reads. */
export function ReasonForm({ submit, label, write, onSubmit, onCancel }: ReasonFormProps) {
  const say = useText();
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <form
      className="j-reason"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(reason.trim());
      }}
    >
      <label htmlFor={id}>{label ?? say('reason')}</label>
      <textarea
        id={id}
        className="j-input"
        rows={2}
        maxLength={500}
        required
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <ProblemAlert error={write.error} />
      <p className="j-actions">
        <button type="submit" className="j-button j-button-primary" disabled={write.isPending || reason.trim() === ''}>
          {submit}
        </button>
        <button type="button" className="j-button" onClick={onCancel}>
          {say('cancel')}
        </button>
      </p>
    </form>
  );
}
