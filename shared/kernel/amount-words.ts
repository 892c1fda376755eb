import { DomainError } from './errors.ts';
import type { Fen } from './money.ts';

/*
 * Amounts in words (大写金额), as banks and bids write them. Source: 《正确填写票据和结算凭证的基本规定》, annex of the
 * payment and settlement measures (银发〔1997〕393号): digits 壹 to 玖; 整 after 元, allowed after 角, never after 分;
 * one 零 for zeros inside a number, which may be left out where 万 or 元 itself is zero and 仟 or 角 is not.
 */

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const limit = 10n ** 18n;

/** The other characters that are accepted: traditional ones, and 圆 and 正. */
const variants: Readonly<Record<string, string>> = {
  圆: '元',
  圓: '元',
  正: '整',
  貳: '贰',
  貮: '贰',
  叄: '叁',
  陸: '陆',
  億: '亿',
  萬: '万',
};

/** One character or unit; `optional` says that it may be left out, `written` whether it is when it may. */
interface Part {
  readonly text: string;
  readonly optional?: boolean;
  readonly written?: boolean;
}

/**
 * The amount in words, without the leading 人民币: 352000 fen is `叁仟伍佰贰拾元整`.
 * Throws RangeError for an amount below zero or of 10^16 yuan and more, which is a bug of the caller.
 */
export function amountInWords(fen: Fen): string {
  if (fen < 0n || fen >= limit) throw new RangeError(`no words for ${fen} fen`);
  return partsOf(fen)
    .filter((part) => !part.optional || part.written)
    .map((part) => part.text)
    .join('');
}

/**
 * Reads an amount in words, with or without 人民币 before it. Only what the rules allow is read, so that one text has
 * one value: `壹仟伍元` is refused, as it could be 1005 or 1500. Throws `amount-words-malformed`.
 */
export function parseAmountWords(text: string): Fen {
  const words = [...text.replace(/^人民币/, '')].map((char) => variants[char] ?? char).join('');
  const fen = words.length > 64 ? undefined : readLeniently(words);
  if (fen === undefined || fen >= limit || !spellings(fen).test(words)) {
    throw new DomainError('rule', 'amount-words-malformed', { text: text.slice(0, 64) });
  }
  return fen;
}

/** The value that the words would have; whether they are well written is not looked at. */
function readLeniently(words: string): Fen | undefined {
  let [fen, high, section, digit] = [0n, 0n, 0n, 0n];
  for (const char of words) {
    const place = places.indexOf(char);
    const worth = { 元: 100n, 角: 10n, 分: 1n }[char];
    if (digits.includes(char)) digit = BigInt(digits.indexOf(char));
    else if (place > 0) [section, digit] = [section + digit * 10n ** BigInt(place), 0n];
    else if (char === '万') [high, section, digit] = [high + (section + digit) * 10_000n, 0n, 0n];
    else if (char === '亿') [high, section, digit] = [(high + section + digit) * 100_000_000n, 0n, 0n];
    else if (worth !== undefined) [fen, high, section, digit] = [fen + (high + section + digit) * worth, 0n, 0n, 0n];
    else if (char !== '整') return undefined;
  }
  return fen;
}

const spellings = (fen: Fen): RegExp =>
  new RegExp(
    `^${partsOf(fen)
      .map((part) => (part.optional ? `(?:${part.text})?` : part.text))
      .join('')}$`,
  );

function partsOf(fen: Fen): readonly Part[] {
  const [yuan, jiao, cents] = [fen / 100n, (fen / 10n) % 10n, fen % 10n];
  const small: Part[] = [];
  if (jiao > 0n) small.push({ text: `${digits[Number(jiao)]}角` });
  if (cents > 0n) small.push({ text: `${digits[Number(cents)]}分` });
  if (yuan === 0n && small.length > 0) return cents > 0n ? small : [...small, whole];
  const large: readonly Part[] = [...integerParts(yuan), { text: '元' }];
  if (small.length === 0) return [...large, { text: '整' }];
  const zeros: readonly Part[] =
    jiao === 0n ? [{ text: '零' }] : yuan % 10n === 0n ? [{ text: '零', optional: true }] : [];
  return [...large, ...zeros, ...small, ...(cents > 0n ? [] : [whole])];
}

/** After 角 the 整 may be left out. */
const whole: Part = { text: '整', optional: true };

/** The digits of whole yuan below 10^16 with their units: groups of four, and above 亿 the same again. */
function integerParts(yuan: bigint): readonly Part[] {
  if (yuan === 0n) return [{ text: '零' }];
  const text = yuan.toString();
  const parts: Part[] = [];
  let zeros = 0;
  for (const [at, char] of [...text].entries()) {
    const power = text.length - 1 - at;
    if (char === '0') zeros += 1;
    else {
      if (zeros > 0) parts.push(zeroBefore(power, zeros));
      parts.push({ text: `${digits[Number(char)]}${places[power % 4]}` });
      zeros = 0;
    }
    const group = text.slice(Math.max(0, at - 3), at + 1);
    if (power === 8) parts.push({ text: '亿' });
    else if ((power === 4 || power === 12) && BigInt(group) > 0n) parts.push({ text: '万' });
  }
  return parts;
}

/** Whether 零 must stand before a digit after zeros: not before 仟, where only units of 万 or 亿 were zero. */
const zeroBefore = (power: number, zeros: number): Part =>
  power % 4 === 3 ? { text: '零', optional: true, written: zeros >= 4 } : { text: '零' };
