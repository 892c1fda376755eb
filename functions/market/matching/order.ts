import { priceWithTax } from '../../../shared/kernel/money.ts';
import { parseQuantity, type Quantity, type UnitCode } from '../../../shared/kernel/quantity.ts';
import {
  add,
  compare,
  div,
  mul,
  one,
  parseDecimal,
  type Ratio,
  ratio,
  sub,
  zero,
} from '../../../shared/kernel/ratio.ts';
import { type Day, daysBetween, endOfMonth, type Month } from '../../../shared/kernel/time.ts';
import type { Side } from '../goods.ts';
import { monthsOf, shelvingOf } from './blocking.ts';
import { freightOfTonne } from './cost.ts';
import { metresBetween } from './distance.ts';
import type { Candidate } from './model.ts';
import { freshDays, recordOf, weights } from './score.ts';

/*
 * The orders in which entries of a block stand, so that the best are read first. In the order of merit (`m`) an entry
 * stands in a class, that says how much it may at most get for time, quantity and whether it has a price, and in it by what
 * it gets for record, freshness and price whoever looks. As all grow stale alike, that order stays while days pass. In
 * the order of cost (`c`) the offers with a price stand by it.
 */

/** Scores in whole numbers: of this scale, a day of freshness is one. Bounds are rounded up. */
const scale = 9_000_000n;
const up = ({ n, d }: Ratio): bigint => (n * scale + (n > 0n ? d - 1n : 0n)) / d;
const epoch: Day = '2000-01-01';
const digits = 16;
const last = 10n ** BigInt(digits) - 1n;
const padded = (n: bigint): string => String(n > last ? last : n).padStart(digits, '0');

/** The upper ends of the classes of quantity, not included, and of length in days, included; a last one has no end. */
const sizeEnds: readonly Ratio[] = [8n, 64n, 512n, 4096n].map((end) => ratio(end));
const lengthEnds: readonly number[] = [14, 45];

/**
 * What is known of an entry by where it stands (级别): `a` and its classes of size and length, for offers with a price and
 * for demands; `b` what is counted or priced in an unusual unit; `c` no quantity; `d` no price. Large and long offers, small
 * and short demands stand first, as they leave most room.
 */
export type Class = `a${string}${number}` | 'b00' | 'c00' | 'd00';

/** An amount in the unit in which such posts are counted; undefined where that takes more than the post. */
export function counted(
  unit: UnitCode | undefined,
  { value, unit: given }: Pick<Quantity, 'value' | 'unit'>,
): Ratio | undefined {
  const amount = parseQuantity({ value, unit: given });
  if (given === unit) return amount;
  if (unit === 'TNE' && given === 'KGM') return div(amount, ratio(1000n));
  return undefined;
}

/** The price of that unit with tax, in yuan; undefined where it is for another. */
function priceOf({ price, ...of }: Candidate): Ratio | undefined {
  if (price === undefined) return undefined;
  const units = counted(shelvingOf(of)?.unit, { value: '1', unit: price.per });
  return units === undefined ? undefined : div(priceWithTax(price), units);
}

const usualPrice = (of: Pick<Candidate, 'kind' | 'subject'>): Ratio | undefined => {
  const price = shelvingOf(of)?.price;
  return price === undefined ? undefined : parseDecimal(price, 4);
};

const daysIn = ({ from, to }: Candidate['window']): number => daysBetween(from, to) + 1;
/** The first class whose end is not passed; the one after them where all are. */
const classAt = <T>(ends: readonly T[], isWithin: (end: T) => boolean): number => {
  const at = ends.findIndex(isWithin);
  return at < 0 ? ends.length : at;
};
/** The classes of offers are numbered from the last, so that it stands first. */
const numbered = (side: Side, ends: readonly unknown[], at: number): number =>
  side === 'wanted' ? at : ends.length - at;

