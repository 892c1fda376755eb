import { convertIn } from '../../../shared/commodity/conversion.ts';
import type { Attributes, Category } from '../../../shared/commodity/model.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Basis, Quantity, UnitCode } from '../../../shared/kernel/quantity.ts';
import { parseQuantity } from '../../../shared/kernel/quantity.ts';
import type { Ratio } from '../../../shared/kernel/ratio.ts';
import { goodsOf } from '../goods.ts';
import { exactOf } from '../spec.ts';
import type { Pair } from './model.ts';

/** The unit, and for a mass the weighing basis, in which a pair is compared. */
export interface Measure {
  readonly unit: UnitCode;
  readonly basis?: Basis | undefined;
}

/** The category of a pair whose categories agree. */
export function categoryOf({ wanted }: Pair): Category {
  const found = goodsOf(wanted.kind, wanted.subject);
  if (found === undefined) throw new RangeError(`no such goods: ${wanted.subject}`);
  return found;
}

/** What is known of the goods that would change hands: the values that either side leaves no choice of. */
export function goodsBetween({ wanted, offered }: Pair): Attributes {
  return { ...exactOf(wanted.spec), ...exactOf(offered.spec) };
}

/** The measure of a pair: the demand's where it names one, else the offer's. */
export function measureOf({ wanted, offered }: Pair): Measure {
  const { quantity = offered.quantity, price } = wanted;
  if (quantity !== undefined) return { unit: quantity.unit, basis: quantity.basis };
  const priced = price ?? offered.price;
  if (priced !== undefined) return { unit: priced.per, basis: priced.weighingBasis };
  return { unit: 'TNE' };
}

/**
 * A quantity of the pair's goods in another measure, exactly; undefined where no formula leads there: so many weighed
 * tonnes (磅计) are never so many theoretical ones (理计).
 */
export function amountIn(pair: Pair, quantity: Quantity, { unit, basis }: Measure): Ratio | undefined {
  const differ = basis !== undefined && quantity.basis !== undefined && basis !== quantity.basis;
  if (unit === quantity.unit) return differ ? undefined : parseQuantity(quantity);
  try {
    const asked = { attributes: goodsBetween(pair), quantity, to: unit };
    const { exact, quantity: found } = convertIn(categoryOf(pair), asked);
    return basis !== undefined && found.basis !== undefined && basis !== found.basis ? undefined : exact;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** A measure as a reason names it: `TNE theoretical`. */
export const written = ({ unit, basis }: Measure): string => (basis === undefined ? unit : `${unit} ${basis}`);
