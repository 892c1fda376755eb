import { DomainError } from './errors.ts';

/** An exact rational number (有理数), reduced, with a positive denominator. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

const maxLength = 30;

/** `n / d`, reduced. Throws RangeError when `d` is zero, which is a bug of the caller. */
export function ratio(n: bigint, d = 1n): Ratio {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new RangeError('division by zero');
  const divisor = gcd(abs(n), abs(d)) * (d < 0n ? -1n : 1n);
  return { n: n / divisor, d: d / divisor };
}

export const zero: Ratio = { n: 0n, d: 1n };
export const one: Ratio = { n: 1n, d: 1n };

/**
 * Reads `-?(0|[1-9]\d*)(\.\d+)?` in ASCII, of at most 30 characters and `maxPlaces` decimals.
 * Throws `number-too-long`, `full-width-digits` (全角数字), `not-a-decimal` or `too-many-places`.
 */
export function parseDecimal(text: string, maxPlaces: number): Ratio {
  if (text.length > maxLength) throw new DomainError('rule', 'number-too-long', { max: maxLength });
  if (/[０-９．－]/.test(text)) throw new DomainError('rule', 'full-width-digits', { text });
  const match = /^(-?(?:0|[1-9][0-9]*))(?:\.([0-9]+))?$/.exec(text);
  if (!match) throw new DomainError('rule', 'not-a-decimal', { text });
  const [, whole = '', decimals = ''] = match;
  if (decimals.length > maxPlaces) throw new DomainError('rule', 'too-many-places', { text, max: maxPlaces });
  return ratio(BigInt(whole + decimals), power(decimals.length));
}

export function add(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function sub(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function mul(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.n, a.d * b.d);
}

/** Throws RangeError when `b` is zero. */
export function div(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.d, a.d * b.n);
}

export function negate(a: Ratio): Ratio {
  return { n: -a.n, d: a.d };
}

export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function equal(a: Ratio, b: Ratio): boolean {
  return a.n === b.n && a.d === b.d;
}

export function isZero(a: Ratio): boolean {
  return a.n === 0n;
}

export function min(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) <= 0 ? a : b;
}

export function max(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) >= 0 ? a : b;
}

export function sum(list: readonly Ratio[]): Ratio {
  return list.reduce(add, zero);
}

/** The decimal with exactly `places` decimals, a half rounded away from zero (四舍五入). Never `-0`. */
export function roundHalfUp(r: Ratio, places: number): string {
  const scaled = (2n * abs(r.n) * power(places) + r.d) / (2n * r.d);
  const digits = scaled.toString().padStart(places + 1, '0');
  const point = digits.length - places;
  const sign = r.n < 0n && scaled > 0n ? '-' : '';
  return sign + digits.slice(0, point) + (places > 0 ? `.${digits.slice(point)}` : '');
}

/** The exact decimal, without trailing zeros, when it ends within `maxPlaces`; else undefined. */
export function toDecimal(r: Ratio, maxPlaces = 12): string | undefined {
  if (power(maxPlaces) % r.d !== 0n) return undefined;
  const text = roundHalfUp(r, maxPlaces);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The exact value as `p/q`, such as `1/3` or `5/1`. */
export function fraction(r: Ratio): string {
  return `${r.n}/${r.d}`;
}

/** Reads what {@link fraction} writes; throws RangeError for anything else, as only our own text is read. */
export function parseFraction(text: string): Ratio {
  const [, n, d] = /^(-?\d+)\/(\d+)$/.exec(text) ?? [];
  if (n === undefined || d === undefined) throw new RangeError(`not a fraction: ${text.slice(0, 40)}`);
  return ratio(BigInt(n), BigInt(d));
}

const powers: readonly bigint[] = Array.from({ length: 64 }, (_, places) => 10n ** BigInt(places));

function power(places: number): bigint {
  return powers[places] ?? 10n ** BigInt(places);
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
