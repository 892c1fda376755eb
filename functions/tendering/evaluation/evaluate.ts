import { type Money, money, parseMoney, parseUnitPrice, toFenHalfUp, yuan } from '../../../shared/kernel/money.ts';
import { parseQuantity, type Quantity } from '../../../shared/kernel/quantity.ts';
import {
  add,
  compare,
  equal,
  fraction,
  mul,
  one,
  parseDecimal,
  type Ratio,
  roundHalfUp,
  sub,
} from '../../../shared/kernel/ratio.ts';
import { addDays, type Day, dayOf } from '../../../shared/kernel/time.ts';
import type { OfferedItem } from '../../../shared/sealing/bid.ts';
import { type BidRecord, type OpenedBid, openedBids } from '../bid-record.ts';
import type { Deduction, Draft, Item, Lot } from '../draft.ts';

/** Why a bid for a lot is not valid (否决投标). */
export type InvalidReason =
  | 'item-missing'
  | 'item-unknown'
  | 'quantity-short'
  | 'unit-differs'
  | 'above-ceiling'
  | 'validity-short';

/** One line's arithmetic. */
export interface EvaluatedLine {
  readonly item: string;
  readonly quantity: Quantity;
  readonly unitPrice: Money;
  readonly taxIncluded: boolean;
  readonly taxRate: string;
  /** Quantity × unit price, tax included, as an exact fraction of yuan. */
  readonly exact: string;
  /** The same half-up to the fen: what is paid. */
  readonly amount: Money;
}

/** One bid for one lot, step by step. */
export interface EvaluatedBid {
  readonly supplier: string;
  readonly name: string;
  readonly uscc: string;
  readonly lines: readonly EvaluatedLine[];
  /** The sum of the lines' amounts: the contract's price. */
  readonly price: Money;
  /** The rate of the policy deduction, when one applies. */
  readonly deduction?: Deduction;
  /** Price × (1 − deduction): ranked on the exact fraction. */
  readonly evaluated: { readonly exact: string; readonly shown: string };
  readonly invalid: readonly InvalidReason[];
  /** 1 is the lowest evaluated price; bids that tie share a rank; null when invalid. */
  readonly rank: number | null;
}

export interface EvaluatedLot {
  readonly lot: string;
  readonly bids: readonly EvaluatedBid[];
  /** Suppliers whose evaluated prices are exactly equal. */
  readonly ties: readonly (readonly string[])[];
}

/** The evaluation (评标): every step of the arithmetic, so that anyone can do it again. */
export interface Evaluation {
  readonly method: 'lowest-evaluated-price';
  readonly lots: readonly EvaluatedLot[];
}

/**
 * Lowest evaluated price (最低评标价法; MOF Order 87 art. 54, Bidding Law art. 41), lot by lot. A line is quantity ×
 * unit price × (1 + tax where it is not included), half-up to the fen; the price is the sum of the lines; only a
 * published deduction changes it for the comparison, never in the contract. Ties are reported, not resolved (art. 56).
 */
export function evaluate(draft: Draft, failedLots: readonly string[], bids: readonly OpenedBid[]): Evaluation {
  const lots = draft.lots.filter((lot) => !failedLots.includes(lot.id));
  const validity = addDays(dayOf(draft.deadline), draft.bidValidityDays);
  return { method: 'lowest-evaluated-price', lots: lots.map((lot) => evaluateLot(lot, bids, validity)) };
}

/** The evaluation of a tender from the records of its opening. */
export const evaluateRecords = (
  tender: { readonly draft: Draft; readonly frozen: { readonly failedLots: readonly string[] } },
  records: readonly BidRecord[],
): Evaluation => evaluate(tender.draft, tender.frozen.failedLots, openedBids(records));

interface Compared {
  readonly bid: Omit<EvaluatedBid, 'rank'>;
  readonly evaluated: Ratio;
}

