import { type ReactNode, useId } from 'react';
import { ProblemAlert } from './blocks.tsx';
import { useDraft } from './draft.ts';

interface TextFormProps {
  /** Under what name the text is kept in this browser until it is sent. */
  readonly draft: string;
  readonly label: string;
  readonly submit: string;
  readonly max: number;
  readonly pending: boolean;
  readonly error: unknown;
  /** Fields beside the text. */
  readonly children?: ReactNode;
  /** @returns once it was taken */
  send(text: string): Promise<unknown>;
}

/** Something said in writing (答复、通知): kept until it was taken, and sent once. */
export function TextForm({ draft, label, submit, max, pending, error, children, send }: TextFormProps) {
  const id = useId();
  const [text, setText, forget] = useDraft(draft, '');
  return (
    <form
      className="j-stack"
      onSubmit={(event) => {
        event.preventDefault();
        send(text).then(forget, () => {});
      }}
    >
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="j-input"
        rows={3}
        required
        maxLength={max}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {children}
      <ProblemAlert error={error} />
      <button type="submit" className="j-button j-button-primary" disabled={pending || text.trim() === ''}>
        {submit}
      </button>
    </form>
  );
}
