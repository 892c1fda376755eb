import { DomainError } from '../../shared/kernel/errors.ts';
import { div, mul, parseDecimal, type Ratio, ratio, toDecimal } from '../../shared/kernel/ratio.ts';
import { fold } from '../../shared/kernel/text.ts';
import { ungrouped } from '../kit/typed.ts';

/*
 * Figures as people type them: full width, with thousands separators, with the currency before or the unit behind. What is
 * sealed is the plain decimal; what is not clearly one figure is refused, never guessed.
 */

const before = /^(?:¥|cny|rmb) ?/;
/** The yuan sign and what it is a unit of. */
const behind = / ?(?:\u5143|cny|rmb)? ?(?:\/.*)?$/;

/** The decimal in what was typed; empty where nothing was. */
export function typedDecimal(text: string): string {
  return ungrouped(fold(text).replace(before, '').replace(behind, ''));
}

const positive = (value: Ratio): void => {
  if (value.n <= 0n) throw new DomainError('rule', 'not-positive');
};

/** A unit price, of at most 4 decimals. @throws what `parseDecimal` throws, `not-positive` */
export function typedPrice(text: string): string {
  const bare = typedDecimal(text);
  positive(parseDecimal(bare, 4));
  return bare;
}

/** Freight a unit: nothing to pay is an answer. @throws what `parseDecimal` throws, `negative` */
export function typedFreight(text: string): string {
  const bare = typedDecimal(text);
  if (parseDecimal(bare, 4).n < 0n) throw new DomainError('rule', 'negative');
  return bare;
}

/** @throws what `parseDecimal` throws, `not-positive` */
export function typedQuantity(text: string): string {
  const bare = typedDecimal(text);
  positive(parseDecimal(bare, 6));
  return bare;
}

const hundred = ratio(100n);

/** A percentage below 100 as the fraction that bids carry: `13%` is `0.13`. @throws what `parseDecimal` throws, `out-of-range` */
export function typedPercent(text: string): string {
  const value = parseDecimal(typedDecimal(text).replace(/ ?%$/, ''), 2);
  if (value.n < 0n || value.n >= 100n * value.d) throw new DomainError('rule', 'out-of-range');
  return toDecimal(div(value, hundred), 4) ?? '0';
}

/** `0.13` as people read it: `13`. */
export const percentOf = (fraction: string): string => toDecimal(mul(parseDecimal(fraction, 4), hundred), 2) ?? '0';
