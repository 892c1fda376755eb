import { chineseCount, decimal } from './decimal.ts';
import { type Folded, isEdge } from './fold.ts';
import { lexicon, type Meaning, marks, units, type WrittenUnit } from './lexicon.ts';

/** A number with its mark and unit, `[at, end)` in the folded text. */
export interface Measured {
  readonly at: number;
  readonly end: number;
  readonly value: string;
  readonly mark?: string;
  readonly unit?: WrittenUnit;
}

/** A word, numbers joined by `*`, a price, a standard's number, or a range of numbers, which is no single value. */
export type Token = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'word'; readonly word: string; readonly meanings: readonly Meaning[] }
  | { readonly kind: 'numbers'; readonly numbers: readonly Measured[]; readonly touching: boolean }
  | { readonly kind: 'price'; readonly value: string; readonly per?: WrittenUnit }
  | { readonly kind: 'standard'; readonly number: string }
  | { readonly kind: 'range' }
);

const number = /[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:[.][0-9]+)?|[0-9]+(?:[.][0-9]+)?/y;
const count = /[零〇一二两三四五六七八九十百千万]{1,12}/y;
const standard =
  /(?:gb|ly|jg|cj|yb|jc|qb|iso|en|astm)(?:\/t)? ?[0-9]{2,6}(?:[.][0-9]{1,2})?(?:-[0-9]{4})?(?![0-9a-z])/y;
const unknownRun = /[a-z0-9]+(?:[.][0-9]+)*|\p{Script=Han}|[\s\S]/uy;
const toNext = / ?[~-] ?(?=[0-9])|[至到](?=[0-9])/y;
const listed = / ?[,、/] ?(?=[0-9])/y;
const times = / ?[*x] ?(?=φ?[0-9])/y;
const yuan = /元(?: ?[/每] ?)?/y;
const latin = /[a-z]/;
const alphanumeric = /[a-z0-9]/;
const glued = /[a-z0-9%\p{Script=Han}]/u;

