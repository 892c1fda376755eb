import { deliveredPrice, parseUnitPrice } from '../../../shared/kernel/money.ts';
import { addQuantities, parseQuantity, type Quantity } from '../../../shared/kernel/quantity.ts';
import {
  compare,
  fraction,
  one,
  parseFraction,
  type Ratio,
  sub,
  toDecimal,
  zero,
} from '../../../shared/kernel/ratio.ts';
import { byText } from '../../../shared/kernel/text.ts';
import type { DisclosedPart, OfferedLot } from '../../../shared/sealing/bid.ts';
import { hashJson } from '../../../shared/sealing/hash.ts';
import type { OptimisedAllocation } from '../allocation.ts';
import type { Draft, Item, Lot } from '../draft.ts';
import type { EvaluatedBid, Evaluation } from '../evaluation/evaluation.ts';
import { freightOf } from '../evaluation/freight.ts';
import { deduct } from '../evaluation/policy.ts';
import type { Offer, Problem, ProblemLot, ProblemPackage } from './problem.ts';

/** A bid as it was opened. */
export type AllocatedBid = Pick<DisclosedPart, 'supplier' | 'lots' | 'packages'>;

/**
 * The problems of a tender (优化问题): its optimised lots with the valid bids of the evaluation, each alone or together
 * with those that a package couples it to. The order in which lots, items and bids come makes no difference.
 * @throws what `parseDecimal` throws, and `units-differ` where terms are in another unit than the lot's items
 */
export function problemsOf(draft: Draft, evaluation: Evaluation, bids: readonly AllocatedBid[]): readonly Problem[] {
  const evaluated = new Map(evaluation.lots.map((each) => [each.lot, each.bids]));
  const opened = new Map(bids.map((bid) => [bid.supplier, bid]));
  const lots = draft.lots.flatMap((lot) => {
    const { allocation } = lot;
    const valid = evaluated
      .get(lot.id)
      ?.filter(({ invalid, yieldsTo }) => invalid.length === 0 && yieldsTo === undefined);
    return allocation.rule === 'optimised' && valid !== undefined ? [lotOf(lot, allocation, valid, opened)] : [];
  });
  const bidFor = new Set(lots.flatMap(({ id, offers }) => offers.map(({ supplier }) => `${supplier} ${id}`)));
  const packages = bids.flatMap(({ supplier, packages: offered = [] }) =>
    offered
      .map(({ lots: named, discount }): ProblemPackage => ({ supplier, lots: named.toSorted(), discount }))
      .filter(({ lots: named }) => named.every((lot) => bidFor.has(`${supplier} ${lot}`))),
  );
  return coupled(
    lots.toSorted((a, b) => byText(a.id, b.id)),
    packages.toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b))),
  );
}

/** Lots that packages couple, directly or by way of others, are one problem. */
function coupled(lots: readonly ProblemLot[], packages: readonly ProblemPackage[]): readonly Problem[] {
  const groups = lots.map(({ id }) => new Set([id]));
  for (const { lots: named } of packages) {
    const touched = groups.filter((group) => named.some((lot) => group.has(lot)));
    const [first, ...others] = touched;
    for (const other of others) {
      for (const lot of other) first?.add(lot);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map((group) => ({
    lots: lots.filter(({ id }) => group.has(id)),
    packages: packages.filter(({ lots: named }) => named.some((lot) => group.has(lot))),
  }));
}

function lotOf(
  lot: Lot,
  { rule: _, step, ...rules }: OptimisedAllocation,
  bids: readonly EvaluatedBid[],
  opened: ReadonlyMap<string, AllocatedBid>,
): ProblemLot {
  const inUnit = unitOf(step);
  const items = lot.items.toSorted((a, b) => byText(a.id, b.id));
  const offers = bids.toSorted(byOrder).flatMap((bid) => {
    const offered = opened.get(bid.supplier)?.lots.find(({ lotId }) => lotId === lot.id);
    return offered === undefined ? [] : [offerOf(items, freightOf(lot) !== undefined, bid, offered, inUnit)];
  });
  return {
    ...rules,
    id: lot.id,
    unit: step.unit,
    step: inUnit(step),
    items: items.map(({ id, quantity, category, attributes }) => ({
      item: id,
      quantity: inUnit(quantity),
      goods: hashJson({ category, attributes }),
    })),
    offers,
  };
}

/** The published order: more lines before fewer, then the lower evaluated price, then the supplier's id. */
const byOrder = (a: EvaluatedBid, b: EvaluatedBid): number =>
  b.lines.length - a.lines.length ||
  compare(parseFraction(a.evaluated.exact), parseFraction(b.evaluated.exact)) ||
  byText(a.supplier, b.supplier);

/** Reads quantities in one unit. */
const unitOf =
  ({ unit }: Quantity) =>
  (quantity: Quantity): string => {
    addQuantities([
      { value: '0', unit },
      { ...quantity, basis: undefined },
    ]);
    return shown(parseQuantity(quantity));
  };

const shown = (value: Ratio): string => toDecimal(value, 24) ?? fraction(value);

function offerOf(
  items: readonly Item[],
  freightApart: boolean,
  { supplier, deduction, lines }: EvaluatedBid,
  { terms = {} }: OfferedLot,
  inUnit: (quantity: Quantity) => string,
): Offer {
  const byItem = new Map(lines.map((line) => [line.item, line]));
  const prices = items.flatMap(({ id }) => {
    const line = byItem.get(id);
    if (line === undefined || (freightApart && line.freight === undefined)) return [];
    const freight = line.freight === undefined ? zero : parseUnitPrice(line.freight);
    return [{ item: id, goods: shown(sub(deliveredPrice(line), freight)), freight: shown(freight) }];
  });
  return {
    supplier,
    weight: shown(deduct(one, deduction)),
    capacity: terms.capacity && inUnit(terms.capacity),
    minimumOrder: terms.minimumOrder && inUnit(terms.minimumOrder),
    tiers: (terms.tiers ?? []).map(({ from, discount }) => ({ from: inUnit(from), discount })),
    prices,
  };
}
