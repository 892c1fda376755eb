import { isAttribute } from './asked.ts';
import type { Found } from './found.ts';
import { PriceRange } from './price-range.tsx';
import { useText } from './text.ts';
import { useFilterWords } from './words.ts';

interface FacetsProps {
  readonly search: URLSearchParams;
  readonly found: Found;
  readonly category: string;
  set(name: string, value: string): void;
}

/** Of what the API counts, what can be asked for and said in words; in this order. */
const first = ['category'];
const last = ['brand', 'division', 'deliveryBasis', 'weighingBasis', 'inStock', 'leadTimeDays'];
const shownAtOnce = 8;

/** How many of the results have each value; choosing one narrows the search. */
export function Facets({ search, found: { facets = {} }, category, set }: FacetsProps) {
  const say = useText();
  const words = useFilterWords(category);
  const attributes = Object.keys(facets)
    .filter((name) => isAttribute(name) && words.known(name))
    .sort((a, b) => words.order(a) - words.order(b));
  const names = [...first, ...attributes, ...last].filter((name) => (facets[name] ?? []).length > 0);
  return (
    <aside className="c-facets" aria-label={say('facets')}>
      <details className="c-facets-all" open={matchMedia('(min-width: 721px)').matches}>
        <summary>{say('facets')}</summary>
        <PriceRange search={search} set={set} />
        {names.map((name) => (
          <fieldset key={name}>
            <legend>{words.name(name)}</legend>
            <Values
              name={name}
              values={inOrder(name, facets[name] ?? [])}
              words={words}
              chosen={search.get(name)}
              set={set}
            />
          </fieldset>
        ))}
      </details>
    </aside>
  );
}

type Counted = NonNullable<Found['facets']>[string];

/** The most frequent first, as they come; days by their number. */
const inOrder = (name: string, values: Counted): Counted =>
  name === 'leadTimeDays' ? [...values].sort((a, b) => Number(a.value) - Number(b.value)) : values;

interface ValuesProps {
  readonly name: string;
  readonly values: Counted;
  readonly words: ReturnType<typeof useFilterWords>;
  readonly chosen: string | null;
  set(name: string, value: string): void;
}

function Values({ name, values, words, chosen, set }: ValuesProps) {
  const say = useText();
  const one = ({ value, count }: ValuesProps['values'][number]) => (
    <li key={value}>
      <button
        type="button"
        className="c-facet"
        aria-pressed={chosen === value}
        onClick={() => set(name, chosen === value ? '' : value)}
      >
        <span>{words.value(name, value)}</span>
        <span className="j-figure">{count}</span>
      </button>
    </li>
  );
  const more = values.slice(shownAtOnce);
  return (
    <>
      <ul>{values.slice(0, shownAtOnce).map(one)}</ul>
      {more.length > 0 && (
        <details>
          <summary>{say('facets.more', { count: more.length })}</summary>
          <ul>{more.map(one)}</ul>
        </details>
      )}
    </>
  );
}
