import { type ReactNode, useId } from 'react';
import { ProblemAlert } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';

interface WriteTextProps {
  /** What it is about: under this name what was not sent yet is kept. */
  readonly name: string;
  readonly label: string;
  readonly submit: string;
  readonly pending: boolean;
  readonly error: unknown;
  /** Sends it; the text is thrown away once it was taken. */
  readonly onSend: (text: string, taken: () => void) => void;
  /** What is chosen beside the text. */
  readonly children?: ReactNode;
}

/** A few lines to somebody, and what sends them. */
export function WriteText({ name, label, submit, pending, error, onSend, children }: WriteTextProps) {
  const id = useId();
  const [text, setText, forget] = useDraft(name, '');
  return (
    <form
      className="b-write"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSend(text.trim(), forget);
      }}
    >
      {children}
      <label className="j-field" htmlFor={id}>
        {label}
        <textarea
          id={id}
          className="j-input"
          rows={3}
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <ProblemAlert error={error} />
      <p>
        <button type="submit" className="j-button" disabled={pending || text.trim() === ''}>
          {submit}
        </button>
      </p>
    </form>
  );
}
