import { canonical } from '../../../shared/kernel/json.ts';

/** One change of a value: where, what was done, and the whole with it. */
export interface Mutation {
  readonly name: string;
  made(): unknown;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Another character of the same alphabet, so that the form stays as it was. */
const other = (char: string): string => {
  const alphabets = ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const alphabet = alphabets.find((one) => one.includes(char)) ?? '三明';
  return alphabet[(alphabet.indexOf(char) + 1) % alphabet.length] ?? '';
};
const changedAt = (text: string, at: number): string => text.slice(0, at) + other(text[at] ?? '') + text.slice(at + 1);

/** Hashes, salts, keys and signatures: where a last character may carry no bits. */
const isCoded = (text: string): boolean => /^[\w.-]{20,}$/.test(text);

/** One character changed at the end, and of what is coded also in the middle; one left out. */
function ofText(text: string): [string, Json][] {
  if (text === '') return [['one more', '0']];
  const last: [string, Json] = ['last', changedAt(text, text.length - 1)];
  if (!isCoded(text)) return [last];
  return [last, ['middle', changedAt(text, Math.floor((text.length - 1) / 2))], ['one less', text.slice(1)]];
}

function ofLeaf(leaf: Json): [string, Json][] {
  if (typeof leaf === 'string') return ofText(leaf);
  if (typeof leaf === 'number') return [['plus 1', leaf + 1]];
  if (typeof leaf === 'boolean') return [['not', !leaf]];
  return [['zero', 0]];
}

function ofList(list: readonly Json[]): [string, Json][] {
  const [first, second] = list;
  const last = list.at(-1);
  if (first === undefined || last === undefined) return [['one more', [0]]];
  return [
    ['first removed', list.slice(1)],
    ['last removed', list.slice(0, -1)],
    ['last twice', [...list, last]],
    ...(second === undefined ? [] : ([['swapped', [second, first, ...list.slice(2)]]] satisfies [string, Json][])),
  ];
}

const ofObject = (value: { readonly [key: string]: Json }): [string, Json][] => [
  ...Object.keys(value).map((gone): [string, Json] => [
    `without ${gone}`,
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone)),
  ]),
  ['with one more', { ...value, more: 0 }],
];

/** What is inside a text that is itself JSON: an event. */
function inside(text: string): Json | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Every change of a value and of each part of it, also within texts that are JSON. The name of a place leaves out its
 * number in a list, and says of which type an event is: what has the same name is the same field.
 */
export function* mutations(
  value: Json,
  path = '',
  rebuild: (part: Json) => unknown = (part) => part,
): Generator<Mutation> {
  const each = (changes: [string, Json][]) =>
    changes
      .filter(([, changed]) => canonical(changed) !== canonical(value))
      .map(([name, changed]) => ({ name: `${path} ${name}`, made: () => rebuild(changed) }));
  if (Array.isArray(value)) {
    yield* each(ofList(value));
    for (const [at, part] of value.entries()) {
      yield* mutations(part, `${path}[]`, (changed) => rebuild(value.with(at, changed)));
    }
  } else if (typeof value === 'object' && value !== null) {
    yield* each(ofObject(value as { readonly [key: string]: Json }));
    for (const [key, part] of Object.entries(value) as [string, Json][]) {
      // Members that are named by who or what they are of.
      const name = /_0195|^exp_|^org_/.test(key) ? '{}' : key;
      yield* mutations(part, `${path}.${name}`, (changed) => rebuild({ ...value, [key]: changed }));
    }
  } else {
    yield* each(ofLeaf(value));
    const json = typeof value === 'string' ? inside(value) : undefined;
    if (json !== undefined) {
      const { type = '' } = json as { type?: string };
      yield* mutations(json, `${path}<${type}>`, (changed) => rebuild(canonical(changed)));
    }
  }
}
