import { type FormEvent, useEffect, useState } from 'react';
import { divisions } from '../../shared/commodity/divisions.ts';
import { useLanguage } from '../kit/language.ts';
import { withFilter } from './asked.ts';
import { useText } from './text.ts';

interface SearchBoxProps {
  readonly search: URLSearchParams;
  onSearch(next: URLSearchParams): void;
}

/** One box for words and specs, and whereto the goods shall go. */
export function SearchBox({ search, onSearch }: SearchBoxProps) {
  const say = useText();
  const language = useLanguage();
  const asked = search.get('q') ?? '';
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(withFilter(search, 'q', words.trim()));
  };
  return (
    <search>
      <form className="c-box" onSubmit={submit}>
        <label className="j-field c-grow">
          {say('q')}
          <input
            className="j-input"
            type="search"
            value={words}
            maxLength={200}
            placeholder={say('q.example')}
            onChange={({ target }) => setWords(target.value)}
          />
        </label>
        <label className="j-field">
          {say('to')}
          <select
            className="j-input"
            value={search.get('to') ?? ''}
            onChange={({ target }) => onSearch(withFilter(search, 'to', target.value))}
          >
            <option value="">{say('to.any')}</option>
            {divisions().map(({ code, name }) => (
              <option key={code} value={code}>
                {name[language]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="j-button j-button-primary">
          {say('search.go')}
        </button>
      </form>
    </search>
  );
}

interface OrderProps {
  readonly search: URLSearchParams;
  set(name: string, value: string): void;
}

/** In what order results come (排序). */
export function Order({ search, set }: OrderProps) {
  const say = useText();
  const orders = [
    ...(search.has('q') ? (['relevance'] as const) : []),
    'freshness',
    'price',
    '-price',
    ...(search.has('to') ? (['distance'] as const) : []),
  ] as const;
  const now = orders.find((each) => each === search.get('sort')) ?? orders[0];
  return (
    <label className="c-order">
      <span className="j-hidden">{say('sort')}</span>
      <select className="j-input" value={now} onChange={({ target }) => set('sort', target.value)}>
        {orders.map((each) => (
          <option key={each} value={each}>
            {say(`sort.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
