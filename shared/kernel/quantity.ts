import { DomainError } from './errors.ts';
import { add, parseDecimal, type Ratio, toDecimal } from './ratio.ts';

/** A unit of measure (计量单位): UN/CEFACT Recommendation 20 codes, and Recommendation 21's `BG` for a bag. */
export type UnitCode = 'TNE' | 'KGM' | 'MTR' | 'MTK' | 'MTQ' | 'H87' | 'BG';

/** How a weight came about (计重方式): by formula (理计), by the scale (磅计), or as the seller states it. */
export type Basis = 'theoretical' | 'weighed' | 'declared';

/** A quantity (数量). Theoretical and weighed tonnes are different quantities and never add up. */
export interface Quantity {
  readonly value: string;
  readonly unit: UnitCode;
  readonly basis?: Basis | undefined;
}

export const unitLabels: Readonly<Record<UnitCode, { readonly zh: string; readonly en: string }>> = {
  TNE: { zh: '吨', en: 't' },
  KGM: { zh: '千克', en: 'kg' },
  MTR: { zh: '米', en: 'm' },
  MTK: { zh: '平方米', en: 'm²' },
  MTQ: { zh: '立方米', en: 'm³' },
  H87: { zh: '件', en: 'piece' },
  BG: { zh: '袋', en: 'bag' },
};

const places = 6;

/** Reads at most 6 decimals; throws what `parseDecimal` throws, and `quantity-negative`. */
export function parseQuantity(q: Quantity): Ratio {
  const value = parseDecimal(q.value, places);
  if (value.n < 0n) throw new DomainError('rule', 'quantity-negative', { value: q.value });
  return value;
}

/**
 * Adds up at least one quantity. Throws `units-differ` or `bases-differ`; a quantity with a basis and one
 * without differ. Throws RangeError for an empty list, which has no unit.
 */
export function addQuantities(list: readonly Quantity[]): Quantity {
  const [first, ...rest] = list;
  if (!first) throw new RangeError('no quantity to add');
  const total = rest.reduce((sum, next) => {
    if (next.unit !== first.unit) throw new DomainError('rule', 'units-differ', { a: first.unit, b: next.unit });
    if (next.basis !== first.basis)
      throw new DomainError('rule', 'bases-differ', { a: first.basis ?? '-', b: next.basis ?? '-' });
    return add(sum, parseQuantity(next));
  }, parseQuantity(first));
  return { ...first, value: toDecimal(total, places) ?? '' };
}
