import type { Quantity } from '../../shared/kernel/quantity.ts';
import { parseFraction, toDecimal } from '../../shared/kernel/ratio.ts';
import { endOfMonth } from '../../shared/kernel/time.ts';
import type { DemandLine, TenderedLine } from './events.ts';
import { idFrom } from './ids.ts';

/** A demand line as the joint tender asks for it: goods of a month are due on its last day. */
export function tenderedLine(buyer: string, line: DemandLine): TenderedLine {
  const { id, category, attributes, deliveryPoint, month } = line;
  return {
    item: idFrom('item', id),
    line: id,
    buyer,
    category,
    attributes,
    quantity: askedFor(line),
    deliveryPoint,
    deliverBy: endOfMonth(month),
  };
}

/** In the category's first unit where the exact value ends within the 6 decimals of a quantity, else as it was reported. */
function askedFor({ quantity, canonical: { exact, unit, basis } }: DemandLine): Quantity {
  const value = toDecimal(parseFraction(exact), 6);
  return value === undefined ? quantity : { value, unit, ...(basis === undefined ? {} : { basis }) };
}