export function classOf(post: Candidate): Class {
  const { side, quantity, price } = post;
  if (side === 'offered' && price === undefined) return 'd00';
  if (side === 'offered' && usualPrice(post) !== undefined && priceOf(post) === undefined) return 'b00';
  if (quantity === undefined) return 'c00';
  const amount = counted(shelvingOf(post)?.unit, quantity);
  if (amount === undefined) return 'b00';
  const size = classAt(sizeEnds, (end) => compare(amount, end) < 0);
  const length = classAt(lengthEnds, (end) => daysIn(post.window) <= end);
  return `a${numbered(side, sizeEnds, size)}${numbered(side, lengthEnds, length)}`;
}

const upTo = (ends: readonly unknown[]): readonly number[] => Array.from({ length: ends.length + 1 }, (_, at) => at);
/** Every class, in the order in which they stand. */
export const classes: readonly Class[] = [
  ...upTo(sizeEnds).flatMap((size) => upTo(lengthEnds).map((length): Class => `a${size}${length}`)),
  'b00',
  'c00',
  'd00',
];

/** What a post gets for itself, whoever looks, but for the days that have passed since the epoch. */
function meritOf(post: Candidate, of: Class): bigint {
  const fresh = mul(weights.freshness, ratio(BigInt(daysBetween(epoch, post.confirmedOn)), BigInt(freshDays)));
  const [usual, price] = [usualPrice(post), priceOf(post)];
  const isOrdered = of !== 'b00' && post.side === 'offered';
  const cost = usual === undefined || price === undefined || !isOrdered ? zero : mul(weights.cost, div(usual, price));
  return up(add(add(mul(weights.record, recordOf(post)), fresh), cost));
}

/** Where a post stands in each of its blocks: by merit, and if it offers at a price by that. */
export function placesOf(post: Candidate): readonly string[] {
  const of = classOf(post);
  const merit = `m${of}${padded(last - meritOf(post, of))}#${post.id}`;
  if (post.side === 'wanted' || post.price === undefined) return [merit];
  const price = priceOf(post);
  const { n, d } = mul(price ?? zero, ratio(10_000n));
  return [merit, `c${price === undefined ? 'x' : 'p'}${padded(n / d)}#${post.id}`];
}

/** What a place says: the class and the merit. */
export const readMerit = (place: string): { readonly of: Class; readonly merit: bigint } => ({
  of: place.slice(1, 4) as Class,
  merit: last - BigInt(place.slice(4, 4 + digits)),
});

/** What a place in the order of cost says: yuan a usual unit, or less by a rounding; zero where it is of another unit. */
export const readPrice = (place: string): Ratio =>
  place[1] === 'p' ? ratio(BigInt(place.slice(2, 2 + digits)), 10_000n) : zero;

/** No more than what a usual unit of that entry costs at the delivery point; of what is weighed with its freight. */
export function landedAtLeast(post: Candidate, place: string, other: Candidate): Ratio {
  const price = readPrice(place);
  const isCarried = other.price?.delivery !== 'delivered' && place[1] === 'p' && shelvingOf(other)?.unit === 'TNE';
  return isCarried ? add(price, freightOfTonne(metresBetween(post.point, other.point))) : price;
}

/** What somebody who looks can at most find, in whole numbers of the scale of {@link boundAs}. */
export interface Bounds {
  /** The unit in which the pairs' costs compare with prices as they stand in order; undefined where they do not. */
  readonly measured: Ratio | undefined;
  /** The highest score of an entry of that class and merit, in that month's block; of any merit where none is given. */
  bound(of: Class, month: string, best: Ratio | undefined, merit?: bigint): bigint;
}

/** A score of 0 to 100 in whole numbers, with no rounding up against which a bound could lose. */
export const reaches = (score: Ratio, bound: bigint): -1 | 0 | 1 =>
  compare(mul(score, ratio(scale, 100n)), ratio(bound));

