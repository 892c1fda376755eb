import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, textOf } from '../support/sources.ts';

type Texts = Readonly<Record<string, string>>;

const folders = filesUnder(['web'], 'texts.zh.json').map((path) => dirname(path));

const textsOf = (folder: string, language: 'zh' | 'en') =>
  JSON.parse(textOf(`${folder}/texts.${language}.json`)) as Texts;
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort();

describe.each(folders)('the texts of %s', (folder) => {
  const [zh, en] = [textsOf(folder, 'zh'), textsOf(folder, 'en')];

  test('are the same in both languages, place by place', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) expect([key, placesOf(en[key] ?? '')]).toEqual([key, placesOf(text)]);
  });

  test('are in their language, and none is empty', () => {
    const foreign = Object.entries(en).filter(([key, text]) => /[一-鿿]/.test(text) && key !== 'otherLanguage');
    expect(foreign).toEqual([]);
    expect([...Object.values(zh), ...Object.values(en)].filter((text) => text.trim() === '')).toEqual([]);
  });
});

test('there are texts', () => expect(folders.length).toBeGreaterThan(3));

test('no page has words of its own: they are in the texts', () => {
  const sources = ['.ts', '.tsx'].flatMap((ending) => filesUnder(['web'], ending));
  const worded = sources
    .filter((path) => !/^web\/(build\/|api\/schema\.ts$)|\/routes\.tsx$/.test(path))
    .filter((path) => /[一-鿿]/.test(withoutComments(textOf(path))));
  expect(worded).toEqual(['web/kit/format.ts', 'web/kit/values.tsx']);
});

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
