import { type FormEvent, useState } from 'react';
import { useText } from './text.ts';

interface PriceRangeProps {
  readonly search: URLSearchParams;
  set(name: string, value: string): void;
}

const decimal = '\\d{1,9}(\\.\\d{1,4})?';

/** From and to which price, on the basis of most results; each end takes effect when its field is left. */
export function PriceRange({ search, set }: PriceRangeProps) {
  const say = useText();
  return (
    <fieldset>
      <legend>{say('price.range')}</legend>
      <div className="c-range">
        {(['priceMin', 'priceMax'] as const).map((name) => (
          <End key={name + (search.get(name) ?? '')} name={name} value={search.get(name) ?? ''} set={set} />
        ))}
      </div>
    </fieldset>
  );
}

interface EndProps {
  readonly name: 'priceMin' | 'priceMax';
  readonly value: string;
  set(name: string, value: string): void;
}

function End({ name, value, set }: EndProps) {
  const say = useText();
  const [typed, setTyped] = useState(value);
  const done = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== value && (typed === '' || new RegExp(`^${decimal}$`).test(typed))) set(name, typed);
  };
  return (
    <form onSubmit={done}>
      <input
        className="j-input"
        aria-label={say(`filter.${name}`)}
        placeholder={say(`filter.${name}`)}
        inputMode="decimal"
        pattern={decimal}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={done}
      />
    </form>
  );
}
