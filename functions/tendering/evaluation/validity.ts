import { type Fen, parseMoney, parseUnitPrice } from '../../../shared/kernel/money.ts';
import { add, compare, mul, one, parseDecimal, type Ratio } from '../../../shared/kernel/ratio.ts';
import type { Day } from '../../../shared/kernel/time.ts';
import type { OfferedItem } from '../../../shared/sealing/bid.ts';
import type { OpenedBid } from '../bid-record.ts';
import type { Lot } from '../draft.ts';
import type { AskedItem } from './arithmetic.ts';
import type { EvaluatedLine, InvalidReason } from './evaluation.ts';
import type { Qualification } from './findings.ts';

/** A lot, read once for all bids. */
export interface AskedLot {
  readonly lot: Lot;
  readonly items: readonly AskedItem[];
  readonly known: ReadonlySet<string>;
  /** Until when bids must be valid at least. */
  readonly validity: Day;
  /** By supplier and item the highest unit price, tax included, of a second stage; undefined elsewhere. */
  readonly agreed?: ReadonlyMap<string, ReadonlyMap<string, Ratio>> | undefined;
  /** Whether bidders that offer one brand count as one. */
  readonly brandsCountOnce: boolean;
}

/** What is looked at of a bid for a lot. */
export interface Looked {
  readonly bid: OpenedBid;
  readonly offers: readonly OfferedItem[];
  /** As corrected. */
  readonly lines: readonly EvaluatedLine[];
  readonly price: Fen;
  readonly qualification: Qualification | undefined;
}

/**
 * Why a bid does not respond to the documents (符合性审查; MOF Order 87 art. 50, 63; Bidding Law Regulation art. 51),
 * its bidder's qualification first (art. 44).
 */
export function faultsOf(asked: AskedLot, { bid, offers, lines, price, qualification }: Looked): InvalidReason[] {
  const { lot, items, known, validity, agreed } = asked;
  const byItem = new Map(offers.map((offer) => [offer.itemId, offer]));
  const checks: readonly (readonly [InvalidReason, boolean])[] = [
    ['not-qualified', qualification?.qualified === false],
    ['item-missing', items.some(({ item }) => !byItem.has(item.id))],
    ['item-unknown', offers.some((offer) => !known.has(offer.itemId))],
    ['unit-differs', items.some((one) => unitDiffers(one, byItem.get(one.item.id)))],
    ['quantity-short', items.some((one) => quantityShort(one, byItem.get(one.item.id)))],
    ['above-ceiling', lot.ceiling !== undefined && price > parseMoney(lot.ceiling)],
    ['above-agreed-price', agreed !== undefined && lines.some((line) => isAbove(line, agreed.get(bid.supplier)))],
    ['validity-short', bid.validUntil < validity],
  ];
  return checks.filter(([, fails]) => fails).map(([reason]) => reason);
}

/** Without an agreed price there is nothing that may be offered. */
function isAbove(
  { item, unitPrice, taxIncluded, taxRate }: EvaluatedLine,
  agreed?: ReadonlyMap<string, Ratio>,
): boolean {
  const ceiling = agreed?.get(item);
  const net = parseUnitPrice(unitPrice);
  const gross = taxIncluded ? net : mul(net, add(one, parseDecimal(taxRate, 4)));
  return ceiling === undefined || compare(gross, ceiling) > 0;
}

const unitDiffers = ({ item: { quantity } }: AskedItem, offer: OfferedItem | undefined): boolean =>
  offer?.quantityOffered !== undefined &&
  (offer.quantityOffered.unit !== quantity.unit || offer.quantityOffered.basis !== quantity.basis);

function quantityShort({ quantity }: AskedItem, offer: OfferedItem | undefined): boolean {
  const offered = offer?.quantityOffered;
  return offered !== undefined && compare(parseDecimal(offered.value, 6), quantity) < 0;
}