/** How high counterparts can score for a post, by where they stand. */
export function boundsFor(post: Candidate, today: Day): Bounds {
  const unit = shelvingOf(post)?.unit;
  const wanted = post.side === 'wanted';
  const measure = post.quantity?.unit ?? post.price?.per;
  const measured = !wanted || measure === undefined ? undefined : counted(unit, { value: '1', unit: measure });
  const [most, mostCost] = [up(add(weights.record, weights.freshness)), up(weights.cost)];
  const passed = mul(weights.freshness, sub(ratio(BigInt(daysBetween(epoch, today)), BigInt(freshDays)), one));
  const aged = -up(mul(passed, ratio(-1n)));
  const usual = usualPrice(post);
  const primary = primaryMonth(post);

  /** The most for record, freshness and cost together. */
  function standing([kind]: string, best: Ratio | undefined, merit: bigint | undefined): bigint {
    const own = merit === undefined ? undefined : merit - aged > 0n ? merit - aged : 0n;
    const r = own === undefined || own > most ? most : own;
    if (kind === 'd' || (!wanted && post.price === undefined)) return r;
    if (kind === 'b' || measured === undefined || usual === undefined || own === undefined) return r + mostCost;
    if (best === undefined) return r;
    // Of merit = r + c no more than r + c × best ÷ usual, where neither r nor the cost exceeds its weight.
    const ratioOf = div(div(best, measured), usual);
    const costOf = (c: bigint): bigint => {
      const exact = (c * ratioOf.n + ratioOf.d - 1n) / ratioOf.d;
      return exact < mostCost ? exact : mostCost;
    };
    if (ratioOf.n <= ratioOf.d) return r + costOf(own - r);
    const full = (mostCost * ratioOf.d + ratioOf.n - 1n) / ratioOf.n;
    const c = own < full ? own : full;
    return (own - c < most ? own - c : most) + costOf(c);
  }

  function share([kind, size, length]: string, month: string): bigint {
    const other = wanted ? 'offered' : 'wanted';
    const sized = kind === 'a' ? numbered(other, sizeEnds, Number(size)) : undefined;
    const lasting = kind === 'a' ? numbered(other, lengthEnds, Number(length)) : undefined;
    const quantity = kind === 'c' ? zero : capOf(quantityShare(post, sized, unit));
    const time = capOf(timeShare(post, lasting, month, primary));
    return up(add(add(weights.spec, mul(weights.quantity, quantity)), mul(weights.time, time)));
  }

  const shares = new Map<string, bigint>();
  return {
    measured,
    bound(of, month, best, merit) {
      const key = `${of}${month}`;
      const known = shares.get(key) ?? share(of, month);
      shares.set(key, known);
      return known + standing(of, best, merit);
    },
  };
}

const capOf = (share: Ratio): Ratio => (compare(share, one) < 0 ? share : one);

/** The most that an entry of that class of quantity covers of what is asked, or has of it covered. */
function quantityShare({ side, quantity }: Candidate, size: number | undefined, unit: UnitCode | undefined): Ratio {
  if (quantity === undefined) return zero;
  const own = counted(unit, quantity);
  if (size === undefined || own === undefined) return one;
  const [from, to] = [sizeEnds[size - 1], sizeEnds[size]];
  if (side === 'wanted') return to === undefined ? one : div(to, own);
  return from === undefined ? one : div(own, from);
}

/**
 * The most days in common of those asked. For who wants, what stands in the block of its main month is read there: what is
 * read in another's alone lies wholly before or after that.
 */
function timeShare({ side, window }: Candidate, length: number | undefined, month: Month, primary: Month): Ratio {
  const days = daysIn(window);
  if (side === 'offered') return ratio(BigInt(days), BigInt((lengthEnds[(length ?? 0) - 1] ?? 0) + 1));
  const beside = month === primary ? days : daysBeside(window, month, primary);
  const to = length === undefined ? undefined : lengthEnds[length];
  return ratio(BigInt(to === undefined ? beside : Math.min(to, beside)), BigInt(days));
}

const daysBeside = ({ from, to }: Candidate['window'], month: Month, primary: Month): number =>
  month < primary ? daysBetween(from, `${primary}-01`) : daysBetween(endOfMonth(primary), to);

/** The month in which most of a window lies. */
function primaryMonth({ window }: Candidate): Month {
  const daysWithin = (month: Month) => {
    const [, from = window.from] = [window.from, `${month}-01`].sort();
    const [to = window.to] = [window.to, endOfMonth(month)].sort();
    return daysIn({ from, to });
  };
  return monthsOf(window).reduce((a, b) => (daysWithin(b) > daysWithin(a) ? b : a));
}
