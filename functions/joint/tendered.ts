import type { Quantity } from '../../shared/kernel/quantity.ts';
import { parseFraction, toDecimal } from '../../shared/kernel/ratio.ts';
import { addDays, type Day } from '../../shared/kernel/time.ts';
import type { DemandLine, TenderedLine } from './events.ts';
import { idFrom } from './ids.ts';

/** The last day of a month, `2026-05`: goods of the month are due on it. */
export function lastDayOf(month: string): Day {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}

/** A demand line as the joint tender asks for it. */
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
    deliverBy: lastDayOf(month),
  };
}

/** In the category's first unit where the exact value ends within the 6 decimals of a quantity, else as it was reported. */
function askedFor({ quantity, canonical: { exact, unit, basis } }: DemandLine): Quantity {
  const value = toDecimal(parseFraction(exact), 6);
  return value === undefined ? quantity : { value, unit, ...(basis === undefined ? {} : { basis }) };
}
