import { useText } from './text.ts';

/** Saves what was read as a file, to be checked elsewhere: `jicai verify`, another console, years later. */
export function SaveButton({ name, value }: { readonly name: string; readonly value: unknown }) {
  const say = useText();
  const save = () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(value)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return (
    <button type="button" className="j-button" onClick={save}>
      {say('save')}
    </button>
  );
}
