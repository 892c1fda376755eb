import { CategoryOptions } from '../kit/goods.tsx';
import { useText } from './text.ts';

interface CategorySelectProps {
  readonly value: string;
  onChange(code: string): void;
}

/** One of the categories that are traded, under their families. */
export function CategorySelect({ value, onChange }: CategorySelectProps) {
  const say = useText();
  return (
    <label className="j-field">
      {say('filter.category')}
      <select className="j-input" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{say('choose')}</option>
        <CategoryOptions />
      </select>
    </label>
  );
}
