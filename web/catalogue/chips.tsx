import { focusHeading } from '../kit/page-title.ts';
import { narrowing, type Understood, withFilter, without } from './asked.ts';
import { type Found, goodsOf } from './found.ts';
import { useText } from './text.ts';
import { useFilterWords } from './words.ts';

interface ChipsProps {
  readonly search: URLSearchParams;
  readonly found: Found;
  onChange(next: URLSearchParams): void;
}

/** What was understood of the words, and every filter: each can be taken away. */
export function Chips({ search, found, onChange }: ChipsProps) {
  const say = useText();
  const words = useFilterWords(goodsOf(search, found));
  const understood: Understood = found.understood ?? {};
  const rest = found.rest ?? '';
  const read = [
    ...(understood.category === undefined ? [] : [['category', understood.category] as const]),
    ...Object.entries(understood.attributes ?? {}).map(([name, value]) => [`attr.${name}`, String(value)] as const),
  ];
  const set = narrowing(search);
  const several = understood.categories ?? [];
  if (read.length + set.length + several.length === 0 && rest === '') return null;
  const chip = (name: string, value: string, remove: () => void) => (
    <li key={name + value}>
      <button
        type="button"
        className="c-chip"
        onClick={() => {
          remove();
          focusHeading();
        }}
      >
        <span className="c-chip-name">{words.name(name)}</span> {words.value(name, value)}
        <span aria-hidden="true"> ×</span>
        <span className="j-hidden">{say('chip.remove')}</span>
      </button>
    </li>
  );
  return (
    <div className="c-chips">
      {read.length + several.length > 0 && (
        <>
          <span className="j-small">{say('understood')}</span>
          <ul>
            {several.length > 0 && <li>{several.map((code) => words.value('category', code)).join(' / ')}</li>}
            {read.map(([name, value]) => chip(name, value, () => onChange(without(search, understood, rest, name))))}
          </ul>
        </>
      )}
      {rest !== '' && (
        <span className="j-small">
          {say('rest')} “{rest}”
        </span>
      )}
      {set.length > 0 && (
        <>
          <span className="j-small">{say('narrowed')}</span>
          <ul>{set.map(([name, value]) => chip(name, value, () => onChange(withFilter(search, name, ''))))}</ul>
        </>
      )}
    </div>
  );
}
