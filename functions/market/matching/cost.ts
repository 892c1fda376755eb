import { factorOf } from '../../../shared/commodity/conversion.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { priceWithTax } from '../../../shared/kernel/money.ts';
import type { UnitCode } from '../../../shared/kernel/quantity.ts';
import { add, mul, one, parseDecimal, type Ratio, ratio } from '../../../shared/kernel/ratio.ts';
import freight from '../data/freight.json' with { type: 'json' };
import { amountIn, categoryOf, goodsBetween, measureOf } from './amount.ts';
import type { Look } from './conditions.ts';
import type { Pair } from './model.ts';

const roadFactor = parseDecimal(freight.roadFactor, 4);
const yuanPerTonneKm = parseDecimal(freight.yuanPerTonneKm, 4);
const tonnesPerUnit: Readonly<Record<string, { readonly unit: string; readonly tonnes: string }>> =
  freight.tonnesPerUnit;

/**
 * What one unit of the pair's measure costs at the delivery point (到工地价), in yuan with tax: the offer's price and the
 * estimated freight. `freight` is undefined where the weight of the goods is not known; it is then left out.
 */
export interface LandedCost {
  readonly price: Ratio;
  readonly freight: Ratio | undefined;
  readonly total: Ratio;
}

/** Undefined where the offer names no price, or one in a measure that does not compare. */
export function landedCost(look: Look): LandedCost | undefined {
  const { price } = look.offered;
  if (price === undefined) return undefined;
  const { unit, basis } = measureOf(look);
  const per = { unit: price.per, basis: price.weighingBasis };
  const units = amountIn(look, { value: '1', unit, basis }, per);
  if (units === undefined) return undefined;
  const goods = mul(priceWithTax(price), units);
  const carried = price.delivery === 'delivered' ? ratio(0n) : freightOf(look, unit);
  return { price: goods, freight: carried, total: carried === undefined ? goods : add(goods, carried) };
}

/** Estimated freight (运费估算) of one unit: straight line × road factor × rate × tonnes. */
function freightOf(look: Look, unit: UnitCode): Ratio | undefined {
  const tonnes = tonnesIn(look, unit);
  if (tonnes === undefined) return undefined;
  return mul(freightOfTonne(look.metres), tonnes);
}

/** Estimated freight of a tonne over so many metres of straight line. */
export const freightOfTonne = (metres: number): Ratio =>
  mul(mul(ratio(BigInt(metres), 1000n), roadFactor), yuanPerTonneKm);

/** The tonnes of one unit of the goods: of a mass, by the category's formulas, or by the table of estimates. */
export function tonnesIn(pair: Pair, unit: UnitCode): Ratio | undefined {
  if (unit === 'TNE') return one;
  if (unit === 'KGM') return ratio(1n, 1000n);
  const known = tonnesPerUnit[pair.wanted.subject];
  const to = (known?.unit ?? 'TNE') as UnitCode;
  const units = unit === to ? one : factor(pair, unit, to);
  if (units === undefined || known === undefined) return units;
  return mul(units, parseDecimal(known.tonnes, 4));
}

function factor(pair: Pair, from: UnitCode, to: UnitCode): Ratio | undefined {
  try {
    return factorOf(categoryOf(pair), goodsBetween(pair), from, to);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
