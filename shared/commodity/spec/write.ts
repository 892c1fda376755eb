import { category } from '../category.ts';
import type { Attribute, Attributes } from '../model.ts';
import { folded } from './fold.ts';
import { canonicalOf, grammarOf, meanings, wordsOfValues } from './lexicon.ts';

const place = /\{(\w+)\}/g;

/**
 * The usual writing of goods (规格书写): `螺纹钢 HRB400E Φ20×12m`. {@link parseSpec} reads it back to the same category and
 * attributes, as far as the writing carries them; `false` is not written. An unknown code is written as it is.
 */
export function writeSpec(code: string, attributes: Attributes): string {
  const found = category(code);
  if (!found) return code;
  const known = new Map(found.attributes.map((each) => [each.name, each]));
  const fill = (part: string): string | undefined => {
    const names = [...part.matchAll(place)].map(([, name = '']) => name);
    const words = new Map(names.map((name) => [name, wordOf(code, known.get(name), attributes)]));
    if ([...words.values()].includes(undefined)) return undefined;
    return part.replace(place, (_, name: string) => words.get(name) ?? '');
  };
  const { write } = grammarOf(code);
  const parts = write ?? [canonicalOf(code) ?? found.name.zh, ...found.attributes.map(({ name }) => `{${name}}`)];
  return parts
    .flatMap(
      (part) =>
        [part]
          .flat()
          .map(fill)
          .find((each) => each !== undefined) ?? [],
    )
    .join(' ');
}

/** The word of a value that says it alone in its category, else the value. */
function wordOf(code: string, attribute: Attribute | undefined, attributes: Attributes): string | undefined {
  const value = attribute && attributes[attribute.name];
  if (attribute === undefined || value === undefined || value === false) return undefined;
  const words = wordsOfValues(attribute).filter(([, each]) => each === value);
  const own = words.find(
    ([word]) => (meanings.get(folded(word)) ?? []).filter(({ only }) => only === code).length === 1,
  );
  return own?.[0] ?? `${value}`;
}
