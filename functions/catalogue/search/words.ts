import { parseSpec } from '../../../shared/commodity/spec/index.ts';
import type { Json } from '../../../shared/kernel/json.ts';
import { terms } from '../../../shared/kernel/text.ts';
import { filterTerm } from './document.ts';

/** Something to be found, in any of its forms; what the parser understood weighs more than a word. */
export interface Group {
  readonly forms: readonly string[];
  readonly boost: number;
  /** The goods themselves: they outweigh whatever else is said of them. */
  readonly goods?: boolean;
}

export interface Understanding {
  readonly groups: readonly Group[];
  readonly understood?: Readonly<Record<string, Json>>;
  /** What was looked for as mere words. */
  readonly rest: string;
}

const specBoost = 2;

/** What the words of a query ask for: goods and attributes as the trade writes them, and the rest as words. */
export function understand(q: string): Understanding {
  if (q.trim() === '') return { groups: [], rest: '' };
  const { category, candidates, attributes, understood, rest } = parseSpec(q);
  const isNamed = understood.some(({ as }) => as.kind === 'category');
  const best = candidates.filter(({ score }) => score === candidates[0]?.score).map((each) => each.category);
  const meant = isNamed ? best : category === undefined ? [] : [category];
  const unread = rest.map(({ text }) => text).join(' ');
  const found = {
    ...(category === undefined ? (isNamed ? { categories: best } : {}) : { category }),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
  return {
    groups: [
      ...(meant.length > 0
        ? [{ forms: meant.map((code) => filterTerm('category', code)), boost: 1, goods: true }]
        : []),
      ...Object.entries(attributes).map(([name, value]) => ({
        forms: [filterTerm(`attr.${name}`, value)],
        boost: specBoost,
      })),
      ...terms(unread).map((term) => ({ forms: [term], boost: 1 })),
    ],
    ...(Object.keys(found).length > 0 ? { understood: found } : {}),
    rest: unread,
  };
}
