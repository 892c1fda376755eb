import { useId, useState } from 'react';
import { useText } from './text.ts';

interface DropZoneProps {
  readonly label: string;
  readonly hint: string;
  onFiles(files: readonly File[]): unknown;
}

/** A place to drop files on, or to choose them with the keyboard; they stay in the browser. */
export function DropZone({ label, hint, onFiles }: DropZoneProps) {
  const say = useText();
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <label
      className={over ? 'v-drop v-drop-over' : 'v-drop'}
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <strong>{label}</strong>
      <span className="j-small">{hint}</span>
      <span className="v-choose">{say('drop.choose')}</span>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        multiple
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </label>
  );
}