function evaluateLot(lot: Lot, bids: readonly OpenedBid[], validity: Day): EvaluatedLot {
  const compared = bids.flatMap((bid) => {
    const offer = bid.lots.find((offered) => offered.lotId === lot.id);
    return offer === undefined ? [] : [compareBid(lot, bid, offer.items, validity)];
  });
  const valid = compared
    .filter(({ bid }) => bid.invalid.length === 0)
    .sort((a, b) => compare(a.evaluated, b.evaluated) || (a.bid.supplier < b.bid.supplier ? -1 : 1));
  const rankOf = (one: Compared): number => valid.findIndex((other) => equal(other.evaluated, one.evaluated)) + 1;
  const ranked = valid.map((one): EvaluatedBid => ({ ...one.bid, rank: rankOf(one) }));
  const invalid = compared
    .filter(({ bid }) => bid.invalid.length > 0)
    .map(({ bid }): EvaluatedBid => ({ ...bid, rank: null }));
  const ranks = [...new Set(ranked.map((bid) => bid.rank))];
  const groups = ranks.map((rank) => ranked.filter((bid) => bid.rank === rank).map((bid) => bid.supplier));
  return { lot: lot.id, bids: [...ranked, ...invalid], ties: groups.filter((group) => group.length > 1) };
}

function compareBid(lot: Lot, bid: OpenedBid, offers: readonly OfferedItem[], validity: Day): Compared {
  const byItem = new Map(offers.map((offer) => [offer.itemId, offer]));
  const lines = lot.items.flatMap((item) => {
    const offer = byItem.get(item.id);
    return offer === undefined ? [] : [evaluateLine(item, offer)];
  });
  const price = lines.reduce((total, line) => total + parseMoney(line.amount), 0n);
  const deduction = lot.deductions?.find((one) => one.for === bid.sizeClass);
  const evaluated = deduction ? mul(yuan(price), sub(one, parseDecimal(deduction.rate, 4))) : yuan(price);
  const known = new Set(lot.items.map((item) => item.id));
  const checks: readonly (readonly [InvalidReason, boolean])[] = [
    ['item-missing', lot.items.some((item) => !byItem.has(item.id))],
    ['item-unknown', offers.some((offer) => !known.has(offer.itemId))],
    ['unit-differs', lot.items.some((item) => unitDiffers(item, byItem.get(item.id)))],
    ['quantity-short', lot.items.some((item) => quantityShort(item, byItem.get(item.id)))],
    ['above-ceiling', lot.ceiling !== undefined && price > parseMoney(lot.ceiling)],
    ['validity-short', bid.validUntil < validity],
  ];
  return {
    evaluated,
    bid: {
      supplier: bid.supplier,
      name: bid.name,
      uscc: bid.uscc,
      lines,
      price: money(price),
      ...(deduction === undefined ? {} : { deduction }),
      evaluated: { exact: fraction(evaluated), shown: roundHalfUp(evaluated, 2) },
      invalid: checks.filter(([, fails]) => fails).map(([reason]) => reason),
    },
  };
}

function evaluateLine(item: Item, offer: OfferedItem): EvaluatedLine {
  const { taxIncluded, taxRate, unitPrice } = offer;
  const tax = taxIncluded ? one : add(one, parseDecimal(taxRate, 4));
  const exact = mul(mul(parseQuantity(item.quantity), parseUnitPrice(unitPrice)), tax);
  return {
    item: item.id,
    quantity: item.quantity,
    unitPrice,
    taxIncluded,
    taxRate,
    exact: fraction(exact),
    amount: money(toFenHalfUp(exact)),
  };
}

const unitDiffers = (item: Item, offer: OfferedItem | undefined): boolean =>
  offer?.quantityOffered !== undefined &&
  (offer.quantityOffered.unit !== item.quantity.unit || offer.quantityOffered.basis !== item.quantity.basis);

function quantityShort(item: Item, offer: OfferedItem | undefined): boolean {
  const offered = offer?.quantityOffered;
  if (offered === undefined) return false;
  return compare(parseDecimal(offered.value, 6), parseQuantity(item.quantity)) < 0;
}
