import { saveFile } from '../kit/save-file.ts';
import { useText } from './text.ts';

/** Saves what was read as a file, to be checked elsewhere: `jicai verify`, another console, years later. */
export function SaveButton({ name, value }: { readonly name: string; readonly value: unknown }) {
  const say = useText();
  return (
    <button type="button" className="j-button" onClick={() => saveFile(name, JSON.stringify(value))}>
      {say('save')}
    </button>
  );
}
