import { checkSync } from 'recheck';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { sourcesUnder } from '../support/sources.ts';

/*
 * Every regular expression of the source and of the OpenAPI document, looked at for backtracking (ReDoS). What takes
 * exponential time is refused whatever it reads; what takes quadratic time may stand here, with the longest text that it
 * is ever given: a few million steps at most.
 */

/** The longest text that reaches each, in UTF-16 units, and who says so. */
const bounded: Readonly<Record<string, readonly [length: number, by: string]>> = {
  '/"[^"]*"|\\[[^\\]]*\\]|\\\\./g': [255, 'the longest code of a number format that a workbook is read for'],
  '/\\B(?=(?:[0-9]{3})+\\.)/g': [60, 'an amount that was read'],
  '/\\.?0+$/': [60, 'a ratio that is written'],
  '/[.]?0+$/': [30, 'a decimal that was read'],
  '/\\s*[*xX×]\\s*/': [200, 'the text of an attribute'],
  '/0+$/': [2000, 'a cell of a sheet, or a text that is read'],
  '/[^\\p{L}\\p{N}]+$/u': [2000, 'a cell of a sheet, or a text that is read'],
  '/\\{(\\w+)(?::(\\d+)(?:!([^}]*))?)?\\}/g': [500, 'the words of a rule pack: data of ours'],
  '/(\\d+(?:\\.\\d+)?)\\s*(?:-|–|—|~|～|至|到)\\s*(\\d+(?:\\.\\d+)?)/': [500, 'the text of a post that is read'],
  '/\\([^)]*\\)|\\[[^\\]]*\\]|\\*/g': [2000, 'a cell of a sheet'],
  '/^([\\d.,]+)(.*)$/': [2000, 'a cell of a sheet'],
};

/** Where one is made while the program runs, of nothing but what stands in the source or its data. */
const built = [
  'functions/catalogue/import-row.ts',
  'functions/tendering/gate-store.ts',
  'functions/tendering/rules/words.ts',
  'shared/commodity/attributes.ts',
  'shared/kernel/amount-words.ts',
  'shared/kernel/id.ts',
  'shared/ports/mime.ts',
  'shared/sheet/csv.ts',
];

interface Node {
  readonly type: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

/** The literals of a file, and whether it makes others. */
function expressionsOf(file: string, text: string): { readonly literals: readonly string[]; readonly makes: boolean } {
  const literals: string[] = [];
  let makes = false;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, regex, callee } = value as Node;
    if (type === 'Literal' && regex !== undefined) literals.push(`/${regex.pattern}/${regex.flags}`);
    if (/^(New|Call)Expression$/.test(type) && callee?.name === 'RegExp') makes = true;
    for (const each of Object.values(value)) visit(each);
  };
  visit(parseSync(file, text).program);
  return { literals, makes };
}

/** All that there are, by the files that they stand in. */
async function all(): Promise<Map<string, Set<string>>> {
  const places = new Map<string, Set<string>>();
  const add = (regex: string, place: string) => places.set(regex, (places.get(regex) ?? new Set()).add(place));
  for (const { path, text } of sourcesUnder('functions', 'shared')) {
    for (const literal of expressionsOf(path, text).literals) add(literal, path);
  }
  const { call } = await testApp({ db: { main: 'none', vault: 'none' } as never });
  const { body } = await call('GET', '/openapi.json');
  JSON.stringify(body, (name, value) => {
    if (name === 'pattern' && typeof value === 'string') add(`/${value}/u`, '/openapi.json');
    return value;
  });
  return places;
}

it('no regular expression takes more than linear time, but a few of short texts', async () => {
  const faults: string[] = [];
  const slow = new Set<string>();
  for (const [regex, places] of await all()) {
    const end = regex.lastIndexOf('/');
    const found = checkSync(regex.slice(1, end), regex.slice(end + 1), { randomSeed: 1, timeout: 60_000 });
    if (found.status === 'safe') continue;
    slow.add(regex);
    const complexity = found.status === 'vulnerable' ? found.complexity : undefined;
    const degree = complexity?.type === 'polynomial' ? complexity.degree : complexity?.type;
    if (degree !== 2 || !(regex in bounded))
      faults.push(`${regex} in ${[...places].join(', ')}: ${found.status}, ${degree}`);
  }
  expect(faults).toEqual([]);
  // None stands in the table that is none, or no more.
  expect([...slow].sort()).toEqual(Object.keys(bounded).sort());
  for (const [length] of Object.values(bounded)) expect(length ** 2).toBeLessThanOrEqual(4_000_000);
});

it('none is made while the program runs, but of the source and its data', () => {
  const making = sourcesUnder('functions', 'shared').filter(({ path, text }) => expressionsOf(path, text).makes);
  expect(making.map(({ path }) => path).sort()).toEqual(built);
});
