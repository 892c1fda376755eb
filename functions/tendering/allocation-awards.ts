import {
  deliveredPrice,
  money,
  parseMoney,
  parseUnitPrice,
  sumMoney,
  toFenHalfUp,
  yuan,
} from '../../shared/kernel/money.ts';
import { parseQuantity } from '../../shared/kernel/quantity.ts';
import {
  compare,
  div,
  fraction,
  mul,
  one,
  parseDecimal,
  type Ratio,
  roundHalfUp,
  sub,
  sum,
  toDecimal,
  zero,
} from '../../shared/kernel/ratio.ts';
import type { CommittedAllocation, SharesAllocation } from './allocation.ts';
import type { RecordedAllocation } from './allocation-events.ts';
import { placesOf, sharesOf, splitBySteps } from './allocation-shares.ts';
import type { Lot } from './draft.ts';
import type { EvaluatedBid, EvaluatedLine } from './evaluation/evaluation.ts';
import type { Award, AwardLine } from './events.ts';

/**
 * What the documents' rule makes of a lot and of those who stand for it, best first: the whole to the first, or parts of
 * it to several. Of a part, each line is what its quantity comes to, half-up to the fen.
 */
export function allot(lot: Lot, standing: readonly EvaluatedBid[], recorded: RecordedAllocation | undefined): Award[] {
  const { allocation } = lot;
  switch (allocation.rule) {
    case 'winner-takes-all':
    case 'reserves':
      return standing.slice(0, 1).map((bid) =>
        awardOf(
          lot,
          bid,
          bid.lines.map(({ exact: _, ...line }) => line),
        ),
      );
    case 'shares':
    case 'committed':
      return inShares(lot, allocation, standing);
    case 'optimised':
      return asRecorded(lot, standing, recorded);
  }
}

function inShares(lot: Lot, rule: SharesAllocation | CommittedAllocation, standing: readonly EvaluatedBid[]): Award[] {
  const winners = standing.slice(0, placesOf(rule));
  const shares = sharesOf(rule, winners.length);
  const step = parseQuantity(rule.step);
  const parts = new Map(
    lot.items.map(({ id, quantity }) => [id, splitBySteps(parseQuantity(quantity), shares, step).parts]),
  );
  return winners.flatMap((bid, at) => {
    const lines = linesOf(bid, (item) => parts.get(item)?.[at]);
    if (lines.length === 0) return [];
    return [{ ...awardOf(lot, bid, lines), rank: at + 1, share: fraction(shares[at] ?? zero) }];
  });
}

/** The largest amount first; what a winner that dropped out had is left to call-offs. */
function asRecorded(lot: Lot, standing: readonly EvaluatedBid[], recorded: RecordedAllocation | undefined): Award[] {
  const allocated = recorded?.groups.flatMap(({ lots }) => lots).find((one) => one.lot === lot.id)?.awards ?? [];
  const whole = sum(lot.items.map(({ quantity }) => parseQuantity(quantity)));
  const awards = allocated.flatMap(({ supplier, discount, lines }) => {
    const bid = standing.find((one) => one.supplier === supplier);
    if (bid === undefined) return [];
    const quantities = new Map(lines.map(({ item, quantity }) => [item, parseDecimal(quantity, 6)]));
    const share = fraction(div(sum([...quantities.values()]), whole));
    return [
      {
        ...awardOf(
          lot,
          bid,
          linesOf(bid, (item) => quantities.get(item), discount),
        ),
        share,
      },
    ];
  });
  return awards
    .sort((a, b) => compare(yuan(parseMoney(b.amount)), yuan(parseMoney(a.amount))))
    .map((award, at) => ({ ...award, rank: at + 1 }));
}

function awardOf(lot: Lot, { supplier, name, uscc }: EvaluatedBid, lines: readonly AwardLine[]): Award {
  const amount = money(sumMoney(lines.map(({ amount: each }) => each)));
  return { lot: lot.id, supplier, name, uscc, amount, lines };
}

/** The lines of a bid of which something is awarded. */
const linesOf = (bid: EvaluatedBid, quantityOf: (item: string) => Ratio | undefined, discount = '0'): AwardLine[] =>
  bid.lines.flatMap((line) => {
    const quantity = quantityOf(line.item) ?? zero;
    return quantity.n === 0n ? [] : [partOf(line, quantity, discount)];
  });

/** A part of a line, at the price that was bid less the discount, half-up to four decimals. */
function partOf({ exact: _, ...line }: EvaluatedLine, quantity: Ratio, discount: string): AwardLine {
  const off = parseDecimal(discount, 12);
  const unitPrice =
    off.n === 0n
      ? line.unitPrice
      : ({ amount: roundHalfUp(mul(parseUnitPrice(line.unitPrice), sub(one, off)), 4), currency: 'CNY' } as const);
  return {
    ...line,
    quantity: { ...line.quantity, value: toDecimal(quantity, 6) ?? roundHalfUp(quantity, 6) },
    unitPrice,
    ...(off.n === 0n ? {} : { discount }),
    amount: money(toFenHalfUp(mul(quantity, deliveredPrice({ ...line, unitPrice })))),
  };
}
