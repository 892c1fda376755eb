import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, terms } from '../../shared/kernel/text.ts';

const alphabet = fc.constantFrom(...'螺纹钢三明水泥管 aBcX019.φΦ·-/*，ＡＢ１２．ﬁ²㎡İΣ');
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: alphabet, maxLength: 200 }));

describe('search terms', () => {
  it.each<[string, string[]]>([
    ['螺纹钢 HRB400E Φ20*12m', ['12m', 'hrb400e', 'φ20', '纹钢', '螺纹']],
    ['Ｐ·Ｏ　４２．５Ｒ 袋', ['42.5r', 'o', 'p', '袋']],
    ['球墨管DN300', ['dn300', '墨管', '球墨']],
    ['GB/T 1499.2-2024.', ['1499.2', '2024', 'gb', 't']],
    ['，。 -', []],
  ])('of %s', (given, expected) => {
    expect(terms(given)).toEqual(expected);
  });

  it('are the same for the terms themselves', () => {
    fc.assert(
      fc.property(text, (given) => {
        const found = terms(given);
        expect(terms(found.join(' '))).toEqual(found);
        expect(found).toEqual([...new Set(found)].sort());
      }),
    );
  });

  it('are the same for a text and its folded form', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(fold(fold(given))).toBe(fold(given));
        expect(terms(fold(given))).toEqual(terms(given));
      }),
    );
  });

  it('are the first 64, none of them long', () => {
    const words = Array.from({ length: 100 }, (_, index) => `w${index}`);
    expect(terms(words.join(' '))).toEqual(words.slice(0, 64).sort());
    expect(terms(`${'x'.repeat(33)} ${'y'.repeat(32)}`)).toEqual(['y'.repeat(32)]);
  });
});
