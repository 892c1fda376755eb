import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords, parseAmountWords } from '../../shared/kernel/amount-words.ts';
import { refusal } from './refusal.ts';

describe('an amount in words', () => {
  it.each([
    [0n, '零元整'],
    [5n, '伍分'],
    [50n, '伍角'],
    [1_000n, '壹拾元整'],
    [32_504n, '叁佰贰拾伍元零肆分'],
    [140_950n, '壹仟肆佰零玖元伍角'],
    [168_032n, '壹仟陆佰捌拾元叁角贰分'],
    [600_714n, '陆仟零柒元壹角肆分'],
    [1_640_902n, '壹万陆仟肆佰零玖元零贰分'],
    [10_700_053n, '壹拾万柒仟元伍角叁分'],
    [10_005_000_000n, '壹亿零伍万元整'],
    [10_000_500_000n, '壹亿零伍仟元整'],
    [100_000_000_000_000n, '壹万亿元整'],
    [123_456_789_012_345_678n, '壹仟贰佰叁拾肆万伍仟陆佰柒拾捌亿玖仟零壹拾贰万叁仟肆佰伍拾陆元柒角捌分'],
  ])('%i fen is %s', (fen, words) => {
    expect(amountInWords(fen)).toBe(words);
    expect(parseAmountWords(words)).toBe(fen);
  });

  it.each([
    ['人民币壹仟陆佰捌拾元零叁角贰分', 168_032n],
    ['壹拾万零柒仟元零伍角叁分', 10_700_053n],
    ['叁佰萬圓正', 300_000_000n],
    ['貳億零陸佰元整', 20_000_060_000n],
    ['伍角整', 50n],
    ['壹亿伍仟元整', 10_000_500_000n],
  ])('%s is read too: %i fen', (words, fen) => {
    expect(parseAmountWords(words)).toBe(fen);
  });

  it.each([
    '',
    '整',
    '拾元整',
    '三千元整',
    '壹仟伍元整',
    '壹仟零零伍元整',
    '叁佰元',
    '伍分整',
    '叁佰元整整',
    '叁佰元整伍角',
    '伍角叁佰元',
    '壹佰壹仟元整',
    '壹元壹元整',
    '零壹元整',
    '人民币人民币壹元整',
    '壹元整。',
    '壹万万元整',
    '1000元整',
    '玖'.repeat(70),
  ])('%j is refused', (words) => {
    expect(refusal(() => parseAmountWords(words))).toBe('amount-words-malformed');
  });

  it('comes back from its words, whatever it is', () => {
    const fen = fc.oneof(fc.bigInt(0n, 10n ** 18n - 1n), fc.bigInt(0n, 10n ** 9n));
    const sparse = fc
      .array(fc.constantFrom('0', '0', '0', '7'), { minLength: 1, maxLength: 18 })
      .map((all) => BigInt(all.join('')));
    fc.assert(
      fc.property(fc.oneof(fen, sparse), (amount) => {
        expect(parseAmountWords(amountInWords(amount))).toBe(amount);
      }),
    );
  });

  it('below zero, and from 10^16 yuan on, has none', () => {
    expect(() => amountInWords(-1n)).toThrow(RangeError);
    expect(() => amountInWords(10n ** 18n)).toThrow(RangeError);
  });
});
