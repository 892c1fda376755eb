import { category } from '../category.ts';
import type { Attribute, Attributes, AttributeValue } from '../model.ts';
import { folded } from './fold.ts';
import { canonicalOf, grammarOf, type Meaning, meanings, synonymGroups, wordsOfValues } from './lexicon.ts';

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
    const words = new Map(
      names.map((name) => [name, written(code, known.get(name), attributes, part === `{${name}}`)]),
    );
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

/** A value alone as the word that says it in its category: a code or label, a word of the trade; beside signs as it is. */
function written(code: string, attribute: Attribute | undefined, attributes: Attributes, alone: boolean) {
  const value = attribute && attributes[attribute.name];
  if (attribute === undefined || value === undefined || value === false) return undefined;
  return alone ? wordOf(code, attribute, value) : `${value}`;
}

function wordOf(code: string, attribute: Attribute, value: AttributeValue): string {
  const { name, label } = attribute;
  if (grammarOf(code).units?.['#'] === name && /^[0-9]+$/.test(`${value}`)) return `${value}#`;
  const says = ({ attributes: said = {} }: Meaning) => said[name] === value && Object.keys(said).length === 1;
  const own = wordsOfValues(attribute)
    .filter(([, each]) => each === value)
    .map(([word]) => word)
    .filter((word) =>
      (meanings.get(folded(word)) ?? []).every(
        (each) => says(each) || ![each.only, ...(each.categories ?? [])].includes(code),
      ),
    );
  const short = own.find((word) => word === label.zh || !word.endsWith(label.zh));
  const ofTrade = synonymGroups.find((each) => says(each) && (each.categories?.includes(code) ?? true))?.words[0];
  return short ?? ofTrade ?? own[0] ?? `${value}`;
}
