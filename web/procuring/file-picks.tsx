import type { Tender } from './form.ts';
import { useText } from './text.ts';

interface FilePicksProps {
  readonly tender: Tender;
  readonly picked: readonly string[];
  set(files: readonly string[]): void;
}

/** Which of the files that nobody can read yet are published with a clarification or an amendment. */
export function FilePicks({ tender: { documents }, picked, set }: FilePicksProps) {
  const say = useText();
  const waiting = documents.filter(({ version }) => version === null || version === undefined);
  if (waiting.length === 0) return null;
  return (
    <fieldset className="p-group">
      <legend>{say('files.with')}</legend>
      {waiting.map(({ id, name }) => (
        <label key={id} className="j-check">
          <input
            type="checkbox"
            checked={picked.includes(id)}
            onChange={({ target }) => set(target.checked ? [...picked, id] : picked.filter((each) => each !== id))}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
