import type { Basis, UnitCode } from '../../kernel/quantity.ts';
import { categories } from '../category.ts';
import type { Attribute, Attributes } from '../model.ts';
import grammarData from './data/grammar.json' with { type: 'json' };
import synonyms from './data/synonyms.json' with { type: 'json' };
import unitData from './data/units.json' with { type: 'json' };
import { folded } from './fold.ts';

/**
 * What a word says (词义). With `categories` it names goods; with `attributes` it describes them; `only` keeps a word of a
 * category's own data to that category; `suffix` is added to a value that was read elsewhere (抗震: `E`).
 */
export interface Meaning {
  readonly canonical: string;
  readonly categories?: readonly string[];
  readonly only?: string;
  readonly attributes?: Attributes;
  readonly suffix?: Readonly<Record<string, string>>;
  readonly basis?: Basis;
  readonly filler?: boolean;
}

/** A group of words of one meaning (同义词组). */
export interface SynonymGroup extends Omit<Meaning, 'only'> {
  readonly words: readonly string[];
}

/** A unit as written after a number: its UN/CEFACT code, the name that grammars know, the power of ten to it. */
export interface WrittenUnit {
  readonly unit?: UnitCode;
  readonly as?: string;
  readonly shift?: number;
}

/**
 * How specifications of one category are written (规格写法): the attribute of a mark before a number, of a product's places,
 * of a unit after a number, of a bare number; `together` are read in products only, of `halved` the second is less than
 * half of the first, `limits` and `usual` values keep readings apart.
 */
export interface Grammar {
  readonly marks?: Readonly<Record<string, string>>;
  readonly dims?: readonly (readonly string[])[];
  readonly ascending?: boolean;
  readonly sheet?: boolean;
  readonly profile?: boolean;
  readonly units?: Readonly<Record<string, string>>;
  readonly bare?: readonly string[];
  readonly together?: readonly string[];
  readonly limits?: Readonly<Record<string, readonly [number, number]>>;
  readonly usual?: Readonly<Record<string, readonly number[]>>;
  readonly halved?: readonly [string, string];
  readonly write?: readonly (string | readonly string[])[];
}

export const synonymGroups: readonly SynonymGroup[] = synonyms as unknown as SynonymGroup[];
export const feet: Readonly<Record<string, string>> = grammarData.feet;

const grammars = grammarData.categories as unknown as Readonly<Record<string, Grammar>>;
const none: Grammar = {};

/** The grammar of that category; one without any has the words of its data only. */
export const grammarOf = (code: string): Grammar => grammars[code] ?? none;

/** The word that stands for goods of the category in an index and in writing. */
export const canonicalOf = (code: string): string | undefined =>
  synonymGroups.find((each) => each.categories?.length === 1 && each.categories[0] === code)?.canonical;

/** Words of an attribute's values that stand by themselves: codes (`K9`), Chinese labels, the label of a truth. */
export function wordsOfValues(attribute: Attribute): readonly (readonly [word: string, value: string | boolean])[] {
  const { type, label, values = [] } = attribute;
  if (type === 'boolean') return [[label.zh, true]];
  return values.flatMap(({ value, label: name }) => {
    if (typeof value !== 'string' || type !== 'enum') return [];
    const code = /[A-Z]/.test(value) && value.length > 1 && !/^[IV]+$/.test(value) ? [value, `${value}级`] : [];
    const zh = name ? [name.zh, `${name.zh}${label.zh}`] : [];
    return [...code, ...zh].map((word) => [word, value] as const);
  });
}

function* entries(): Generator<readonly [string, Meaning]> {
  for (const { words, ...meaning } of synonymGroups) for (const word of words) yield [word, meaning];
  for (const { code, parent, name, attributes } of categories()) {
    if (parent === undefined) continue;
    yield [name.zh, { canonical: canonicalOf(code) ?? name.zh, categories: [code] }];
    for (const attribute of attributes) {
      for (const [word, value] of wordsOfValues(attribute)) {
        yield [word, { canonical: word, only: code, attributes: { [attribute.name]: value } }];
      }
    }
  }
}

/** Words by their first character, the longest first, so that the longest match is the first. */
class Words<T> {
  readonly #byFirst = new Map<string, [string, T][]>();

  constructor(pairs: Iterable<readonly [string, T]>) {
    for (const [word, value] of pairs) {
      const first = word.charAt(0);
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), [word, value]]);
    }
    for (const list of this.#byFirst.values()) list.sort(([a], [b]) => b.length - a.length);
  }

  /** The longest word at `index` that may stand there. */
  at(text: string, index: number, stands: (word: string) => boolean): readonly [string, T] | undefined {
    return this.#byFirst.get(text.charAt(index))?.find(([word]) => text.startsWith(word, index) && stands(word));
  }
}

function meaningsByWord(): ReadonlyMap<string, readonly Meaning[]> {
  const found = new Map<string, Meaning[]>();
  for (const [word, meaning] of entries()) {
    const key = folded(word);
    found.set(key, [...(found.get(key) ?? []), meaning]);
  }
  return found;
}

export const meanings = meaningsByWord();
export const lexicon = new Words(meanings);

export const units = new Words<WrittenUnit>(
  unitData.units.flatMap(({ words, ...unit }) => words.map((word) => [word, unit as WrittenUnit] as const)),
);

export const marks = new Words(
  [...new Set(Object.values(grammars).flatMap(({ marks: named = {} }) => Object.keys(named)))].map(
    (mark) => [mark, mark] as const,
  ),
);