/** The tokens of a text, from left to right; what belongs to none is left out. Linear in the length of the text. */
export function tokens(folded: Folded): readonly Token[] {
  const { text } = folded;
  const found: Token[] = [];
  let done = 0;
  let unknown = 0;

  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const skip = (at: number) => (text[at] === ' ' ? at + 1 : at);
  const stands = (at: number) => (word: string) => {
    const end = at + word.length;
    if (!isEdge(folded, end)) return false;
    const [first, last, next] = [word.charAt(0), word.charAt(word.length - 1), text.charAt(end)];
    if (alphanumeric.test(first) && at !== done && alphanumeric.test(text.charAt(at - 1))) return false;
    if (/[0-9]/.test(last)) return !/[a-z0-9]/.test(next) && !/^[.][0-9]/.test(text.slice(end, end + 2));
    return !latin.test(last) || !latin.test(next);
  };
  const unitAt = (at: number) => {
    const start = skip(at);
    const unit = units.at(text, start, (word) => {
      const end = start + word.length;
      if (!isEdge(folded, end)) return false;
      const next = text.charAt(end);
      if (!/[a-z0-9]$/.test(word)) return true;
      return !alphanumeric.test(next) || (next === 'x' && /[0-9]/.test(text.charAt(end + 1)));
    });
    const longer = lexicon.at(text, start, (word) => word.length > (unit?.[0].length ?? 0));
    return unit && !longer ? { end: start + unit[0].length, unit: unit[1] } : undefined;
  };
  const markAt = (at: number) => {
    if (alphanumeric.test(text.charAt(at)) && at !== done && alphanumeric.test(text.charAt(at - 1))) return undefined;
    return marks.at(text, at, (word) => /^ ?[:=]? ?φ?[0-9]/.test(text.slice(at + word.length, at + word.length + 5)));
  };
  const measured = (at: number): Measured | undefined => {
    const mark = markAt(at)?.[0];
    let start = mark === undefined ? at : at + mark.length;
    while (mark !== undefined && /[ :=φ]/.test(text.charAt(start))) start += 1;
    const digits = match(number, start);
    const counted = digits === undefined ? match(count, start) : undefined;
    const written = digits ?? counted;
    if (written === undefined) return undefined;
    const plain = start + written.length;
    const unit = unitAt(plain);
    const value = counted === undefined ? written : unit?.unit.unit && chineseCount(counted);
    if (!value || !isEdge(folded, plain)) return undefined;
    return {
      at,
      end: unit?.end ?? plain,
      value: decimal(value, unit?.unit.shift),
      ...(mark === undefined ? {} : { mark }),
      ...(unit ? { unit: unit.unit } : {}),
    };
  };
  const numbers = (at: number): Token | undefined => {
    const first = measured(at);
    if (!first) return undefined;
    const list = [first];
    for (let last = first; ; ) {
      const joint = match(times, last.end);
      const next = joint === undefined ? undefined : measured(last.end + joint.length);
      if (!next) break;
      list.push(next);
      last = next;
    }
    const end = list.at(-1)?.end ?? at;
    const ranged = rangeFrom(end);
    if (ranged > end) return { kind: 'range', at, end: ranged };
    if (at > done && /[*x] ?$/.test(text.slice(Math.max(done, at - 2), at))) return { kind: 'range', at, end };
    const stuck = (at === unknown && at > 0 && glued.test(text.charAt(at - 1))) || sticks(end);
    return { kind: 'numbers', at, end, numbers: list, touching: stuck };
  };
  /** Where a range or list of numbers ends that goes on there; a number with a mark or unit of its own is no more of a list. */
  const rangeFrom = (from: number): number => {
    for (let end = from; ; ) {
      const range = match(toNext, end);
      const joint = range ?? match(listed, end);
      const next = joint === undefined ? undefined : measured(end + joint.length);
      if (!next || (range === undefined && (next.mark !== undefined || next.unit))) return end;
      end = next.end;
    }
  };
  const sticks = (end: number) => glued.test(text.charAt(end)) && !lexicon.at(text, end, stands(end)) && !markAt(end);
  const price = (at: number): Token | undefined => {
    const signed = text.charAt(at) === '¥';
    const start = signed ? skip(at + 1) : at;
    const written = match(number, start);
    if (written === undefined) return undefined;
    const plain = start + written.length;
    const yuanAt = skip(plain);
    const currency = match(yuan, yuanAt) ?? (signed ? '' : undefined);
    if (currency === undefined) return undefined;
    const afterYuan = currency === '' ? plain : yuanAt + currency.length;
    const slash = currency === '' && text.charAt(afterYuan) === '/' ? 1 : 0;
    const per = slash === 1 || /[/每]/.test(currency) ? unitAt(afterYuan + slash) : undefined;
    const end = per?.end ?? (currency === '' ? plain : yuanAt + 1);
    return { kind: 'price', at, end, value: decimal(written), ...(per ? { per: per.unit } : {}) };
  };
  const word = (at: number): Token | undefined => {
    const known = lexicon.at(text, at, stands(at));
    return known && { kind: 'word', at, end: at + known[0].length, word: known[0], meanings: known[1] };
  };
  const standardAt = (at: number): Token | undefined => {
    const named = alphanumeric.test(text.charAt(at - 1)) ? undefined : match(standard, at);
    return named === undefined ? undefined : { kind: 'standard', at, end: at + named.length, number: named };
  };

  for (let at = 0; at < text.length; ) {
    const signed = text[at] === '-' && (at === 0 || text[at - 1] === ' ') && /[0-9]/.test(text.charAt(at + 1));
    const token = signed ? undefined : (standardAt(at) ?? word(at) ?? price(at) ?? numbers(at));
    if (token && token.end > at && isEdge(folded, token.end)) {
      found.push(token);
      done = token.end;
      at = token.end;
      continue;
    }
    at += signed ? 1 + (match(unknownRun, at + 1)?.length ?? 0) : (match(unknownRun, at)?.length ?? 1);
    while (!isEdge(folded, at) && at < text.length) at += 1;
    unknown = at;
  }
  return found;
}
