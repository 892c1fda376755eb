import { money, toFenHalfUp } from '../../shared/kernel/money.ts';
import type { Quantity } from '../../shared/kernel/quantity.ts';
import { div, isZero, min, type Ratio, roundHalfUp, sub, toDecimal, zero } from '../../shared/kernel/ratio.ts';
import type { Appraisal, Line } from './combining/appraise.ts';
import { missingOf } from './combining/appraise.ts';
import type { LeftOut, Need } from './combining/model.ts';
import type { Kind } from './goods.ts';
import type { LandedCost } from './matching/cost.ts';
import { type Say, wordsOf } from './words.ts';

const digits = (amount: Ratio): string => toDecimal(amount, 6) ?? roundHalfUp(amount, 6);

/** So much in a demand's unit. */
export const quantityIn = ({ unit, basis }: Need, amount: Ratio): Quantity => ({
  value: digits(amount),
  unit,
  ...(basis === undefined ? {} : { basis }),
});

/** What one unit costs at the delivery point, in yuan to 4 decimals; no freight where the weight is not known. */
export const landedView = ({ price, freight, total }: LandedCost) => ({
  price: roundHalfUp(price, 4),
  ...(freight === undefined ? {} : { freight: roundHalfUp(freight, 4) }),
  total: roundHalfUp(total, 4),
});

/** How a demand goes onto trucks, and how much of it is covered. */
export const coverageView = (need: Need, found: Pick<Appraisal, 'covered'>) => ({
  asked: quantityIn(need, need.asked),
  load: quantityIn(need, need.load),
  trucksALoad: need.trucks,
  covered: quantityIn(need, found.covered.get(need.id) ?? zero),
  missing: quantityIn(need, missingOf(need, found)),
});

export const lineView = (need: Need, { quantity, trucks, link, amount }: Line) => ({
  quantity: quantityIn(need, quantity),
  trucks,
  landed: landedView(link.cost),
  amount: money(amount),
  substitutions: link.substitutions,
});

/** A cost beside what bounds it from below: the gap is (cost − bound) ÷ cost, to 6 decimals. */
export function costView({ cost, amount }: Pick<Appraisal, 'cost' | 'amount'>, bound: Ratio) {
  const below = min(bound, cost);
  const fen = toFenHalfUp(below);
  const gap = isZero(cost) ? zero : div(sub(cost, below), cost);
  return { amount: money(amount), bound: money(fen < amount ? fen : amount), gap: roundHalfUp(gap, 6) };
}

export const whyView = ({ code, params }: LeftOut, kind: Kind, subject: string, say: Say) => ({
  code,
  why: wordsOf({ code, params }, kind, subject, say),
});
