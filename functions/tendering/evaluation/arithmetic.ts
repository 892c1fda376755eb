import { parseAmountWords } from '../../../shared/kernel/amount-words.ts';
import {
  deliveredPrice,
  type Fen,
  type Money,
  money,
  parseMoney,
  parseUnitPrice,
  toFenHalfUp,
} from '../../../shared/kernel/money.ts';
import { parseQuantity } from '../../../shared/kernel/quantity.ts';
import { fraction, mul, type Ratio, ratio, toDecimal } from '../../../shared/kernel/ratio.ts';
import type { OfferedItem, OfferedLot } from '../../../shared/sealing/bid.ts';
import type { Item, Lot } from '../draft.ts';
import type { CorrectionStep, EvaluatedLine } from './evaluation.ts';
import { type FreightOf, freightOf } from './freight.ts';

/** An item whose quantity is read once for all bids. */
export interface AskedItem {
  readonly item: Item;
  readonly quantity: Ratio;
}

export const askedItem = (item: Item): AskedItem => ({ item, quantity: parseQuantity(item.quantity) });

/** What a bid for a lot comes to. */
export interface Sum {
  readonly lines: readonly EvaluatedLine[];
  /** The sum of the lines' amounts, as corrected. */
  readonly price: Fen;
  readonly steps: readonly CorrectionStep[];
}

/** A lot as its bids are summed: whether bids may leave items out, and how freight counts. */
export interface SummedLot {
  readonly items: readonly AskedItem[];
  readonly partial: boolean;
  readonly freightOf: FreightOf | undefined;
}

interface Line {
  readonly asked: AskedItem;
  readonly offer: OfferedItem;
  readonly unitPrice: Ratio;
  readonly freight: Money | undefined;
  readonly exact: Ratio;
  readonly amount: Fen;
}

/**
 * The sum of a bid (算术修正; MOF Order 87 art. 59). A line is quantity × (unit price × (1 + tax where it is not
 * included) + freight where that is apart), half-up to the fen. Unit prices and totals stand in the part that is published at the opening (开标一览表),
 * which alone has prices, so that rule 1, the opening sheet before the body, holds by itself. Then, of stated totals:
 * words before figures; a misplaced decimal point of a unit price, where the total rules; else the unit prices rule.
 */
export function sumOf(asked: SummedLot, offer: OfferedLot): Sum {
  const lines = linesOf(asked, offer);
  const price = total(lines);
  const whole = (asked.partial || lines.length === asked.items.length) && lines.length === offer.items.length;
  const { stated, steps } = whole ? statedTotal(offer) : { stated: undefined, steps: [] };
  if (stated === undefined || stated === price) return { lines: lines.map(shown), price, steps };

  const misplaced = misplacedPoint(lines, price, stated);
  if (misplaced === undefined) {
    const step = { rule: 'unit-prices-before-total', before: money(stated), after: money(price) } as const;
    return { lines: lines.map(shown), price, steps: [...steps, step] };
  }
  const { at, line } = misplaced;
  const step: CorrectionStep = {
    rule: 'decimal-point',
    item: line.asked.item.id,
    before: lines[at]?.offer.unitPrice ?? line.offer.unitPrice,
    after: line.offer.unitPrice,
  };
  return { lines: lines.with(at, line).map(shown), price: stated, steps: [...steps, step] };
}

/** What a bid for a lot comes to as it is written, before any correction (开标价), for the record of the opening. */
export function writtenSum(
  lot: Lot,
  offer: OfferedLot,
): Pick<Sum, 'price'> & { readonly amounts: readonly ItemAmount[] } {
  const lines = linesOf({ items: lot.items.map(askedItem), freightOf: freightOf(lot) }, offer);
  const amounts = lines.map(({ asked: { item }, amount }) => ({ itemId: item.id, amount: money(amount) }));
  return { price: total(lines), amounts };
}

/** What one item of a bid comes to. */
export interface ItemAmount {
  readonly itemId: string;
  readonly amount: Money;
}

function linesOf({ items, freightOf: freight }: Pick<SummedLot, 'items' | 'freightOf'>, offer: OfferedLot): Line[] {
  const offers = new Map(offer.items.map((offered) => [offered.itemId, offered]));
  return items.flatMap((asked) => {
    const offered = offers.get(asked.item.id);
    return offered === undefined ? [] : [lineOf(asked, offered, freight?.(asked.item, offered, offer))];
  });
}

/** The total that the bidder states, the words ruling where the figures differ. */
function statedTotal({ total: figures, totalInWords }: OfferedLot): {
  readonly stated: Fen | undefined;
  readonly steps: readonly CorrectionStep[];
} {
  const stated = figures && parseMoney(figures);
  const words = totalInWords === undefined ? undefined : parseAmountWords(totalInWords);
  if (words === undefined || stated === undefined || words === stated) return { stated: words ?? stated, steps: [] };
  return { stated: words, steps: [{ rule: 'words-before-figures', before: money(stated), after: money(words) }] };
}

const shifts: readonly Ratio[] = [1n, 2n, 3n, 4n].flatMap((places) => [ratio(10n ** places), ratio(1n, 10n ** places)]);

/** The one unit price whose point, moved by up to four places, makes the sum the total: only then is it evident. */
function misplacedPoint(lines: readonly Line[], price: Fen, stated: Fen) {
  const found = lines.flatMap((line, at) => {
    const needed = stated - (price - line.amount);
    return shifts.flatMap((shift) => {
      const amount = toDecimal(mul(line.unitPrice, shift), 4);
      if (needed <= 0n || amount === undefined) return [];
      const moved = lineOf(line.asked, { ...line.offer, unitPrice: { amount, currency: 'CNY' } }, line.freight);
      return moved.amount === needed ? [{ at, line: moved }] : [];
    });
  });
  return found.length === 1 ? found[0] : undefined;
}

function lineOf(asked: AskedItem, offer: OfferedItem, freight: Money | undefined): Line {
  const exact = mul(asked.quantity, deliveredPrice({ ...offer, freight }));
  return { asked, offer, unitPrice: parseUnitPrice(offer.unitPrice), freight, exact, amount: toFenHalfUp(exact) };
}

const total = (lines: readonly Line[]): Fen => lines.reduce((sum, line) => sum + line.amount, 0n);

const shown = ({ asked: { item }, offer, freight, exact, amount }: Line): EvaluatedLine => ({
  item: item.id,
  quantity: item.quantity,
  unitPrice: offer.unitPrice,
  taxIncluded: offer.taxIncluded,
  taxRate: offer.taxRate,
  ...(freight !== undefined && { freight }),
  exact: fraction(exact),
  amount: money(amount),
});
