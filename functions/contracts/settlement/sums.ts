import { parseUnitPrice } from '../../../shared/kernel/money.ts';
import type { UnitCode } from '../../../shared/kernel/quantity.ts';
import {
  add,
  div,
  fraction,
  isZero,
  mul,
  one,
  parseDecimal,
  parseFraction,
  type Ratio,
  ratio,
  sub,
  zero,
} from '../../../shared/kernel/ratio.ts';
import type { PriceSteps, StatementLine } from '../statement-events.ts';
import { inPriceUnit, readAmounts } from './amount.ts';
import type { Differences, Priceable } from './lines.ts';

/**
 * What a statement has of one kind of goods (同类货物合计): exact fractions, without VAT, so that contracts of different
 * tax compare. `followed` is the part that settled by a series: what the goods cost, and what they would have at the
 * series itself, freight aside.
 */
export interface GoodsSum {
  readonly goods: string;
  readonly category: string;
  readonly unit: UnitCode;
  /** In the unit. A correction has none: the goods are its statement's. */
  readonly settled: string;
  readonly net: string;
  readonly followed?: { readonly goods: string; readonly index: string };
}

/** Sums of a statement's lines, or of what a correction changes. */
export function sumsOf({ lines, prices, ...rest }: Priceable | Differences): GoodsSum[] {
  const before = 'before' in rest ? rest.before : undefined;
  const sums = new Map<string, GoodsSum>();
  for (const line of lines) {
    const now = worthOf(line, prices[line.price] as PriceSteps);
    const was = before && worthOf(line, before[line.price] as PriceSteps);
    const changed = was === undefined ? now.net : sub(now.net, was.net);
    // A dispute moves the amount of a line, not its price.
    const net = was !== undefined && isZero(changed) ? ratio(readAmounts(line).net, 100n) : changed;
    const known = sums.get(line.goods + line.unit);
    const settled = before === undefined ? inPriceUnit(line.settled, line.unit) : zero;
    const followed = now.followed && {
      goods: sub(now.followed.goods, was?.followed?.goods ?? zero),
      index: sub(now.followed.index, was?.followed?.index ?? zero),
    };
    sums.set(line.goods + line.unit, {
      goods: line.goods,
      category: line.category,
      unit: line.unit,
      settled: more(known?.settled, settled),
      net: more(known?.net, net),
      ...followedOf(known?.followed, followed),
    });
  }
  return [...sums.values()];
}

function worthOf(line: StatementLine, steps: PriceSteps) {
  const settled = inPriceUnit(line.settled, line.unit);
  const tax = line.taxIncluded ? add(one, parseDecimal(line.taxRate, 4)) : one;
  const of = (price: Ratio): Ratio => div(mul(settled, price), tax);
  const net = of(parseUnitPrice(steps.price));
  if (steps.index === undefined) return { net };
  const { goods, mean, surcharge } = steps.index;
  const index = add(parseDecimal(mean.shown, 2), surcharge === undefined ? zero : parseUnitPrice(surcharge));
  return { net, followed: { goods: of(parseUnitPrice(goods)), index: of(index) } };
}

const more = (known: string | undefined, value: Ratio): string =>
  fraction(known === undefined ? value : add(parseFraction(known), value));

function followedOf(known: GoodsSum['followed'], value: { goods: Ratio; index: Ratio } | undefined) {
  if (value === undefined) return known === undefined ? {} : { followed: known };
  return { followed: { goods: more(known?.goods, value.goods), index: more(known?.index, value.index) } };
}
