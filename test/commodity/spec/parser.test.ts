import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { category } from '../../../shared/commodity/category.ts';
import { maxText, parseSpec } from '../../../shared/commodity/spec/index.ts';
import { meanings, synonymGroups } from '../../../shared/commodity/spec/lexicon.ts';
import written from './vectors/specs.json' with { type: 'json' };

describe('a written specification is read', () => {
  test.each(written.map((each) => [each.text, each] as const))('%s', (text, row) => {
    const { category: code, attributes, quantity, price, rest } = parseSpec(text);
    const { category: expected, quantity: amount, price: asked, rest: unread = [] } = row as Row;
    expect(code ?? null).toBe(expected);
    expect(attributes).toEqual(row.attributes);
    expect(quantity).toEqual(amount);
    expect(price).toEqual(asked);
    expect(rest.map((each) => `${each.text}: ${each.why}`)).toEqual(unread);
  });

  it('has enough of them', () => expect(written.length).toBeGreaterThanOrEqual(120));
});

interface Row {
  readonly category: string | null;
  readonly quantity?: unknown;
  readonly price?: unknown;
  readonly rest?: readonly string[];
}

describe('what was read is told with its place', () => {
  it('in the text as it was written, full width too', () => {
    const text = 'ＨＲＢ４００Ｅ Φ２０×１２ｍ ５０吨';
    expect(parseSpec(text).understood.map((each) => [each.text, each.as.kind, each.as.name, each.as.value])).toEqual([
      ['ＨＲＢ４００Ｅ', 'attribute', 'grade', 'HRB400E'],
      ['Φ２０', 'attribute', 'diameter', 20],
      ['１２ｍ', 'attribute', 'length', 12],
      ['５０吨', 'quantity', 'TNE', '50'],
    ]);
  });

  it('with every candidate where several are meant', () => {
    expect(parseSpec('钢筋 Φ20').candidates.map((each) => each.category)).toEqual(['steel.rebar', 'steel.wire-rod']);
  });

  it('with what a name brings', () => {
    const [name] = parseSpec('盘螺 HRB400E 8').understood;
    expect(name?.as).toEqual({ kind: 'category', value: 'steel.rebar', attributes: { form: 'coil' } });
  });
});

const pieces = [
  ...written.map(({ text }) => text),
  ...meanings.keys(),
  'φ',
  '*',
  '×',
  ' ',
  '㎜',
  '½',
  'Ⅱ',
  '𠮷',
  '-',
  '/',
];
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 700 }),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.integer({ min: 0, max: 9999 }).map(String)), { maxLength: 12 })
    .chain((list) => fc.constantFrom(list.join(''), list.join(' '))),
);

describe('of any text', () => {
  it('every stretch lies in the text, in order, and none overlap', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { understood, rest } = parseSpec(text);
        let end = 0;
        for (const each of [...understood, ...rest].toSorted((a, b) => a.from - b.from)) {
          expect(each.from).toBeGreaterThanOrEqual(end);
          expect(each.to).toBeGreaterThan(each.from);
          expect(each.text).toBe(text.slice(each.from, each.to));
          end = each.to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('every letter and digit is either read or left, but the sign of multiplication', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { understood, rest } = parseSpec(text);
        const left = [...text].map((character) => character);
        let at = 0;
        for (const character of left) {
          const covered = [...understood, ...rest].some(({ from, to }) => from <= at && at < to);
          if (!covered && /[\p{L}\p{N}]/u.test(character)) expect(character.normalize('NFKC').toLowerCase()).toBe('x');
          at += character.length;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('only attributes that the category knows and allows are read, each once', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const spec = parseSpec(text);
        expect(parseSpec(text)).toEqual(spec);
        const known = category(spec.category ?? '')?.attributes;
        if (!known) return;
        for (const [name, value] of Object.entries(spec.attributes)) {
          const attribute = known.find((each) => each.name === name);
          expect(attribute?.values?.map((each) => each.value) ?? [value]).toContain(value);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('no more than its beginning is read', () => {
    const { rest, category: code } = parseSpec(`${'1'.repeat(maxText)}螺纹钢`);
    expect([code, rest.at(-1)?.why, rest.at(-1)?.text]).toEqual([undefined, 'too-long', '螺纹钢']);
  });
});

describe('the words of the trade', () => {
  test.each(synonymGroups.map((each) => [each.canonical || 'fillers', each] as const))('%s', (_, group) => {
    for (const code of group.categories ?? []) expect(category(code)?.parent).toBeDefined();
    expect(new Set(group.words).size).toBe(group.words.length);
    if (group.categories?.length !== 1) return;
    for (const word of group.words) expect(parseSpec(word).category).toBe(group.categories[0]);
    const known = new Map(category(group.categories[0] ?? '')?.attributes.map((each) => [each.name, each]));
    for (const [name, value] of Object.entries(group.attributes ?? {})) {
      expect(known.get(name)?.values?.map((each) => each.value)).toContain(value);
    }
  });

  it('a word stands in one group', () => {
    const words = synonymGroups.flatMap((each) => each.words);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});
