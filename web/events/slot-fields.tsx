import { useState } from 'react';
import { TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';
import { evenSlots, type TypedSlot } from './typed.ts';

interface SlotFieldsProps {
  readonly slots: readonly TypedSlot[];
  readonly onChange: (slots: readonly TypedSlot[]) => void;
}

/** The slots of the day (场次): laid out evenly, then changed one by one. */
export function SlotFields({ slots, onChange }: SlotFieldsProps) {
  const say = useText();
  const put = (at: number, changes: Partial<TypedSlot>) =>
    onChange(slots.map((each, place) => (place === at ? { ...each, ...changes } : each)));
  return (
    <>
      <Even onLay={onChange} />
      {slots.length > 0 && (
        <ol className="e-slot-fields">
          {slots.map(({ from, to }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place in the day
            <li key={at}>
              <div className="j-fields">
                <TextField
                  label={say('slot.from', { number: at + 1 })}
                  pointer={`/slots/${at}/from`}
                  type="time"
                  required
                  value={from}
                  onChange={(value) => put(at, { from: value })}
                />
                <TextField
                  label={say('slot.to', { number: at + 1 })}
                  pointer={`/slots/${at}/to`}
                  type="time"
                  required
                  value={to}
                  onChange={(value) => put(at, { to: value })}
                />
                <button
                  type="button"
                  className="j-button"
                  aria-label={say('slot.removeNumber', { number: at + 1 })}
                  onClick={() => onChange(slots.filter((_, place) => place !== at))}
                >
                  {say('remove')}
                </button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <p>
        <button type="button" className="j-button" onClick={() => onChange([...slots, { from: '', to: '' }])}>
          {say('slot.add')}
        </button>
      </p>
    </>
  );
}

function Even({ onLay }: { readonly onLay: (slots: readonly TypedSlot[]) => void }) {
  const say = useText();
  const [first, setFirst] = useState('09:00');
  const [count, setCount] = useState('10');
  const [length, setLength] = useState('20');
  const [pause, setPause] = useState('0');
  const figures = [count, length, pause];
  const sound = first !== '' && figures.every((each) => /^\d{1,3}$/.test(each)) && count !== '0' && length !== '0';
  return (
    <div className="j-fields">
      <TextField label={say('even.first')} type="time" value={first} onChange={setFirst} />
      <TextField label={say('even.count')} figure value={count} onChange={setCount} />
      <TextField label={say('even.length')} figure value={length} onChange={setLength} />
      <TextField label={say('even.pause')} figure value={pause} onChange={setPause} />
      <button
        type="button"
        className="j-button"
        disabled={!sound}
        onClick={() => onLay(evenSlots(first, Number(count), Number(length), Number(pause)))}
      >
        {say('even.lay')}
      </button>
    </div>
  );
}
